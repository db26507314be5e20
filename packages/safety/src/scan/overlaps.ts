import type { RuleFinding } from './rule-finding.ts'

/** Findings that overlap, directly or through others: they are replaced by one text. */
export interface Cluster {
  readonly start: number
  readonly end: number
  readonly members: readonly RuleFinding[]
  /** Whose action is taken. */
  readonly winner: RuleFinding
  /** Up to here its text is known when a stream replaces it. */
  readonly known: number
  /** One that is known is longer than its detector looks at. */
  readonly isLong: boolean
}

/** The clusters of all findings whose enforced action edits, in order; adjacent ones stay apart. */
export function clustersOf(
  findings: readonly RuleFinding[],
  isLate: (entry: RuleFinding) => boolean = (entry) => entry.isLate === true,
): readonly Cluster[] {
  return overlapsOf(findings).map((members) => {
    const start = members[0]?.finding.start ?? 0
    const end = Math.max(...members.map(({ finding }) => finding.end))
    const known = members.filter((entry) => !isLate(entry))
    const long = known.find(isLong)
    const seen =
      long === undefined
        ? Math.max(...known.map(({ finding }) => finding.end))
        : Math.min(end, long.finding.start + (long.head ?? 0))
    const winner = known.reduce(better)
    return { start, end, members, winner, known: seen, isLong: long !== undefined }
  })
}

/** Runs of findings that overlap, of those whose enforced action edits; by start, the longer first. */
export function overlapsOf(findings: readonly RuleFinding[]): readonly (readonly RuleFinding[])[] {
  const editing = findings
    .filter(({ rule }) => rule.edits && rule.enforced)
    .toSorted((a, b) => a.finding.start - b.finding.start || b.finding.end - a.finding.end)
  const runs: RuleFinding[][] = []
  let end = -1
  for (const entry of editing) {
    if (entry.finding.start >= end) runs.push([])
    runs.at(-1)?.push(entry)
    end = Math.max(end, entry.finding.end)
  }
  return runs
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
