import type {
  Codec,
  EmbedRequest,
  JsonObject,
  JsonValue,
  Part,
  Result,
  Usage,
} from '@signalbox/core'
import { isJsonObject, jsonBody, relayBody, stringify } from '@signalbox/core'

import { malformed } from '../errors.ts'
import { isList } from '../json-fields.ts'
import { post } from '../post.ts'
import type { CompatibleRow } from '../row.ts'
import { warningList, type Warn } from '../warnings.ts'
import { readVector } from './vector.ts'

/** The name of the wire of `POST /v1/embeddings`. */
export const embeddingsWire = 'openai-embeddings'

/** The marker of an input that is a list of token ids. */
export const tokenInput = 'tokens'

/** Embeddings as OpenAI and most compatible providers have them. */
export function embeddingsCodec(row: CompatibleRow): Codec<EmbedRequest, Result> {
  return {
    wire: embeddingsWire,
    encodeRequest(request, target) {
      const { warnings, warn } = warningList()
      const { single, ...own } = request.extensions?.[embeddingsWire] ?? {}
      for (const wire of Object.keys(request.extensions ?? {}))
        if (wire !== embeddingsWire)
          for (const field of Object.keys(request.extensions?.[wire] ?? {}))
            warn('dropped', field, 'OpenAI embeddings have no such field')
      const inputs = request.inputs.map((parts, index) => inputOf(parts, index, warn))
      const { dimensions, encoding, user } = request
      const body = {
        ...own,
        model: target.model,
        input: single === true ? inputs[0] : inputs,
        ...(dimensions === undefined ? {} : { dimensions }),
        ...(encoding === undefined ? {} : { encoding_format: encoding }),
        ...(user === undefined ? {} : { user }),
      }
      return { request: post(row, target, '/embeddings', stringify(body)), warnings }
    },
    relayRequest(source, target) {
      const body = relayBody(source, { model: target.model })
      return { request: post(row, target, '/embeddings', body), warnings: [] }
    },
    decodeResponse(response) {
      const body = jsonBody(response, JSON.parse)
      const { data, model } = body
      if (!isList(data)) throw malformed('The provider answered without a list of embeddings.')
      const rows = data.filter(isJsonObject).toSorted((a, b) => indexOf(a) - indexOf(b))
      return {
        operation: 'embed',
        vectors: rows.map(({ embedding }) => readVector(embedding)),
        usage: usageOf(body['usage']),
        model: typeof model === 'string' ? model : undefined,
      }
    },
  }
}

/** The usage of an operation that only reads: all of it is uncached input. */
export function usageOf(raw: JsonValue | undefined): Usage | undefined {
  if (!isJsonObject(raw)) return undefined
  const count = raw['prompt_tokens'] ?? raw['total_tokens'] ?? raw['input_tokens']
  const uncached = typeof count === 'number' ? Math.max(0, count) : 0
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached, ...none }, output: { text: 0, reasoning: 0 }, raw }
}

function indexOf(row: JsonObject): number {
  return typeof row['index'] === 'number' ? row['index'] : 0
}

function inputOf(parts: readonly Part[], index: number, warn: Warn): JsonValue {
  const [first] = parts
  if (parts.length === 1 && first?.type === 'opaque' && first.kind === tokenInput)
    return first.value
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text
      warn('dropped', `input.${String(index)}`, `a ${part.type} cannot be embedded here`)
      return ''
    })
    .join('')
}
