import { longRuns, unitSet } from '../unicode/long-runs.ts'
import { HORIZON } from './recognizer.ts'

/** A word of base64 or hex and what it says. */
export interface EncodedWord {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Shorter words say too little. */
const LEAST = 24
const MOST_PADDING = 2
const HEX = /^[0-9a-fA-F]+$/
/** UTF-8, a unit for a byte, without control characters but breaks and tabs; it says no at the first bad one. */
const READABLE =
  /^(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+$/
const UNITS = unitSet(/[A-Za-z0-9+/_-]/)

/**
 * Words that are readable text in base64 or hex, and no longer than a stream keeps back: what they
 * say follows from themselves, so that a stream finds the same in them as a whole text does.
 */
export function* encodedWords(text: string): Generator<EncodedWord> {
  for (const run of longRuns(text, LEAST, UNITS)) {
    const { start } = run
    const end = paddingEnd(text, run.end)
    if (end - start > HORIZON || isUnit(text, end)) continue
    const said = decoded(text.slice(start, run.end))
    if (said !== undefined) yield { start, end, text: said }
  }
}

/** The start of a word at the end of a text that could become one of these. */
export function holdEncoded(text: string): number {
  let end = text.length
  while (text.length - end < MOST_PADDING && text.charCodeAt(end - 1) === 0x3d) end--
  let start = end
  const least = Math.max(0, text.length - HORIZON)
  while (start > least && isUnit(text, start - 1)) start--
  return start === end || isUnit(text, start - 1) ? text.length : start
}

function paddingEnd(text: string, from: number): number {
  let end = from
  while (end - from < MOST_PADDING && text.charCodeAt(end) === 0x3d) end++
  return end
}

function decoded(body: string): string | undefined {
  if (body.length % 2 === 0 && HEX.test(body)) {
    const said = readable(
      body.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))),
    )
    if (said !== undefined) return said
  }
  if (body.length % 4 === 1) return undefined
  return readable(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
}

function readable(binary: string): string | undefined {
  if (!READABLE.test(binary)) return undefined
  return new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)))
}

function isUnit(text: string, at: number): boolean {
  return UNITS[text.charCodeAt(at)] === 1
}
