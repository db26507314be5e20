import type { RuleFinding } from './rule-finding.ts'

/** Findings that overlap, directly or through others: they are replaced by one text. */
export interface Cluster {
  readonly start: number
  readonly end: number
  /** Whose action is taken. */
  readonly winner: RuleFinding
  /** It is longer than a stream looks: so many characters are sure to be known. */
  readonly head: number | undefined
  /** Once all that begins before this is known, nothing changes the winner. */
  readonly sure: number
}

/** What begins further behind the start of a cluster goes with it, but has no say in it. */
const REACH = 64

/** The clusters of all findings whose enforced action edits, in order; adjacent ones stay apart. */
export function clustersOf(findings: readonly RuleFinding[]): readonly Cluster[] {
  const editing = findings
    .filter(({ rule }) => rule.edits && rule.enforced)
    .toSorted((a, b) => a.finding.start - b.finding.start || b.finding.end - a.finding.end)
  const clusters: Cluster[] = []
  let members: RuleFinding[] = []
  let end = -1
  for (const entry of editing) {
    if (members.length > 0 && entry.finding.start >= end) {
      clusters.push(clusterOf(members, end))
      members = []
    }
    end = members.length === 0 ? entry.finding.end : Math.max(end, entry.finding.end)
    members.push(entry)
  }
  if (members.length > 0) clusters.push(clusterOf(members, end))
  return clusters
}

/** Whether a finding is longer than its detector decides on. */
export function isLong(entry: RuleFinding): boolean {
  return entry.head !== undefined
}

/** Findings but those that begin within a long one of their kind: a stream takes them for a part of it. */
export function withoutCovered(found: readonly RuleFinding[]): readonly RuleFinding[] {
  if (!found.some(isLong)) return found
  const covered = new Map<string, number>()
  return found
    .toSorted((a, b) => a.finding.start - b.finding.start)
    .filter((entry) => {
      const kind = kindOf(entry)
      if (entry.finding.start < (covered.get(kind) ?? 0)) return false
      if (isLong(entry)) covered.set(kind, entry.finding.end)
      return true
    })
}

/** Findings of one kind are made by the same shape for the same rule. */
export function kindOf({ finding, rule }: RuleFinding): string {
  return `${rule.id} ${finding.detector} ${finding.rule}`
}

function clusterOf(members: readonly RuleFinding[], end: number): Cluster {
  const start = members[0]?.finding.start ?? 0
  const long = members.find(isLong)
  const isChain = end - start > REACH && (long === undefined || long.finding.start - start >= REACH)
  // What begins inside a long one, or far behind, is not known yet when a stream has to replace it.
  const last = isChain ? start + REACH - 1 : (long?.finding.start ?? end)
  const winner = members.filter(({ finding }) => finding.start <= last).reduce(better)
  if (isChain) return { start, end, winner, head: REACH, sure: start + REACH }
  if (long === undefined) return { start, end, winner, head: undefined, sure: end }
  const head = long.finding.start - start + (long.head ?? 0)
  return { start, end, winner, head, sure: long.finding.start }
}

function better(a: RuleFinding, b: RuleFinding): RuleFinding {
  const difference =
    b.rule.severity - a.rule.severity ||
    b.finding.score - a.finding.score ||
    lengthOf(b) - lengthOf(a) ||
    a.finding.start - b.finding.start ||
    a.rule.order - b.rule.order
  return difference > 0 ? b : a
}

/** As a stream knows it: of two long ones neither is longer. */
function lengthOf({ finding, head }: RuleFinding): number {
  return head ?? finding.end - finding.start
}
