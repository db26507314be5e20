import { isRepeated } from './checksums.ts'
import { UNCHECKED } from './id-alone.ts'
import type { IdCues } from './id-cues.ts'
import { idLayouts } from './id-layouts.ts'
import type { CueKind, IdSpec } from './id-specs.ts'
import type { PiiContext } from './recognizer.ts'

/** A moment between 2001 and 2033, as logs write it. */
const MILLISECONDS = /^1\d{12}$/
const DATE = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** Digits and letters, and what stands before them. */
export interface IdCandidate {
  readonly raw: string
  /** Groups of digits set apart by spaces are any numbers in a row. */
  readonly isSpaced: boolean
  readonly cues: IdCues | undefined
}

/** Whether a type, and the country that it is of, are asked for. */
export function isAsked(
  { type, country }: IdSpec,
  { types, countries }: Pick<PiiContext, 'types' | 'countries'>,
): boolean {
  return types?.has(type) !== false && countries?.includes(country) !== false
}

/** The type that a candidate most likely is of, with its score. */
export function judgeId(
  specs: readonly IdSpec[],
  { raw, isSpaced, cues }: IdCandidate,
  context: Pick<PiiContext, 'types' | 'countries'>,
): readonly [IdSpec, number] | undefined {
  let compact: string | undefined
  let best: readonly [IdSpec, number] | undefined
  for (const spec of specs) {
    if (!isAsked(spec, context)) continue
    const cue = cues?.specs.get(spec)
    const score =
      cue !== undefined
        ? scoreWithCue(spec, cue)
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

/** A check digit behind a word for it leaves no doubt; documents have none, so that the tongue of the word tells. */
function scoreWithCue({ type }: IdSpec, cue: CueKind): number {
  if (!UNCHECKED.test(type)) return 1
  return cue === 'own' ? 0.85 : 0.8
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
