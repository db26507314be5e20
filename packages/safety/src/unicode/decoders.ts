import { codePointAt } from './code-point.ts'
import { couldBeSelectors } from './could-disguise.ts'
import { longRuns, unitSet } from './long-runs.ts'
import type { Codec } from './views.ts'

/** An encoded span and what it says. */
export interface Decoded {
  readonly codec: Codec
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Finds the encoded spans of one kind. */
export type Decoder = (text: string) => Generator<Decoded>

/** What a tag and most selectors begin with, since they lie outside the basic plane. */
const HIGH_SURROGATE = '\udb40'
const TAGS = /[\u{e0020}-\u{e007e}]{4,}/gu
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{9,}/gu
const BASE64 = unitSet(/[A-Za-z0-9+/_-]/)
const NEXT_LINE = /\r?\n([A-Za-z0-9+/_-]{2,80})(?![A-Za-z0-9+/_.,-])/y
const HEX_UNITS = unitSet(/[0-9a-fA-Fx\\ :,]/)
const HEX = /(?:(?:\\x|0x)?[0-9a-fA-F]{2}[ :,]?){12,}/g
const PERCENT = /(?:%[0-9a-fA-F]{2}[^%\s]{0,24}){6,}/g
const ENTITIES = /(?:&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});[^&\n]{0,16}){6,}/g
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g
const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
])

/** ASCII text written in tag characters, which no font shows. */
export function* tags(text: string): Generator<Decoded> {
  if (!text.includes(HIGH_SURROGATE)) return
  for (const match of text.matchAll(TAGS)) {
    let decoded = ''
    for (const point of match[0]) {
      decoded += String.fromCharCode(codePointAt(point, 0) - 0xe0000)
    }
    yield { codec: 'tags', ...span(match), text: decoded }
  }
}

/** Bytes written as variation selectors after one visible character. */
export function* selectors(text: string): Generator<Decoded> {
  if (!couldBeSelectors(text)) return
  for (const match of text.matchAll(SELECTORS)) {
    const bytes = Uint8Array.from(match[0], (point) => {
      const code = codePointAt(point, 0)
      return code < 0xe0000 ? code - 0xfe00 : code - 0xe0100 + 16
    })
    yield { codec: 'selectors', ...span(match), text: utf8(bytes) }
  }
}

export function* base64(text: string): Generator<Decoded> {
  let read = 0
  for (const run of longRuns(text, 24, BASE64)) {
    if (run.start < read) continue
    const end = wrappedEnd(text, run.start, run.end)
    const padding = text[end] !== '=' ? 0 : text[end + 1] === '=' ? 2 : 1
    const body = text.slice(run.start, end).replaceAll(/\r?\n/g, '')
    const plus = body.replaceAll('-', '+').replaceAll('_', '/')
    const whole = plus.length % 4 === 1 ? plus.slice(0, -1) : plus
    const binary = atob(whole.padEnd(Math.ceil(whole.length / 4) * 4, '='))
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
    read = end + padding
    yield { codec: 'base64', start: run.start, end: read, text: utf8(bytes) }
  }
}

/** Where base64 ends that mail programs wrapped: lines of four times n signs, the last one shorter. */
function wrappedEnd(text: string, start: number, end: number): number {
  const width = end - start
  if (width < 56 || width > 80 || width % 4 !== 0) return end
  let last = end
  for (;;) {
    NEXT_LINE.lastIndex = last
    const line = NEXT_LINE.exec(text)
    if (line === null) return last
    last += line[0].length
    if (line[1]?.length !== width) return last
  }
}

export function* hex(text: string): Generator<Decoded> {
  for (const run of longRuns(text, 24, HEX_UNITS))
    for (const match of text.slice(run.start, run.end).matchAll(HEX)) {
      const digits = match[0].replaceAll(/\\x|0x|[ :,]/g, '')
      const bytes = new Uint8Array(digits.length >> 1)
      for (let at = 0; at < bytes.length; at++)
        bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)
      const start = run.start + match.index
      yield { codec: 'hex', start, end: start + match[0].length, text: utf8(bytes) }
    }
}

export function* percent(text: string): Generator<Decoded> {
  if (!text.includes('%')) return
  for (const match of text.matchAll(PERCENT)) {
    const decoded = match[0].replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
      utf8(Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))),
    )
    yield { codec: 'percent', ...span(match), text: decoded.replaceAll('+', ' ') }
  }
}

export function* entities(text: string): Generator<Decoded> {
  if (!text.includes('&')) return
  for (const match of text.matchAll(ENTITIES)) {
    const decoded = match[0].replaceAll(ENTITY, (whole, decimal, hexadecimal, name) => {
      if (name !== undefined) return NAMED.get(name) ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    yield { codec: 'entities', ...span(match), text: decoded }
  }
}

function span(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  return { start: match.index, end: match.index + match[0].length }
}

const utf8Decoder = new TextDecoder()

function utf8(bytes: Uint8Array): string {
  return utf8Decoder.decode(bytes)
}
