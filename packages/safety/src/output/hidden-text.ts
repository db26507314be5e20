import { codePointAt } from '../unicode/code-point.ts'
import { invisibleRuns, isInvisible } from '../unicode/invisible.ts'

/** A stretch of a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The longest control sequence of a terminal that is taken whole. */
const maxSequence = 27
/** A few invisible characters are part of emoji and scripts; more than this hide something. */
const maxRun = 16

/** What a terminal obeys: control sequences, and the characters that begin longer ones. */
export function escapesIn(text: string): readonly Span[] {
  const spans: Span[] = []
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (!isEscape(code)) continue
    const end = code === 0x1b ? sequenceEnd(text, index) : undefined
    spans.push({ start: index, end: end ?? index + 1 })
    index = (end ?? index + 1) - 1
  }
  return spans
}

/** Where a control sequence begins that may not be complete yet. */
export function openEscape(text: string): number {
  const at = text.lastIndexOf('\u001B')
  if (at === -1 || at < text.length - maxSequence) return text.length
  const isBare = at === text.length - 1
  return isBare || (text.charAt(at + 1) === '[' && parametersEnd(text, at + 2) === text.length)
    ? at
    : text.length
}

/** Tag characters, and runs of anything else that nobody sees. */
export function hiddenRunsIn(text: string): readonly Span[] {
  return invisibleRuns(text).filter(({ start, end }) => {
    if (end - start > maxRun) return true
    const isFlag = text.slice(start - 2, start) === '\u{1F3F4}'
    return !isFlag && hasTags(text, start, end)
  })
}

/** Where hidden characters at the end of a text begin. */
export function openRun(text: string): number {
  let index = text.length
  while (index > 0) {
    const step = isLow(text.charCodeAt(index - 1)) && index > 1 ? 2 : 1
    if (!isInvisible(codePointAt(text, index - step))) return index
    index -= step
  }
  return index
}

/** How many units at the beginning of a text are hidden. */
export function hiddenLength(text: string): number {
  let index = 0
  for (let code = codePointAt(text, 0); isInvisible(code); code = codePointAt(text, index))
    index += code > 0xff_ff ? 2 : 1
  return index
}

function isEscape(code: number): boolean {
  return code === 0x1b || code === 0x9b || code === 0x9d || code === 0x90
}

function sequenceEnd(text: string, start: number): number | undefined {
  if (text.charAt(start + 1) !== '[') return undefined
  const index = parametersEnd(text, start + 2)
  if (index - start >= maxSequence) return undefined
  return /^[A-Za-z]$/.test(text.charAt(index)) ? index + 1 : undefined
}

function parametersEnd(text: string, from: number): number {
  let index = from
  while (index < text.length && /[0-9;?]/.test(text.charAt(index))) index += 1
  return index
}

function hasTags(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = codePointAt(text, index)
    if (code >= 0xe_00_00 && code <= 0xe_00_7f) return true
  }
  return false
}

function isLow(code: number): boolean {
  return code >= 0xdc_00 && code <= 0xdf_ff
}
