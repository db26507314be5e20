import { trigger } from '../prefilter/triggers.ts'
import { afterEscape, isAlphanumeric, isDigit, isGluedLeft } from './characters.ts'
import { standsAlone } from './id-alone.ts'
import { createCueScan, type IdCues } from './id-cues.ts'
import { compactOf, isAsked, isPlainNumber, judgeId } from './id-judge.ts'
import {
  createIdIndex,
  idTypes,
  MAX_COMPACT,
  shapeNumber,
  type IdIndex,
  type IdSpec,
} from './id-specs.ts'
import type { Match, PiiContext, Recognizer } from './recognizer.ts'

const MAX_WORDS = 7
/** Compact length plus separators of the longest id. */
const MAX_SPAN = 32
/** The one layout that is nothing but digits and spaces: 2 3 3 3. */
const ABN_LENGTH = 14
const ABN_DIGITS = 11
/** How far to the left a word counts. */
const CUE_REACH = 60

export const ids: Recognizer = createIds()

function createIds(): Recognizer {
  let index: IdIndex | undefined
  const loaded = (): IdIndex => (index ??= createIdIndex())
  return {
    types: idTypes,
    triggers: trigger.digit,
    find(context) {
      findIds(loaded(), context)
    },
    hold: (text) => holdIds(text, loaded),
  }
}

function findIds(index: IdIndex, context: PiiContext): void {
  const { text } = context
  const scan = { index, context, cuesIn: createCueScan(index, text) }
  let lastLetter = Number.NEGATIVE_INFINITY
  let lastUnspaced = Number.NEGATIVE_INFINITY
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (!isAlphanumeric(unit)) {
      if (unit >= 0xaa) lastLetter = at
      if (unit >= 0xe00) lastUnspaced = at
      at++
      continue
    }
    const word = wordAt(text, at)
    const start = afterEscape(text, at)
    const isKnown = start + MAX_SPAN < context.from
    if (!isKnown && start < word.end && opensId(text, start, word)) {
      judgeWindows(scan, start, {
        hasWords: start - lastLetter <= CUE_REACH,
        hasUnspaced: start - lastUnspaced <= CUE_REACH,
      })
    }
    if (word.lastLetter >= 0) ({ lastLetter } = word)
    at = word.end
  }
}

interface Word {
  readonly end: number
  readonly hasDigit: boolean
  /** Negative without one. */
  readonly lastLetter: number
}

function wordAt(text: string, start: number): Word {
  let end = start
  let hasDigit = false
  let lastLetter = -1
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (isDigit(unit)) hasDigit = true
    else if (isAlphanumeric(unit)) lastLetter = end
    else break
  }
  return { end, hasDigit, lastLetter }
}

/** A word with a digit, or a short word of capitals before one. */
function opensId(text: string, start: number, { end, hasDigit }: Word): boolean {
  if (end - start > MAX_COMPACT) return false
  if (hasDigit) return true
  return end - start <= 4 && isUpper(text, start, end) && isDigit(text.charCodeAt(end + 1))
}

function isUpper(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x41 || unit > 0x5a) return false
  }
  return true
}

interface Scan {
  readonly index: IdIndex
  readonly context: PiiContext
  readonly cuesIn: ReturnType<typeof createCueScan>
}

/** What kinds of letters are near enough on the left. */
interface Near {
  readonly hasWords: boolean
  readonly hasUnspaced: boolean
}

