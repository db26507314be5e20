import type { Decoded } from './decoders.ts'
import { longRuns, unitSet } from './long-runs.ts'
import type { Codec } from './views.ts'

const NUMBERS = unitSet(/[0-9 ,;-]/)
const BINARY = /(?<![01])[01]{8}(?:[ ,]?[01]{8}){7,}(?![01])/g
const DECIMAL =
  /(?<!\d)(?:10|3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?:[ ,;-]{1,2}(?:10|3[2-9]|[4-9]\d|1[01]\d|12[0-6])){11,}(?!\d)/g
const ESCAPES = /(?:\\u\{?00[0-7][0-9a-fA-F]\}?[^\\\n]{0,2}){8,}/g
const OCTAL = /(?:\\[01][0-7]{2}){8,}/g
const MORSE = /(?<![^\s])[.-]{1,5}(?:(?: {1,3}| ?[/|] ?)[.-]{1,6}){7,}(?![^\s])/g
const LETTERS: ReadonlyMap<string, string> = new Map(
  '.-a -...b -.-.c -..d .e ..-.f --.g ....h ..i .---j -.-k .-..l --m -.n ---o .--.p --.-q .-.r ...s -t ..-u ...-v .--w -..-x -.--y --..z'
    .split(' ')
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
)

/** Text written as numbers of its characters: binary, decimal, octal or escaped. */
export function* numberCodes(text: string): Generator<Decoded> {
  for (const { start, end } of longRuns(text, 35, NUMBERS))
    for (const found of numbers(text.slice(start, end)))
      yield { ...found, start: start + found.start, end: start + found.end }
  if (!text.includes('\\')) return
  yield* runs(text, ESCAPES, 'escapes', (run) =>
    run.replaceAll(/\\u\{?([0-9a-fA-F]{4})\}?/g, (_, code: string) => characters([code], 16)),
  )
  yield* runs(text, OCTAL, 'escapes', (run) => characters(run.match(/[01][0-7]{2}/g) ?? [], 8))
}

function* numbers(text: string): Generator<Decoded> {
  yield* runs(text, BINARY, 'binary', (run) => characters(run.match(/[01]{8}/g) ?? [], 2))
  yield* runs(text, DECIMAL, 'decimal', (run) => characters(run.match(/\d+/g) ?? [], 10))
}

/** Letters in Morse code; a stroke or a wide gap is a space. */
export function* morse(text: string): Generator<Decoded> {
  yield* runs(text, MORSE, 'morse', (run) =>
    run
      .split(/ {2,3}| ?[/|] ?/)
      .map((word) =>
        word
          .split(' ')
          .map((letter) => LETTERS.get(letter) ?? '')
          .join(''),
      )
      .join(' '),
  )
}

function* runs(
  text: string,
  pattern: RegExp,
  codec: Codec,
  decode: (run: string) => string,
): Generator<Decoded> {
  for (const match of text.matchAll(pattern)) {
    const [run] = match
    yield { codec, start: match.index, end: match.index + run.length, text: decode(run) }
  }
}

function characters(codes: readonly string[], base: number): string {
  return codes.map((code) => String.fromCharCode(Number.parseInt(code, base))).join('')
}
