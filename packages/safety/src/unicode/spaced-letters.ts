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
const MIN_LETTERS = 0.35

/** Letters set apart by a separator; a wider gap than most is a space. */
export function* spaced(text: string): Generator<Decoded> {
  if (!couldBeSpaced(text)) return
  yield* together(text, APART, closedUp)
  yield* together(text, MARKED, unmarked)
}

/** All runs of a text read at once with what lies between them, since runs break at odd signs. */
function* together(
  text: string,
  pattern: RegExp,
  read: (run: string) => string | undefined,
): Generator<Decoded> {
  let said = ''
  let start = -1
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const run = read(match[0])
    if (run === undefined) continue
    if (start < 0) start = match.index
    else said += text.slice(end, match.index)
    said += run
    end = match.index + match[0].length
  }
  if (start >= 0) yield { codec: 'spaced', start, end, text: said }
}

function closedUp(run: string): string | undefined {
  const gaps = run.match(GAP) ?? []
  if (!hasLetters(run, gaps.length + 1)) return undefined
  const narrow = Math.min(...gaps.map((gap) => gap.length))
  return run.replaceAll(GAP, (gap) => (gap.length > narrow ? wide(gap) : ''))
}

function unmarked(run: string): string | undefined {
  const gaps = run.match(MARKS) ?? []
  if (gaps.every((gap) => gap.trim() === '')) return undefined
  return run.replaceAll(MARKS, (gap) =>
    gap === '. ' ? gap : gap.length > 1 || gap === ' ' ? ' ' : '',
  )
}

function wide(gap: string): string {
  return gap.includes('\n') ? '\n' : ' '
}

function hasLetters(run: string, signs: number): boolean {
  return (run.match(LETTER)?.length ?? 0) >= MIN_LETTERS * signs
}
