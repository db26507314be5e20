import type { Decoded } from './decoders.ts'
import type { Codec } from './views.ts'

/** How lines in one disguise are told and read. */
export interface Disguise {
  readonly codec: Codec
  readonly marker: RegExp
  readonly least: number
  /** All that a line may say. */
  readonly decode: (line: string) => readonly string[]
}

/** Lines with at least so many markers, decoded whole. */
export function* markedLines(text: string, disguise: Disguise): Generator<Decoded> {
  let start = -1
  let end = -1
  let count = 0
  for (const match of text.matchAll(disguise.marker)) {
    if (match.index >= end) {
      if (count >= disguise.least) yield* decodedLine(text, start, end, disguise)
      start = text.lastIndexOf('\n', match.index) + 1
      const close = text.indexOf('\n', match.index)
      end = close < 0 ? text.length : close
      count = 0
    }
    count++
  }
  if (count >= disguise.least) yield* decodedLine(text, start, end, disguise)
}

function decodedLine(text: string, start: number, end: number, disguise: Disguise): Decoded[] {
  const { codec, decode } = disguise
  return decode(text.slice(start, end)).map((said) => ({ codec, start, end, text: said }))
}
