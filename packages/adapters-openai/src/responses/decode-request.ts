import type { ChatRequest, JsonObject, JsonValue, Message } from '@signalbox/core'

import { jsonEqual } from '../json-equal.ts'
import { isList, text } from '../json-fields.ts'
import { decodeContent } from './content-parts.ts'
import { decodeInput } from './input-items.ts'
import { decodeOptions, encodeOptions } from './options.ts'
import { responsesWire } from './own-fields.ts'
import { decodeTools } from './tools.ts'

/** A body of this wire → the request; every field it cannot name goes to the extensions. */
export function decodeBody(body: JsonObject): ChatRequest {
  const options = decodeOptions(body)
  const tools = isList(body['tools']) ? decodeTools(body['tools']) : undefined
  return {
    operation: 'chat',
    model: text(body, 'model') ?? '',
    messages: [...instructions(body['instructions']), ...decodeInput(body['input'])],
    ...(tools === undefined ? {} : { tools }),
    ...options,
    stream: body['stream'] === true,
    extensions: { [responsesWire]: leftOver(body, encodeOptions(options, tools)) },
  }
}

function instructions(value: JsonValue | undefined): readonly Message[] {
  if (typeof value !== 'string') return []
  return [{ role: 'system', content: decodeContent('system', value) }]
}

function leftOver(body: JsonObject, said: JsonObject): JsonObject {
  const entries = Object.entries(body).filter(([key, value]) => {
    switch (key) {
      case 'model':
        return typeof value !== 'string'
      case 'input':
        return typeof value !== 'string' && !(isList(value) && value.length > 0)
      case 'tools':
        return !isList(value)
      case 'instructions':
        return typeof value !== 'string'
      case 'stream':
        return value !== true
      case 'user':
        return !jsonEqual(value, said['user']) || value === body['safety_identifier']
      default:
        return !jsonEqual(Object.hasOwn(said, key) ? said[key] : undefined, value)
    }
  })
  return Object.fromEntries(entries)
}
