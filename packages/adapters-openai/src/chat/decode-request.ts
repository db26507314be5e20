import type { ChatRequest, JsonObject } from '@signalbox/core'

import { jsonEqual } from '../json-equal.ts'
import { isList, objects, put, text, type Fields } from '../json-fields.ts'
import { decodeMessages } from './decode-message.ts'
import { decodeOptions, encodeOptions, formNotes, type ChatOptions } from './options.ts'
import { chatWire, withOwn } from './own-fields.ts'
import { encodeReasoningOptions } from './reasoning-options.ts'

/** A body of this wire → the request; every field it cannot name goes to the extensions. */
export function decodeBody(body: JsonObject): ChatRequest {
  const options = decodeOptions(body)
  const notes = formNotes(body)
  // The long list first: what is spread behind other fields is copied one by one.
  return {
    ...options,
    operation: 'chat',
    model: text(body, 'model') ?? '',
    messages: decodeMessages(objects(body['messages'])),
    stream: body['stream'] === true,
    extensions: { [chatWire]: { ...leftOver(body, options, notes), ...notes } },
  }
}

function leftOver(body: JsonObject, options: ChatOptions, notes: JsonObject): JsonObject {
  const left: Fields = {}
  let said: JsonObject | undefined
  for (const key of Object.keys(body)) {
    const value = body[key]
    switch (key) {
      case 'model':
      case 'messages':
        break
      case 'tools':
      case 'functions':
        if (!isList(value)) left[key] = value
        break
      case 'stream':
        if (value !== true) left[key] = value
        break
      case 'stream_options':
        if (!jsonEqual(value, usageAsked)) left[key] = value
        break
      default:
        said ??= optionsSaid(body, options, notes)
        if (!jsonEqual(Object.hasOwn(said, key) ? said[key] : undefined, value))
          put(left, key, value)
    }
  }
  return left
}

const usageAsked: JsonObject = { include_usage: true }

/** What the options alone would write again. */
function optionsSaid(body: JsonObject, options: ChatOptions, notes: JsonObject): JsonObject {
  return {
    ...encodeOptions({ ...options, ...withOwn(notes) }),
    ...reasoningSaid(body, options),
  }
}

/** What the options give back in the style of the field they came from. */
function reasoningSaid(body: JsonObject, { reasoning }: ChatOptions): JsonObject {
  if (reasoning === undefined) return {}
  const style = body['reasoning_effort'] === undefined ? 'reasoning' : 'reasoning_effort'
  return encodeReasoningOptions(reasoning, style) ?? {}
}
