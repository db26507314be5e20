import type { JsonObject, MediaPart, Message, Part, ToolCallPart } from '@signalbox/core'
import { stringify } from '@signalbox/core'

import type { Losses } from '../wire/losses.ts'

/** The messages of a chat; each tool result becomes a message of its own. */
export function encodeMessages(messages: readonly Message[], lost: Losses): readonly JsonObject[] {
  return messages.flatMap((message, index) => {
    const path = `messages.${String(index)}`
    lost.foreign(path, message.extensions)
    switch (message.role) {
      case 'system':
      case 'developer':
        return [{ role: 'system', content: encodeText(message.content, path, lost) }]
      case 'assistant':
        return [encodeAssistant(message.content, path, lost)]
      case 'user':
      case 'tool':
        return encodeUser(message.content, path, lost)
    }
  })
}

function encodeUser(parts: readonly Part[], path: string, lost: Losses): readonly JsonObject[] {
  const results = parts.flatMap((part) =>
    part.type === 'tool-result'
      ? [
          {
            role: 'tool',
            tool_call_id: part.callId,
            content: encodeText(part.content, path, lost),
          },
        ]
      : [],
  )
  const rest = parts.filter(({ type }) => type !== 'tool-result')
  if (rest.length === 0) return results
  const content = rest.every(({ type }) => type === 'text')
    ? encodeText(rest, path, lost)
    : rest.flatMap((part) => encodeUserPart(part, path, lost))
  return [...results, { role: 'user', content }]
}

function encodeUserPart(part: Part, path: string, lost: Losses): readonly JsonObject[] {
  lost.foreign(path, part.extensions)
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type === 'media') return encodeMedia(part, path, lost)
  lost.add('dropped', path, `A ${part.type} cannot be said to Cohere.`)
  return []
}

function encodeMedia(part: MediaPart, path: string, lost: Losses): readonly JsonObject[] {
  const { kind, source } = part
  const url =
    source.type === 'url'
      ? source.url
      : source.type === 'base64'
        ? `data:${source.mediaType};base64,${source.data}`
        : undefined
  if (source.type === 'text') return [{ type: 'text', text: source.text }]
  if (kind === 'image' && url !== undefined)
    return [
      {
        type: 'image_url',
        image_url: { url, ...(part.detail === undefined ? {} : { detail: part.detail }) },
      },
    ]
  lost.add('dropped', path, `Cohere reads text and images, not this ${kind}.`)
  return []
}

/** What is said before tools are called is the plan to call them. */
function encodeAssistant(parts: readonly Part[], path: string, lost: Losses): JsonObject {
  const calls = parts.filter((part) => part.type === 'tool-call')
  const thoughts = parts.flatMap((part) =>
    part.type === 'reasoning' && part.text !== ''
      ? [{ type: 'thinking', thinking: part.text }]
      : [],
  )
  const said = parts.filter(({ type }) => type !== 'tool-call' && type !== 'reasoning')
  const text = encodeText(said, path, lost)
  if (calls.length > 0)
    return {
      role: 'assistant',
      ...(thoughts.length === 0 ? {} : { content: thoughts }),
      ...(text === '' ? {} : { tool_plan: text }),
      tool_calls: calls.map(encodeCall),
    }
  const content = thoughts.length === 0 ? text : [...thoughts, { type: 'text', text }]
  return { role: 'assistant', content }
}

function encodeCall(part: ToolCallPart): JsonObject {
  const { callId, name, kind } = part
  const text = kind === 'custom' ? stringify({ input: part.arguments }) : part.arguments
  return { id: callId, type: 'function', function: { name, arguments: text === '' ? '{}' : text } }
}

function encodeText(parts: readonly Part[], path: string, lost: Losses): string {
  return parts
    .flatMap((part) => {
      lost.foreign(path, part.extensions)
      if (part.type === 'text' || part.type === 'refusal') return [part.text]
      if (part.type === 'media' && part.source.type === 'text') return [part.source.text]
      lost.add('dropped', path, `A ${part.type} cannot be said to Cohere here.`)
      return []
    })
    .join('\n')
}
