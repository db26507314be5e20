import type { ChatRequest, JsonObject, Message } from '@signalbox/core'

import { jsonEqual } from '../json-equal.ts'
import { isPlainText } from './content-parts.ts'
import { encodeInput } from './input-items.ts'
import type { ItemContext } from './item-context.ts'
import { decodeOptions, encodeOptions } from './options.ts'
import { ownFields } from './own-fields.ts'
import { encodeTools } from './tools.ts'

/** A request → the body of this wire, without the losses that a foreign request needs seen to first. */
export function encodeBody(request: ChatRequest, context: ItemContext): JsonObject {
  const lead = leading(request.messages, context.native)
  const system = lead.length === 0 ? undefined : lead.map(instructionText).join('\n\n')
  const { tools } = request
  const rest = request.messages.slice(lead.length)
  const body = {
    model: request.model,
    ...(system === undefined ? {} : { instructions: system }),
    ...(context.native && rest.length === 0
      ? {}
      : { input: encodeInput(rest, context, lead.length) }),
    ...(tools === undefined ? {} : { tools: encodeTools(tools, context) }),
    ...encodeOptions(request, tools),
    ...(request.stream ? { stream: true } : {}),
  }
  const own = ownFields(request)
  return own === undefined ? body : withOwnFields(body, own, request)
}

/** The kept field wins as long as it still means what the request says now. */
function withOwnFields(body: JsonObject, own: JsonObject, request: ChatRequest): JsonObject {
  const meant: JsonObject = encodeOptions(decodeOptions(own), request.tools)
  const merged = { ...own, ...body }
  const kept = Object.keys(own).filter(
    (key) => !Object.hasOwn(body, key) || jsonEqual(body[key], meant[key]),
  )
  const out = { ...merged, ...Object.fromEntries(kept.map((key) => [key, own[key]])) }
  const saysUser = own['user'] === undefined && own['safety_identifier'] === request.user
  return {
    ...out,
    ...(saysUser ? { user: undefined } : {}),
    ...(Object.hasOwn(own, 'metadata') ? { metadata: own['metadata'] } : {}),
  }
}

function leading(messages: readonly Message[], native: boolean): readonly Message[] {
  if (native) return messages.slice(0, isInstructions(messages[0]) ? 1 : 0)
  const first = messages.findIndex(
    (message) => message.role !== 'system' && message.role !== 'developer',
  )
  return first === -1 ? messages : messages.slice(0, first)
}

function isInstructions(message: Message | undefined): boolean {
  const part = message?.content.length === 1 ? message.content[0] : undefined
  return (
    message?.role === 'system' &&
    ownFields(message) === undefined &&
    part?.type === 'text' &&
    isPlainText(part)
  )
}

function instructionText(message: Message): string {
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n\n')
}
