import { trigger } from '../prefilter/triggers.ts'
import { isAlphanumeric, isDigit } from './characters.ts'
import { isRepeated } from './checksums.ts'
import { idLayouts } from './id-layouts.ts'
import type { IdEvidence } from './id-rows.ts'
import {
  createIdIndex,
  cuedSpecs,
  idTypes,
  shapeOf,
  type IdIndex,
  type IdSpec,
} from './id-specs.ts'
import type { PiiContext, Recognizer } from './recognizer.ts'

const MAX_WORDS = 4
/** Compact length plus separators of the longest id. */
const MAX_SPAN = 32
/** Groups of digits set apart by spaces are any numbers in a row. */
const SPACED_DIGITS = /^\d+(?: \d+)+$/
/** The one layout that is nothing but digits and spaces: 2 3 3 3. */
const ABN_LENGTH = 14
const DATE = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const GENERAL_CUES = [
  'national id',
  'identity number',
  'id number',
  'tax id',
  'tax number',
  'identification number',
  'personal number',
  'identity card',
  'id card',
  'national identity',
]
export const ids: Recognizer = createIds()

function createIds(): Recognizer {
  let index: IdIndex | undefined
  return {
    types: idTypes,
    triggers: trigger.digit,
    find(context) {
      index ??= createIdIndex()
      findIds(index, context)
    },
    hold: holdIds,
  }
}

function findIds(index: IdIndex, context: PiiContext): void {
  const { text } = context
  let at = 0
  while (at < text.length) {
    if (!isAlphanumeric(text.charCodeAt(at))) {
      at++
      continue
    }
    const end = wordEnd(text, at)
    const start = afterEscape(text, at)
    if (start < end && opensId(text, start, end)) judgeWindows(index, start, context)
    at = end
  }
}

/** In JSON text the letter of an escape such as `\n` is not part of the word. */
function afterEscape(text: string, at: number): number {
  return text.charCodeAt(at - 1) === 0x5c && /[nrt]/.test(text[at] ?? '') ? at + 1 : at
}

function wordEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isAlphanumeric(text.charCodeAt(end))) end++
  return end
}

/** A word with a digit, or a short word of capitals before one. */
function opensId(text: string, start: number, end: number): boolean {
  if (end - start > 25) return false
  for (let at = start; at < end; at++) if (isDigit(text.charCodeAt(at))) return true
  return end - start <= 4 && isUpper(text, start, end) && isDigit(text.charCodeAt(end + 1))
}

function isUpper(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x41 || unit > 0x5a) return false
  }
  return true
}

/** Judges the windows of one to four words from `start`; the longest that passes wins. */
function judgeWindows(index: IdIndex, start: number, context: PiiContext): void {
  const { text } = context
  if (isJoined(text, start)) return
  let compact = ''
  let at = start
  let words: Words | undefined
  let found: readonly [end: number, spec: IdSpec, score: number] | undefined
  for (let count = 0; count < MAX_WORDS + 2; count++) {
    const end = wordEnd(text, at)
    compact += text.slice(at, end)
    if (compact.length > 25 || end - start > MAX_SPAN) break
    const specs = compact.length < 5 ? undefined : index.byShape.get(shapeOf(compact))
    if (specs !== undefined && closes(text, end)) {
      words ??= wordsBefore(index, context.left(start, 60).toLowerCase())
      const raw = text.slice(start, bracketEnd(text, end))
      const judged = judge(specs, { raw, compact, words, countries: context.countries })
      if (judged !== undefined) found = [bracketEnd(text, end), ...judged]
    }
    const joiner = text.charCodeAt(end)
    const joined =
      joiner === 0x20 || (joiner >= 0x2d && joiner <= 0x2f) || joiner === 0x28 || joiner === 0x2b
    if (!joined || !isAlphanumeric(text.charCodeAt(end + 1))) break
    at = end + 1
  }
  if (found === undefined) return
  const [end, spec, score] = found
  context.emit({
    type: spec.type,
    start,
    end,
    score,
    rule: `id-${spec.type.toLowerCase().replaceAll('_', '-')}`,
  })
}

