import { GatewayError } from './errors.ts'
import { writeJson } from './exact-json.ts'
import type { JsonObject } from './json.ts'
import { hasLongInteger } from './long-integer.ts'
import type { Source } from './request.ts'
import { topLevelSpans, type Span } from './top-level-spans.ts'

const spliceFrom = 16_384
const utf8 = new TextDecoder()

/**
 * The client's body with some top-level edits; an `undefined` value deletes the key. Small bodies
 * are written again from what was validated; large ones, and those with integers beyond 2^53,
 * keep their text and only the edits are spliced in, so that prompt caches and numbers survive.
 */
export function relayBody(source: Source, edits: JsonObject): Uint8Array | string {
  const { bytes, body } = source
  if (bytes !== undefined && (bytes.length >= spliceFrom || mayRound(bytes))) {
    const text = utf8.decode(bytes)
    if (text.length >= spliceFrom || mayRound(bytes)) {
      const changed = Object.keys(edits).filter((key) => edits[key] !== body[key])
      const spans = topLevelSpans(text)
      if (spans !== undefined)
        return changed.length === 0 ? bytes : splice(text, spans, edits, changed)
    }
  }
  return stringify({ ...body, ...edits })
}

function mayRound(bytes: Uint8Array): boolean {
  return hasLongInteger(bytes.length, (index) => bytes[index])
}

/** `writeJson` that blames the caller for a value nested too deep to write. */
export function stringify(value: unknown): string {
  try {
    return writeJson(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new GatewayError('invalid_request', 'The body is nested too deep; flatten it.', {
      origin: 'client',
      cause: error,
    })
  }
}

function splice(
  text: string,
  spans: ReadonlyMap<string, Span>,
  edits: JsonObject,
  changed: readonly string[],
): string {
  const cuts: { start: number; end: number; text: string }[] = []
  let added = ''
  for (const key of changed) {
    const span = spans.get(key)
    const value = edits[key]
    if (span === undefined) {
      if (value !== undefined) added += `${JSON.stringify(key)}:${stringify(value)},`
    } else if (value === undefined) cuts.push({ start: span.start, end: span.end, text: '' })
    else cuts.push({ start: span.valueStart, end: span.valueEnd, text: stringify(value) })
  }
  cuts.sort((a, b) => a.start - b.start)
  const open = text.indexOf('{') + 1
  let out = text.slice(0, open) + added
  let from = open
  for (const cut of cuts) {
    out += text.slice(from, cut.start) + cut.text
    from = cut.end
  }
  out += text.slice(from)
  const trailing = /,(\s*)\}(\s*)$/
  return trailing.test(out.slice(-64)) ? out.replace(trailing, '$1}$2') : out
}
