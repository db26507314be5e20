import { couldBeSpaced } from './could-disguise.ts'
import type { Decoded } from './decoders.ts'

/** Single signs with white space between them; punctuation is a sign too. */
const APART = /(?<!\S)(?:\S[ \t]{1,4}(?:\n[ \t]{1,4})?){7,}\S(?!\S)/gu
/** Single letters with marks between them; words may have a space between them. */
const MARKED =
  /(?<!\p{L})(?:\p{L}(?:[ \t.\-_*|]{1,3}|[ \t.\-_*|]{0,3}[,;:!?'"()[\]<>/]{1,2}[ \t.\-_*|]{0,3})){7,}\p{L}(?!\p{L})/gu
const GAP = /[ \t]+(?:\n[ \t]+)?/g
const MARKS = /[ \t.\-_*|]{1,3}/g
const LETTER = /\p{L}/gu
/** At least so much of a run must be letters: rows of digits and of table marks are no text. */
const MIN_LETTERS = 0.6

/** Letters set apart by a separator; a wider gap than most is a space. */
export function* spaced(text: string): Generator<Decoded> {
  if (!couldBeSpaced(text)) return
  for (const match of text.matchAll(APART)) {
    const run = match[0]
    const gaps = run.match(GAP) ?? []
    if (!hasLetters(run, gaps.length + 1)) continue
    const narrow = Math.min(...gaps.map((gap) => gap.length))
    const decoded = run.replaceAll(GAP, (gap) => (gap.length > narrow ? wide(gap) : ''))
    yield { codec: 'spaced', start: match.index, end: match.index + run.length, text: decoded }
  }
  for (const match of text.matchAll(MARKED)) {
    const run = match[0]
    const gaps = run.match(MARKS) ?? []
    if (gaps.every((gap) => gap.trim() === '')) continue
    const decoded = run.replaceAll(MARKS, (gap) => (gap.length > 1 || gap === ' ' ? ' ' : ''))
    yield { codec: 'spaced', start: match.index, end: match.index + run.length, text: decoded }
  }
}

function wide(gap: string): string {
  return gap.includes('\n') ? '\n' : ' '
}

function hasLetters(run: string, signs: number): boolean {
  return (run.match(LETTER)?.length ?? 0) >= MIN_LETTERS * signs
}
