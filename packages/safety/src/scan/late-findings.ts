import type { ScanOptions } from '../types.ts'
import { overlapsOf } from './overlaps.ts'
import { scanOptionsOf, type DetectorUse, type RuleFinding } from './rule-finding.ts'

/** A stream replaces findings that overlap once so many units from their start are there. */
const REACH = 65
/** So many units before them may decide about what is found in them. */
const LEFT = 128

/** What the findings were made with, and what is known of their text. */
export interface FoundIn {
  readonly uses: readonly DetectorUse[]
  readonly shared: ScanOptions
  readonly text: string
}

/** By when findings that overlap from `start` on are replaced, whatever follows. */
export function dueBy(start: number): number {
  return start + REACH
}

/**
 * The findings that a stream does not know yet when it has to replace what they overlap: they go
 * with it and have no say in it, in whole texts too.
 */
export function lateIn(found: readonly RuleFinding[], scope: FoundIn): ReadonlySet<RuleFinding> {
  return new Set(overlapsOf(found).flatMap((members) => lateOf(members, scope)))
}

/** Findings with the late ones marked. */
export function withLate(found: readonly RuleFinding[], scope: FoundIn): readonly RuleFinding[] {
  const late = lateIn(found, scope)
  if (late.size === 0) return found
  return found.map((entry) => (late.has(entry) ? { ...entry, isLate: true } : entry))
}

function lateOf(
  members: readonly RuleFinding[],
  { uses, shared, text }: FoundIn,
): readonly RuleFinding[] {
  const start = members[0]?.finding.start ?? 0
  const due = dueBy(start)
  const others = members.filter(({ finding }) => finding.start > start)
  if (others.length === 0 || due > text.length) return []
  const from = Math.max(0, start - LEFT)
  const window = text.slice(from, due)
  const holds = new Map<DetectorUse, number>()
  const holdOf = (entry: RuleFinding): number => {
    const use = uses.find(
      ({ detector, rules }) => detector.id === entry.finding.detector && rules.includes(entry.rule),
    )
    if (use?.detector.streaming === undefined) return Infinity
    const { holdFrom } = use.detector.streaming
    const hold = holds.get(use) ?? from + holdFrom(window, scanOptionsOf(use, shared))
    holds.set(use, hold)
    return hold
  }
  let reach = 0
  return members.filter((entry) => {
    const { finding } = entry
    const isKnown =
      finding.start === start || (finding.start < reach && finding.start < holdOf(entry))
    if (isKnown) reach = Math.max(reach, finding.end)
    return !isKnown
  })
}
