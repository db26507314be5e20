import { isRepeated } from './checksums.ts'
import { UNCHECKED } from './id-alone.ts'
import type { IdCues } from './id-cues.ts'
import { idLayouts } from './id-layouts.ts'
import type { IdSpec } from './id-specs.ts'

/** A moment between 2001 and 2033, as logs write it. */
const MILLISECONDS = /^1\d{12}$/
const DATE = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** Digits and letters, and what stands before them. */
export interface IdCandidate {
  readonly raw: string
  /** Groups of digits set apart by spaces are any numbers in a row. */
  readonly isSpaced: boolean
  readonly cues: IdCues | undefined
  readonly countries: readonly string[] | undefined
}

/** The type that a candidate most likely is of, with its score. */
export function judgeId(
  specs: readonly IdSpec[],
  { raw, isSpaced, cues, countries }: IdCandidate,
): readonly [IdSpec, number] | undefined {
  let compact: string | undefined
  let best: readonly [IdSpec, number] | undefined
  for (const spec of specs) {
    if (countries !== undefined && !countries.includes(spec.country)) continue
    const score =
      cues?.specs.has(spec) === true
        ? scoreWithCue(spec)
        : scoreWithout(spec, raw, cues?.general === true, isSpaced)
    if (score <= (best?.[1] ?? 0)) continue
    if (compact === undefined) {
      compact = compactOf(raw)
      if (isPlainNumber(raw, compact)) return undefined
    }
    if (spec.isValid(raw, compact)) best = [spec, score]
  }
  return best
}

/** A check digit behind a word for it leaves no doubt; documents have none. */
function scoreWithCue({ type }: IdSpec): number {
  return UNCHECKED.test(type) ? 0.85 : 1
}

function scoreWithout(spec: IdSpec, raw: string, general: boolean, isSpaced: boolean): number {
  const { evidence, type } = spec
  if (general) return evidence === 'cue' ? 0.5 : 0.8
  if (evidence === 'cue') return 0
  if (evidence === 'free') return isSpaced || /[a-z]/.test(raw) || MILLISECONDS.test(raw) ? 0 : 0.6
  return idLayouts.get(type)?.test(raw) === true ? 0.55 : 0
}

/** Without separators. */
export function compactOf(raw: string): string {
  return /[^A-Za-z0-9]/.test(raw) ? raw.replaceAll(/[^A-Za-z0-9]/g, '') : raw
}

/** One digit over and over, or a date. */
export function isPlainNumber(raw: string, compact: string): boolean {
  return isRepeated(compact) || DATE.test(raw)
}
