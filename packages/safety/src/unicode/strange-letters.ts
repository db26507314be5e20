import { codePointAt } from './code-point.ts'
import type { Decoded } from './decoders.ts'
import { markedLines } from './marked-lines.ts'

/** What each of these letters begins with. */
const BOX_SURROGATE = '\ud83c'
/** Letters in boxes and circles, and the letters that flags are made of. */
const BOXED =
  /(?:[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}][^\p{L}\p{N}\p{So}]{0,3}){8,}/gu
const BOX = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu
const BOX_AND_GAP = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}] ?/gu
const TOUCHING = /[\u{1f150}-\u{1f1ff}]{2}/u
const TURNED = /[ɐɔǝɟɥɯɹʇʌʍʎ]/g
const UPRIGHT: ReadonlyMap<string, string> = new Map(
  'ɐa qb ɔc pd ǝe ɟf ƃg ɥh ᴉi ıi ɾj ʞk ɯm un dp bq ɹr ʇt nu ʌv ʍw ʎy'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)

/** Text in boxed letters or turned upside down, which normalization leaves as it is. */
export function* strangeLetters(text: string): Generator<Decoded> {
  if (text.includes(BOX_SURROGATE))
    for (const match of text.matchAll(BOXED)) {
      const [run] = match
      const decoded = run.replaceAll(TOUCHING.test(run) ? BOX : BOX_AND_GAP, boxedLetter)
      yield { codec: 'symbols', start: match.index, end: match.index + run.length, text: decoded }
    }
  yield* markedLines(text, { codec: 'reversed', marker: TURNED, least: 6, decode: upright })
}

function upright(line: string): readonly string[] {
  const letters = Array.from(line, (letter) => UPRIGHT.get(letter) ?? letter)
  return [letters.toReversed().join('')]
}

function boxedLetter(sign: string): string {
  const code = codePointAt(sign, 0)
  const first = code >= 0x1f1e6 ? 0x1f1e6 : code >= 0x1f170 ? 0x1f170 : 0x1f150
  return String.fromCharCode(97 + code - first)
}
