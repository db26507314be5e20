import type { RuleFinding } from './rule-finding.ts'

/** Findings that overlap, directly or through others: they are replaced by one text. */
export interface Cluster {
  readonly start: number
  readonly end: number
  /** Whose action is taken. */
  readonly winner: RuleFinding
  /** A member is longer than its detector looks: so many characters are sure to be known. */
  readonly head: number | undefined
}

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
  return entry.finding.end - entry.finding.start > horizonOf(entry)
}

/** How many characters a finding is decided on. */
export function horizonOf({ finding, rule }: RuleFinding): number {
  const detector = rule.detectors.find(({ id }) => id === finding.detector)
  return detector?.streaming?.horizon ?? Infinity
}

function clusterOf(members: readonly RuleFinding[], end: number): Cluster {
  const long = members.find(isLong)
  // What begins inside a long one is not known yet when a stream has to replace it.
  const heads =
    long === undefined
      ? members
      : members.filter(({ finding }) => finding.start <= long.finding.start)
  const winner = heads.reduce(better)
  const start = members[0]?.finding.start ?? 0
  const head = long === undefined ? undefined : long.finding.start - start + horizonOf(long)
  return { start, end, winner, head }
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
function lengthOf(entry: RuleFinding): number {
  return Math.min(entry.finding.end - entry.finding.start, horizonOf(entry))
}
