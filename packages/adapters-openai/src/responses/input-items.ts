import type { JsonObject, JsonValue, Message, Part } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, omit, text } from '../json-fields.ts'
import { decodeContent, encodeContent, isContentValue, isPlainText } from './content-parts.ts'
import type { ItemContext } from './item-context.ts'
import { isMadeId } from './item-ids.ts'
import { decodeItem, encodeItem } from './items.ts'
import { ownFields, withOwn } from './own-fields.ts'

type Role = Message['role']

/** The input of a request, one message per item. */
export function decodeInput(input: JsonValue | undefined): readonly Message[] {
  if (typeof input === 'string') return [{ role: 'user', content: decodeContent('user', input) }]
  if (!isList(input)) return []
  const customCalls = new Set<string>()
  return input.filter(isJsonObject).map((item) => {
    const type = item['type']
    const callId = text(item, 'call_id')
    if (type === 'custom_tool_call' && callId !== undefined) customCalls.add(callId)
    const role = roleOf(item)
    const plain = type === undefined || type === 'message'
    if (role !== undefined && plain && isContentValue(item['content']))
      return decodeMessage(item, role)
    if (type === undefined || type === null) return decodeBareReference(item, customCalls)
    return itemMessage(decodeItem(item, '', customCalls))
  })
}

function decodeMessage(item: JsonObject, role: Role): Message {
  const id = text(item, 'id')
  const typed = item['type'] === 'message'
  const rest = omit(item, ['type', 'role', 'content', id === undefined ? '' : 'id'])
  const noted = Object.keys(rest).length > 0 || typeof item['content'] === 'string'
  const own = typed ? (noted ? { type: 'message', ...rest } : undefined) : rest
  return {
    role,
    content: decodeContent(role, item['content']),
    ...(id === undefined ? {} : { id }),
    ...withOwn(own),
  }
}

function decodeBareReference(item: JsonObject, customCalls: ReadonlySet<string>): Message {
  const ref = text(item, 'id')
  if (ref === undefined) return itemMessage(decodeItem(item, '', customCalls))
  const own = withOwn({ ...omit(item, ['id']), type: item['type'] })
  return { role: 'assistant', content: [{ type: 'reference', ref, ...own }] }
}

function itemMessage(part: Part): Message {
  if (part.type === 'tool-result') return { role: 'tool', content: [part] }
  if (part.type === 'server-tool' && part.phase === 'result')
    return { role: 'tool', content: [part] }
  return { role: 'assistant', content: [part] }
}

function roleOf(item: JsonObject): Role | undefined {
  const role = item['role']
  return role === 'user' || role === 'assistant' || role === 'system' || role === 'developer'
    ? role
    : undefined
}

/** Messages → input; a lone user string stays a string. */
export function encodeInput(
  messages: readonly Message[],
  context: ItemContext,
  offset: number,
): JsonValue {
  const only = messages.length === 1 ? messages[0] : undefined
  const part = only?.content.length === 1 ? only.content[0] : undefined
  if (only?.role === 'user' && ownFields(only) === undefined && part?.type === 'text')
    if (isPlainText(part)) return part.text
  const items = messages.flatMap((message, index) =>
    encodeMessage(message, context, `messages.${String(index + offset)}`),
  )
  return context.native
    ? items
    : items.filter((item, index) => isAnswered(item, items[index + 1], context))
}

function isAnswered(item: JsonObject, next: JsonObject | undefined, context: ItemContext): boolean {
  if (item['type'] !== 'reasoning') return true
  if (next?.['role'] === 'assistant' || next?.['type'] === 'reasoning') return true
  if (text(next ?? {}, 'type')?.endsWith('_call') === true) return true
  context.warn('dropped', 'messages', 'Reasoning without an answer after it is refused here.')
  return false
}

function encodeMessage(
  message: Message,
  context: ItemContext,
  path: string,
): readonly JsonObject[] {
  const items: JsonObject[] = []
  const results: JsonObject[] = []
  let inline: Part[] = []
  let from = 0
  const flush = () => {
    const keepsEmpty = message.content.length === 0 && context.native
    if (inline.length === 0 && !keepsEmpty) return
    const content = encodeContent(message.role, inline, context, `${path}.content`)
    inline = []
    if (content.length > 0 || context.native)
      items.push(messageItem(message, content, from, context))
    from += 1
  }
  for (const [index, part] of message.content.entries()) {
    if (isInline(part)) {
      inline.push(part)
      continue
    }
    if (part.type !== 'tool-result') flush()
    const item = encodeItem(part, context, `${path}.content.${String(index)}`)
    if (item !== undefined) (part.type === 'tool-result' ? results : items).push(item)
  }
  flush()
  return [...results, ...items]
}

function messageItem(
  message: Message,
  content: string | readonly JsonObject[],
  nth: number,
  context: ItemContext,
): JsonObject {
  const own = ownFields(message)
  const id = nth === 0 && !isMadeId(message.id ?? '') ? message.id : undefined
  return {
    ...(own ?? { type: 'message' }),
    ...(id === undefined || (!context.native && !id.startsWith('msg_')) ? {} : { id }),
    role: message.role === 'tool' ? 'user' : message.role,
    content,
  }
}

function isInline(part: Part): boolean {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'media':
      return true
    case 'opaque':
      return part.kind.startsWith('content.')
    case 'reasoning':
    case 'tool-call':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
      return false
  }
}
