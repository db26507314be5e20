import type { ChatRequest, JsonObject } from '@signalbox/core'

import { jsonEqual } from '../responses/json-equal.ts'
import { isList, objects, text } from '../responses/own-fields.ts'
import { decodeMessages } from './decode-message.ts'
import { decodeOptions, encodeOptions, formNotes, type ChatOptions } from './options.ts'
import { withOwn } from './own-fields.ts'
import { encodeReasoningOptions } from './reasoning-options.ts'

/** A body of this wire → the request; every field it cannot name goes to the extensions. */
export function decodeBody(body: JsonObject): ChatRequest {
  const options = decodeOptions(body)
  const notes = formNotes(body)
  return {
    operation: 'chat',
    model: text(body, 'model') ?? '',
    messages: decodeMessages(objects(body['messages'])),
    ...options,
    stream: body['stream'] === true,
    ...withOwn({ ...leftOver(body, options, notes), ...notes }),
  }
}

function leftOver(body: JsonObject, options: ChatOptions, notes: JsonObject): JsonObject {
  const said = {
    ...encodeOptions({ ...options, ...withOwn(notes) }),
    ...reasoningSaid(body, options),
  }
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => {
      switch (key) {
        case 'model':
        case 'messages':
          return false
        case 'tools':
        case 'functions':
          return !isList(value)
        case 'stream':
          return value !== true
        case 'stream_options':
          return !jsonEqual(value, { include_usage: true })
        default:
          return !jsonEqual(Object.hasOwn(said, key) ? said[key] : undefined, value)
      }
    }),
  )
}

/** What the options give back in the style of the field they came from. */
function reasoningSaid(body: JsonObject, { reasoning }: ChatOptions): JsonObject {
  if (reasoning === undefined) return {}
  const style = body['reasoning_effort'] === undefined ? 'reasoning' : 'reasoning_effort'
  return encodeReasoningOptions(reasoning, style) ?? {}
}
