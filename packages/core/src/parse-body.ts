import { GatewayError } from './errors.ts'
import { parseJson } from './exact-json.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { nestsDeeper } from './nests-deeper.ts'

/** What reads a body may call itself for every level of it. */
const maxDepth = 64

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON object in a client's body; anything else is `invalid_request` with a sentence that helps. */
export function parseBody(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) throw bad('The body is empty; send a JSON object.')
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch (error) {
    throw bad('The body is not valid UTF-8; encode it as UTF-8 JSON.', error)
  }
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    throw bad(`The body is not valid JSON${placeOf(error, text)}.`, error)
  }
  if (!isJsonObject(value)) throw bad('The body must be a JSON object, as in {"model": "…"}.')
  if (nestsDeeper(value, maxDepth))
    throw bad(`The body nests deeper than ${String(maxDepth)} levels; send a flatter one.`)
  return value
}

/** The parser's own message may quote the body, so only its position is passed on. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  if (/^(?:JSON Parse error: )?Unexpected (?:end|EOF)/.test(message))
    return `; it ends too early, after ${String(text.length)} characters`
  const position = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1]
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return ` at line ${String(before.length)}, column ${String(column)}`
}

function bad(message: string, cause?: unknown): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', cause })
}