/** What the words on the left say. */
interface Words {
  readonly cued: ReadonlySet<IdSpec>
  readonly general: boolean
}

const NO_WORDS: Words = { cued: new Set(), general: false }

function wordsBefore(index: IdIndex, near: string): Words {
  if (!/\p{L}/u.test(near)) return NO_WORDS
  return {
    cued: cuedSpecs(index, near),
    general: GENERAL_CUES.some((cue) => near.includes(cue)),
  }
}

interface Candidate {
  readonly raw: string
  readonly compact: string
  readonly words: Words
  readonly countries: readonly string[] | undefined
}

function judge(
  specs: readonly IdSpec[],
  { raw, compact, words, countries }: Candidate,
): readonly [IdSpec, number] | undefined {
  if (words === NO_WORDS && raw.length !== ABN_LENGTH && SPACED_DIGITS.test(raw)) return undefined
  if (isRepeated(compact) || DATE.test(raw)) return undefined
  const upper = !/[a-z]/.test(raw)
  let best: readonly [IdSpec, number] | undefined
  for (const spec of specs) {
    if (countries !== undefined && !countries.includes(spec.country)) continue
    const score = words.cued.has(spec)
      ? scoreWithCue(spec.evidence)
      : scoreWithout(spec, raw, words.general, upper)
    if (score > (best?.[1] ?? 0) && spec.isValid(raw, compact)) best = [spec, score]
  }
  return best
}

function scoreWithCue(evidence: IdEvidence): number {
  return evidence === 'cue' ? 0.85 : 1
}

function scoreWithout(spec: IdSpec, raw: string, general: boolean, upper: boolean): number {
  const { evidence, type } = spec
  if (general) return evidence === 'cue' ? 0.5 : 0.8
  if (evidence === 'cue' || !upper) return 0
  if (evidence === 'free') return SPACED_DIGITS.test(raw) ? 0 : 0.6
  return idLayouts.get(type)?.test(raw) === true ? 0.55 : 0
}

function isJoined(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1)
  if (before === 0x5f || before === 0x24 || before === 0x23) return true
  return (
    ((before >= 0x2d && before <= 0x2f) || before === 0x2b || before === 0x3a) &&
    isAlphanumeric(text.charCodeAt(start - 2)) &&
    before !== 0x3a
  )
}

function closes(text: string, end: number): boolean {
  const after = text.charCodeAt(end)
  if (after === 0x5f) return false
  return !(
    ((after >= 0x2d && after <= 0x2f) || after === 0x2b) &&
    isAlphanumeric(text.charCodeAt(end + 1))
  )
}

/** `A123456(3)`: the closing bracket belongs to the id. */
function bracketEnd(text: string, end: number): number {
  return text.charCodeAt(end) === 0x29 && text.charCodeAt(end - 2) === 0x28 ? end + 1 : end
}

function holdIds(text: string): number {
  const least = Math.max(0, text.length - MAX_SPAN)
  let start = text.length
  let words = 0
  let at = text.length
  while (at > least && words <= MAX_WORDS + 1) {
    const unit = text.charCodeAt(at - 1)
    if (isAlphanumeric(unit)) {
      const end = at
      while (at > least && isAlphanumeric(text.charCodeAt(at - 1))) at--
      if (at > 0 && isAlphanumeric(text.charCodeAt(at - 1))) break
      if (opensId(text, at, end) || (end === text.length && end - at <= 4)) start = at
      words++
    } else if (joins(unit) && !(at < text.length && joins(text.charCodeAt(at)))) at--
    else break
  }
  return start
}

function joins(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x28 && unit <= 0x2f && unit !== 0x2a && unit !== 0x2c)
}