/** Judges the windows of one to seven words from `start`; the longest that passes wins. */
function judgeWindows({ index, context, cuesIn }: Scan, start: number, near: Near): void {
  const { text } = context
  if (isJoined(text, start)) return
  const hasCues = near.hasWords || (context.isMessage && start === 0)
  const specsOf = hasCues ? index.byShape : index.silent
  let length = 0
  let letters = 0
  let at = start
  let isSpaced = false
  let cues: IdCues | undefined
  let found: readonly [end: number, spec: IdSpec, score: number] | undefined
  for (let count = 0; count < MAX_WORDS; count++) {
    let end = at
    for (; end < text.length && length <= MAX_COMPACT; end++) {
      const unit = text.charCodeAt(end)
      if (!isAlphanumeric(unit)) break
      if (unit > 0x39) letters |= 1 << length
      length++
    }
    if (length > MAX_COMPACT || end - start > MAX_SPAN) break
    const specs = specsOf.get(shapeNumber(length, letters))
    if (specs === undefined) break
    const isAbn = length === ABN_DIGITS && end - start === ABN_LENGTH
    const isRow = isSpaced && letters === 0 && !hasCues && !isAbn
    if (specs.length > 0 && !isRow && closes(text, end)) {
      const close = bracketEnd(text, end)
      const raw = text.slice(start, close)
      if (near.hasWords)
        cues ??= cuesIn(start - context.left(start, CUE_REACH).length, start, near.hasUnspaced)
      const candidate = { raw, isSpaced: isSpaced && letters === 0, cues }
      const judged = judgeId(specs, candidate, context)
      if (judged !== undefined) found = [close, ...judged]
      if (context.isMessage && start === 0 && close === text.length)
        emitAlone(specs, raw, context, judged)
    }
    const joiner = text.charCodeAt(end)
    const joined =
      joiner === 0x20 || (joiner >= 0x2d && joiner <= 0x2f) || joiner === 0x28 || joiner === 0x2b
    if (!joined || !isAlphanumeric(text.charCodeAt(end + 1))) break
    isSpaced = joiner === 0x20 && (isSpaced || count === 0)
    at = end + 1
  }
  if (found === undefined) return
  const [end, spec, score] = found
  context.emit(matchOf(spec, { start, end, score }))
}

/** A message that is nothing but a number is one of every type whose check digit it has. */
function emitAlone(
  specs: readonly IdSpec[],
  raw: string,
  context: PiiContext,
  judged: readonly [IdSpec, number] | undefined,
): void {
  const compact = compactOf(raw)
  if (isPlainNumber(raw, compact)) return
  for (const spec of specs) {
    if (spec === judged?.[0]) continue
    if (isAsked(spec, context) && standsAlone(spec.type, raw) && spec.isValid(raw, compact))
      context.emit(matchOf(spec, { start: 0, end: raw.length, score: judged?.[1] ?? 0.5 }))
  }
}

function matchOf({ type, rule }: IdSpec, at: Pick<Match, 'start' | 'end' | 'score'>): Match {
  return { type, rule, ...at }
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

/** The start of the earliest id that may still grow; one that is too long, or like none, may not. */
function holdIds(text: string, index: () => IdIndex): number {
  const least = Math.max(0, text.length - MAX_SPAN)
  let start = text.length
  let words = 0
  let at = text.length
  while (at > least && words < MAX_WORDS) {
    const unit = text.charCodeAt(at - 1)
    if (isAlphanumeric(unit)) {
      const end = at
      while (at > least && isAlphanumeric(text.charCodeAt(at - 1))) at--
      if (isAlphanumeric(text.charCodeAt(at - 1)) && isGluedLeft(text, at)) break
      const from = afterEscape(text, at)
      const isShort = end === text.length && end - from <= 4
      const isOpen = opensId(text, from, wordAt(text, from)) && isBeginning(text, from, index())
      if (isShort || isOpen) start = from
      words++
    } else if (joins(unit) && !(at < text.length && joins(text.charCodeAt(at)))) at--
    else break
  }
  return start
}

/** Whether a type is written as the text is from `from` on, however it goes on. */
function isBeginning(text: string, from: number, { byShape }: IdIndex): boolean {
  let length = 0
  let letters = 0
  for (let at = from; at < text.length && length <= MAX_COMPACT; at++) {
    const unit = text.charCodeAt(at)
    if (!isAlphanumeric(unit)) continue
    if (unit > 0x39) letters |= 1 << length
    length++
  }
  return byShape.has(shapeNumber(length, letters))
}

function joins(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x28 && unit <= 0x2f && unit !== 0x2a && unit !== 0x2c)
}
