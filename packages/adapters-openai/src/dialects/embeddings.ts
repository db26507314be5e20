import type { Dialect, EmbedRequest, Inbound, JsonObject, JsonValue, Part } from '@signalbox/core'
import { GatewayError, sourceOf, stringify, takeHints } from '@signalbox/core'

import { embeddingsWire, tokenInput } from '../embeddings/codec.ts'
import { writeVector } from '../embeddings/vector.ts'
import { isList, omit, orNothing } from '../json-fields.ts'
import { classifyChat } from '../leaves/chat-leaves.ts'
import { encodeResponsesError } from './responses-error.ts'

/** `POST /v1/embeddings`: texts or token ids in, numbers or base64 out, as the client asked. */
export const openaiEmbeddings: Dialect = {
  name: embeddingsWire,
  surfaces: [{ method: 'POST', path: '/v1/embeddings', lane: 'hot', auth: 'key' }],
  decodeRequest,
  encodeReply(reply, request) {
    if (reply.type !== 'result' || reply.result.operation !== 'embed')
      throw new GatewayError('internal', 'A list of embeddings can only be made from vectors.')
    const { vectors, usage, model } = reply.result
    const base64 = request.operation === 'embed' && request.encoding === 'base64'
    const tokens = usage?.input.uncached ?? 0
    const body = {
      object: 'list',
      data: vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: base64 ? writeVector(vector) : vector,
      })),
      model: model ?? request.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }
    return { status: 200, headers: ['content-type', 'application/json'], body: stringify(body) }
  },
  encodeError: encodeResponsesError,
  classify: classifyChat,
}

function decodeRequest(given: JsonObject, inbound?: Inbound): EmbedRequest {
  const taken = takeHints(given, inbound?.headers ?? [])
  const { model, input, dimensions, encoding_format: format, user } = taken.body
  if (typeof model !== 'string') throw bad('model', 'a string')
  if (dimensions !== undefined && dimensions !== null && typeof dimensions !== 'number')
    throw bad('dimensions', 'a number')
  if (user !== undefined && user !== null && typeof user !== 'string') throw bad('user', 'a string')
  if (format !== undefined && format !== null && format !== 'float' && format !== 'base64')
    throw bad('encoding_format', '"float" or "base64"')
  const { inputs, single } = readInput(input)
  // An explicit null is a field of its own: it is written again as it came.
  const read = { model, input, dimensions, encoding_format: format, user }
  const rest = omit(
    taken.body,
    Object.entries(read).flatMap(([key, value]) => (value === null ? [] : [key])),
  )
  const own = orNothing({ ...rest, ...(single ? { single } : {}) })
  return {
    operation: 'embed',
    model,
    inputs,
    ...(typeof dimensions === 'number' ? { dimensions } : {}),
    ...(typeof format === 'string' ? { encoding: format } : {}),
    ...(typeof user === 'string' ? { user } : {}),
    ...(own === undefined ? {} : { extensions: { [embeddingsWire]: own } }),
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(taken.metadata === undefined ? {} : { metadata: taken.metadata }),
    ...(inbound === undefined ? {} : { source: sourceOf(embeddingsWire, taken, inbound) }),
  }
}

/** A string, a list of strings, a list of token ids, or a list of such lists. */
function readInput(input: JsonValue | undefined): {
  readonly inputs: readonly (readonly Part[])[]
  readonly single: boolean
} {
  if (typeof input === 'string') return { inputs: [[textPart(input)]], single: true }
  if (!isList(input) || input.length === 0)
    throw bad('input', 'a string, a list of strings, or token ids')
  if (isTokens(input)) return { inputs: [[tokenPart(input)]], single: true }
  const inputs = input.map((entry, index): readonly Part[] => {
    if (typeof entry === 'string') return [textPart(entry)]
    if (isList(entry) && isTokens(entry)) return [tokenPart(entry)]
    throw bad(`input.${String(index)}`, 'a string or a list of token ids')
  })
  return { inputs, single: false }
}

function isTokens(list: readonly JsonValue[]): boolean {
  return list.every((entry) => typeof entry === 'number')
}

function textPart(text: string): Part {
  return { type: 'text', text }
}

function tokenPart(value: JsonValue): Part {
  return { type: 'opaque', wire: embeddingsWire, kind: tokenInput, value }
}

function bad(param: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${param}" must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}
