import type { Decoded } from './decoders.ts'
import { markedLines } from './marked-lines.ts'

/** Words that attacks need; their presence in disguise is what betrays a whole line. */
const ROT13 =
  /(?<![a-z])(?:vtaber|cerivbhf|vafgehpgvbaf?|flfgrz|cebzcg|qvfertneq|erirny|sbetrg|birevqr|ehyrf)(?![a-z])/gi
const REVERSED =
  /(?<![a-z])(?:erongi|suoiverp|snoitcurtsni|noitcurtsni|metsys|tpmorp|drageisid|laever|tegrof|edirrevo)(?![a-z])/gi

export function* rot13(text: string): Generator<Decoded> {
  yield* markedLines(text, {
    codec: 'rot13',
    marker: ROT13,
    least: 2,
    decode: (line) => [rotate(line)],
  })
}

/** Lines that run backwards, as a whole or word by word. */
export function* reversed(text: string): Generator<Decoded> {
  yield* markedLines(text, {
    codec: 'reversed',
    marker: REVERSED,
    least: 2,
    decode: (line) => [backwards(line), eachBackwards(line)],
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

function rotate(line: string): string {
  return line.replaceAll(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0)
    const first = code < 0x61 ? 0x41 : 0x61
    return String.fromCharCode(((code - first + 13) % 26) + first)
  })
}

function backwards(line: string): string {
  let turned = ''
  for (let at = line.length; at > 0;) {
    const before = at > 1 && isPair(line, at - 2) ? at - 2 : at - 1
    turned += line.slice(before, at)
    at = before
  }
  return turned
}

function isPair(line: string, at: number): boolean {
  const [high, low] = [line.charCodeAt(at), line.charCodeAt(at + 1)]
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}

/** Words that stay in their places and are each turned round. */
function eachBackwards(line: string): string {
  return line.replaceAll(/[\p{L}\p{N}']+/gu, backwards)
}
