import type {
  Dialect,
  Inbound,
  JsonObject,
  JsonValue,
  ModerateRequest,
  Part,
} from '@signalbox/core'
import { GatewayError, isJsonObject, sourceOf, stringify, takeHints } from '@signalbox/core'

import { isList, omit, text } from '../json-fields.ts'
import { classifyChat } from '../leaves/chat-leaves.ts'
import { moderationsWire } from '../moderations/codec.ts'
import { encodeResponsesError } from './responses-error.ts'

/** OpenAI's own default when a client names no model. */
const defaultModel = 'omni-moderation-latest'

/** `POST /v1/moderations`. */
export const openaiModerations: Dialect = {
  name: moderationsWire,
  surfaces: [{ method: 'POST', path: '/v1/moderations', lane: 'hot', auth: 'key' }],
  decodeRequest,
  encodeReply(reply, request) {
    if (reply.type !== 'result' || reply.result.operation !== 'moderate')
      throw new GatewayError('internal', 'A moderation can only be made from scores.')
    const { flagged, scores, model, extensions } = reply.result
    const categories = Object.fromEntries(
      Object.entries(scores).map(([category, score]) => [category, score >= 0.5]),
    )
    const body = extensions?.[moderationsWire] ?? {
      id: 'modr-signalbox',
      model: model ?? request.model,
      results: [{ flagged, categories, category_scores: scores }],
    }
    return { status: 200, headers: ['content-type', 'application/json'], body: stringify(body) }
  },
  encodeError: encodeResponsesError,
  classify: classifyChat,
}

function decodeRequest(given: JsonObject, inbound?: Inbound): ModerateRequest {
  const taken = takeHints(given, inbound?.headers ?? [])
  const { input } = taken.body
  const model = taken.body['model'] ?? defaultModel
  if (typeof model !== 'string') throw bad('model', 'a string')
  if (input === undefined) throw bad('input', 'a string or a list')
  return {
    operation: 'moderate',
    model,
    content: contentOf(input),
    extensions: { [moderationsWire]: { ...omit(taken.body, ['model']) } },
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(inbound === undefined ? {} : { source: sourceOf(moderationsWire, taken, inbound) }),
  }
}

function contentOf(input: JsonValue): readonly Part[] {
  if (typeof input === 'string') return [{ type: 'text', text: input }]
  if (!isList(input)) throw bad('input', 'a string or a list')
  return input.map((entry, index): Part => {
    if (typeof entry === 'string') return { type: 'text', text: entry }
    if (!isJsonObject(entry)) throw bad(`input.${String(index)}`, 'a string or an object')
    const image = entry['image_url']
    if (isJsonObject(image))
      return {
        type: 'media',
        kind: 'image',
        source: { type: 'url', url: text(image, 'url') ?? '' },
      }
    return { type: 'text', text: text(entry, 'text') ?? '' }
  })
}

function bad(param: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${param}" must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}
