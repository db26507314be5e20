import { couldBeLeet, couldBeSpaced } from './could-disguise.ts'
import type { Decoded } from './decoders.ts'
import type { Codec } from './views.ts'

/** Words that attacks need; their presence in disguise is what betrays a whole line. */
const ROT13 =
  /(?<![a-z])(?:vtaber|cerivbhf|vafgehpgvbaf?|flfgrz|cebzcg|qvfertneq|erirny|sbetrg|birevqr|ehyrf)(?![a-z])/gi
const REVERSED =
  /(?<![a-z])(?:erongi|suoiverp|snoitcurtsni|noitcurtsni|metsys|tpmorp|drageisid|laever|tegrof|edirrevo)(?![a-z])/gi
const SPACED = /(?<!\p{L})(?:\p{L}[ \t.\-_*|]{1,3}){7,}\p{L}(?!\p{L})/gu
const LEET =
  /(?<![\w+/=.-])(?:[a-z]{1,8}[013457@$]|[013457@$][a-z])[a-z013457@$]{1,12}(?![\w+/=.-])/gi
const LEET_LETTERS: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['@', 'a'],
  ['$', 's'],
])

export function* rot13(text: string): Generator<Decoded> {
  yield* lines(text, { codec: 'rot13', marker: ROT13, least: 2, decode: rotate })
}

export function* reversed(text: string): Generator<Decoded> {
  yield* lines(text, {
    codec: 'reversed',
    marker: REVERSED,
    least: 2,
    decode: (line) => backwards(line),
  })
}

/** Lines under a bidi override, which show their characters backwards. */
export function* overridden(original: string): Generator<Decoded> {
  if (!original.includes('\u202d') && !original.includes('\u202e')) return
  for (const match of original.matchAll(/[\u202d\u202e][^\n\u202c]{8,2000}/g)) {
    yield {
      codec: 'reversed',
      start: match.index,
      end: match.index + match[0].length,
      text: backwards(match[0].slice(1)),
    }
  }
}

/** Letters set apart by single separators; a wider gap is a space. */
export function* spaced(text: string): Generator<Decoded> {
  if (!couldBeSpaced(text)) return
  for (const match of text.matchAll(SPACED)) {
    const decoded = match[0].replaceAll(/[ \t.\-_*|]{1,3}/g, (gap) => (gap.length > 1 ? ' ' : ''))
    yield { codec: 'spaced', start: match.index, end: match.index + match[0].length, text: decoded }
  }
}

export function* leet(text: string): Generator<Decoded> {
  if (!couldBeLeet(text)) return
  yield* lines(text, {
    codec: 'leet',
    marker: LEET,
    least: 3,
    decode: (line) => line.replaceAll(/[013457@$]/g, (sign) => LEET_LETTERS.get(sign) ?? sign),
  })
}

interface Disguise {
  readonly codec: Codec
  readonly marker: RegExp
  readonly least: number
  readonly decode: (line: string) => string
}

/** Lines with at least so many markers, decoded whole. */
function* lines(text: string, disguise: Disguise): Generator<Decoded> {
  let start = -1
  let end = -1
  let count = 0
  for (const match of text.matchAll(disguise.marker)) {
    if (match.index >= end) {
      if (count >= disguise.least) yield decodedLine(text, start, end, disguise)
      start = text.lastIndexOf('\n', match.index) + 1
      const close = text.indexOf('\n', match.index)
      end = close < 0 ? text.length : close
      count = 0
    }
    count++
  }
  if (count >= disguise.least) yield decodedLine(text, start, end, disguise)
}

function decodedLine(text: string, start: number, end: number, disguise: Disguise): Decoded {
  return { codec: disguise.codec, start, end, text: disguise.decode(text.slice(start, end)) }
}

function rotate(line: string): string {
  return line.replaceAll(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0)
    const first = code < 0x61 ? 0x41 : 0x61
    return String.fromCharCode(((code - first + 13) % 26) + first)
  })
}

function backwards(line: string): string {
  return Array.from(line).toReversed().join('')
}
