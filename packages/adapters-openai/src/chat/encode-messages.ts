import type {
  JsonObject,
  JsonValue,
  MediaPart,
  Message,
  Part,
  ToolResultPart,
} from '@signalbox/core'

import { text } from '../json-fields.ts'
import { encodeAssistant } from './encode-assistant.ts'
import { encodeContent, encodePart } from './encode-content.ts'
import { extraFields, note, ownFields } from './own-fields.ts'
import { warnForeign, type MessageScope } from './scope.ts'

interface Placed {
  readonly message: Message
  readonly path: string
}

/** The messages of a request as this wire lists them: one `tool` message per result. */
export function encodeMessages(
  messages: readonly Message[],
  scope: MessageScope,
  lateSystem: boolean,
): readonly JsonObject[] {
  const out: JsonObject[] = []
  let shown: JsonObject[] = []
  let leading = true
  const show = () => {
    if (shown.length > 0) out.push({ role: 'user', content: shown })
    shown = []
  }
  for (const placed of mergeAnswers(messages)) {
    const { message, path } = placed
    if (message.role === 'system' || message.role === 'developer') {
      show()
      out.push(leading || lateSystem ? encodePlain(placed, scope) : reminder(placed, scope))
      continue
    }
    leading = false
    if (message.role === 'assistant') {
      show()
      const encoded = encodeAssistant(message, scope, path)
      if (encoded !== undefined) out.push(encoded)
      continue
    }
    const results = message.content.filter((part) => part.type === 'tool-result')
    for (const result of results) {
      const { tool, media } = encodeResult(result, message, scope, path)
      out.push(tool)
      shown.push(...media)
    }
    const content = message.content.filter((part) => part.type !== 'tool-result')
    if (content.length === 0 && results.length > 0) continue
    show()
    out.push(encodePlain({ message: { ...message, role: 'user', content }, path }, scope))
  }
  show()
  return out
}

/** Other wires may tell one turn in several messages; this one has one message per turn. */
function mergeAnswers(messages: readonly Message[]): readonly Placed[] {
  const out: Placed[] = []
  for (const [index, message] of messages.entries()) {
    const last = out.at(-1)?.message
    const path = `messages.${String(index)}`
    if (last?.role === 'assistant' && message.role === 'assistant' && isForeign(last, message)) {
      const content = [...last.content, ...message.content]
      out[out.length - 1] = { message: { ...last, content }, path: out.at(-1)?.path ?? path }
    } else out.push({ message, path })
  }
  return out
}

function isForeign(...messages: readonly Message[]): boolean {
  return messages.every((message) => ownFields(message) === undefined)
}

function encodePlain({ message, path }: Placed, scope: MessageScope): JsonObject {
  warnForeign(message, path, scope.warn)
  const { role, name, content } = message
  const own = ownFields(message) !== undefined
  return {
    role,
    ...contentField(listOrText(content, scope, path), note(message, 'content'), own),
    ...(name === undefined ? {} : { name }),
    ...extraFields(message),
  }
}

function contentField(
  content: JsonValue | undefined,
  noted: JsonValue | undefined,
  own: boolean,
): JsonObject {
  const value = content ?? noted
  if (value !== undefined) return { content: value }
  return own ? {} : { content: '' }
}

function listOrText(
  parts: readonly Part[],
  scope: MessageScope,
  path: string,
): JsonValue | undefined {
  const plain = encodeContent(parts, scope, undefined)
  if (plain !== undefined || parts.length === 0) return plain
  const list = parts.flatMap((part, index) => {
    const encoded = encodePart(part, scope, `${path}.content.${String(index)}`)
    return encoded === undefined ? [] : [encoded]
  })
  return list.length === 0 ? '' : list
}

function reminder({ message, path }: Placed, scope: MessageScope): JsonObject {
  scope.warn('emulated', path, 'The provider takes instructions only at the start.')
  const said = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n\n')
  return { role: 'user', content: `<system-reminder>${said}</system-reminder>` }
}

/** A result as a `tool` message; media, which it cannot hold, go to the user message behind it. */
function encodeResult(
  result: ToolResultPart,
  message: Message,
  scope: MessageScope,
  path: string,
): { readonly tool: JsonObject; readonly media: readonly JsonObject[] } {
  warnForeign(message, path, scope.warn)
  warnForeign(result, path, scope.warn)
  if (result.isError === true)
    scope.warn('lossy', path, 'This wire has no mark for a failed tool; its text is kept.')
  const own = ownFields(message) !== undefined
  const media: JsonObject[] = []
  const parts = own
    ? result.content
    : result.content.map((part) => (part.type === 'media' ? moved(part, media, scope, path) : part))
  if (media.length > 0) media.unshift({ type: 'text', text: `Returned by ${result.callId}:` })
  const content = listOrText(parts, scope, path)
  const legacy = note(message, 'legacy') === true
  return {
    media,
    tool: {
      role: legacy ? 'function' : 'tool',
      ...(legacy ? {} : { tool_call_id: result.callId }),
      ...contentField(content, note(message, 'content'), own),
      ...(message.name === undefined ? {} : { name: message.name }),
      ...extraFields(message),
    },
  }
}

function moved(part: MediaPart, media: JsonObject[], scope: MessageScope, path: string): Part {
  const encoded = encodePart(part, scope, path)
  if (encoded?.['type'] === 'text') return { type: 'text', text: text(encoded, 'text') ?? '' }
  if (encoded === undefined) return { type: 'text', text: `[${part.kind} left out]` }
  media.push(encoded)
  scope.warn(
    'emulated',
    path,
    'A tool message holds only text; the rest follows as a user message.',
  )
  return { type: 'text', text: `[${part.kind} in the next user message]` }
}
