import type { Attributes } from '@opentelemetry/api'
import type { ChatRequest, Completion, Message, Part } from '@signalbox/core'

import { attribute } from './span-names.ts'

/** The prompt in the conventions' JSON; only where the operator asked for content. */
export function promptAttributes({ messages, tools }: ChatRequest): Attributes {
  const isSystem = ({ role }: Message) => role === 'system' || role === 'developer'
  const system = messages.filter(isSystem).flatMap(({ content }) => content.map(partOf))
  const turns = messages.filter((message) => !isSystem(message)).map(messageOf)
  return {
    [attribute.inputMessages]: JSON.stringify(turns),
    ...(system.length === 0 ? {} : { [attribute.system]: JSON.stringify(system) }),
    ...(tools === undefined ? {} : { [attribute.tools]: JSON.stringify(tools) }),
  }
}

/** The answer in the conventions' JSON. */
export function answerAttributes({ candidates }: Completion): Attributes {
  const messages = candidates.map(({ message, finish }) => ({
    ...messageOf(message),
    finish_reason: finish.reason,
  }))
  return { [attribute.outputMessages]: JSON.stringify(messages) }
}

function messageOf({ role, content }: Message): object {
  return { role, parts: content.map(partOf) }
}

function partOf(part: Part): object {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text', content: part.text }
    case 'reasoning':
      return { type: 'reasoning', content: part.text }
    case 'tool-call':
      return { type: 'tool_call', id: part.callId, name: part.name, arguments: part.arguments }
    case 'tool-result':
      return { type: 'tool_call_response', id: part.callId, response: part.content.map(partOf) }
    case 'media':
      return { type: 'blob', modality: part.kind }
    case 'server-tool':
      return { type: 'server_tool_call', name: part.tool, id: part.callId }
    case 'reference':
    case 'opaque':
      return { type: part.type }
  }
}
