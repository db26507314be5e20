import type { JsonObject, JsonValue, MediaPart, Part } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, omit, text } from '../json-fields.ts'
import { decodeContentPart, encodeContentPart } from './content-parts.ts'
import { replyContext } from './item-context.ts'
import { makeItemId } from './item-ids.ts'
import { decodeItem, encodeItem } from './items.ts'
import { ownFields, responsesWire, withOwn } from './own-fields.ts'

/** Under this key the first part of a message item keeps the item's own fields. */
const itemKey = 'item'

/** The output of a response as the parts of one assistant message. */
export function decodeOutput(output: JsonValue | undefined, model: string): readonly Part[] {
  if (!isList(output)) return []
  return output.filter(isJsonObject).flatMap((item) => decodeOutputItem(item, model))
}

/** The parts of one output item: a message has one per content part, every other item is one part. */
export function decodeOutputItem(item: JsonObject, model: string): readonly Part[] {
  if (item['type'] !== 'message') return [marked(decodeItem(item, model, new Set()))]
  const content = isList(item['content']) ? item['content'].filter(isJsonObject) : []
  const [id, fields] = [text(item, 'id'), omit(item, ['type', 'content', 'id'])]
  if (content.length === 0)
    return [{ type: 'opaque', wire: responsesWire, kind: 'message', value: item }]
  return content.map((part, index) => {
    const decoded = decodeContentPart('assistant', part)
    const own = {
      ...(decoded.type === 'text' ? { type: 'output_text' } : {}),
      ...ownFields(decoded),
      ...(index === 0 ? { [itemKey]: fields } : {}),
    }
    const kept = Object.keys(own).length === 0 ? {} : withOwn(own)
    return { ...decoded, ...(id === undefined ? {} : { id }), ...kept }
  })
}

/** A call of this wire is told from a foreign one, whose missing status has to be made up. */
function marked(part: Part): Part {
  return part.type === 'tool-call' ? { ...part, ...withOwn(ownFields(part) ?? {}) } : part
}

/** The parts of an answer as output items; `responseId` makes the ids that are missing. */
export function encodeOutput(parts: readonly Part[], responseId: string): readonly JsonObject[] {
  const items: JsonObject[] = []
  for (const group of grouped(parts)) {
    const [first] = group
    if (first === undefined) continue
    const token = tokenItem(first, responseId, items.length)
    if (token !== undefined) items.push(token)
    const item = outputItem(group, responseId, items.length)
    if (item !== undefined) items.push(item)
  }
  return items
}

/** Parts that belong to one message item stand together; every other part stands alone. */
function grouped(parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups: Part[][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    const head = last?.[0]
    if (last !== undefined && head !== undefined && isContent(head) && sameItem(head, part))
      last.push(part)
    else groups.push([part])
  }
  return groups
}

/** Whether two parts are content of one message item. */
export function sameItem(
  head: Pick<Part, 'type' | 'id'>,
  part: Pick<Part, 'type' | 'id'>,
): boolean {
  return isContent(part) && head.id !== undefined && head.id === part.id
}

/** Whether a part is content of a message item rather than an item. */
export function isContent(part: Pick<Part, 'type'> & { readonly kind?: string }): boolean {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return true
    case 'opaque':
      return part.kind?.startsWith('content.') === true
    case 'reasoning':
    case 'media':
    case 'tool-call':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
      return false
  }
}

/** A text's or tool call's own token has its slot in a reasoning item without text before it. */
export function tokenItem(part: Part, responseId: string, index: number): JsonObject | undefined {
  if (part.type !== 'tool-call' && part.type !== 'text') return undefined
  if (part.continuity === undefined) return undefined
  return {
    id: makeItemId('rs', responseId, index),
    type: 'reasoning',
    summary: [],
    encrypted_content: part.continuity.data,
  }
}

/** One output item out of its parts; undefined for a part that has no form here. */
export function outputItem(
  group: readonly Part[],
  responseId: string,
  index: number,
): JsonObject | undefined {
  const [first] = group
  if (first === undefined) return undefined
  if (!isContent(first)) return plainItem(first, responseId, index)
  const own = ownFields(first)?.[itemKey]
  const content = group.map((part) => outputContent(part))
  return {
    id: itemId(first, 'msg', responseId, index),
    type: 'message',
    ...(isJsonObject(own) ? own : { status: 'completed', role: 'assistant' }),
    content: content.filter((part) => part !== undefined),
  }
}

function outputContent(part: Part): JsonObject | undefined {
  const encoded = encodeContentPart('assistant', part, replyContext, '')
  if (encoded === undefined) return undefined
  const plain = omit(encoded, [itemKey])
  if (part.type !== 'text' || ownFields(part) !== undefined) return plain
  return { annotations: [], logprobs: [], ...plain }
}

function plainItem(part: Part, responseId: string, index: number): JsonObject | undefined {
  if (part.type === 'media') return imageItem(part, responseId, index)
  const item = encodeItem(part, replyContext, '')
  if (item === undefined) return undefined
  switch (part.type) {
    case 'tool-call': {
      const prefix = part.kind === 'custom' ? 'ctc' : 'fc'
      const id = itemId(part, prefix, responseId, index)
      const status = ownFields(part) === undefined ? { status: 'completed' } : {}
      return { ...item, call_id: part.callId, id, ...status }
    }
    case 'reasoning':
      return { ...item, id: itemId(part, 'rs', responseId, index) }
    case 'text':
    case 'refusal':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
    case 'opaque':
      return item
  }
}

/** A picture inside an answer has no other form here than the result of the image tool. */
function imageItem(part: MediaPart, responseId: string, index: number): JsonObject | undefined {
  if (part.kind !== 'image' || part.source.type !== 'base64') return undefined
  return {
    id: makeItemId('ig', responseId, index),
    type: 'image_generation_call',
    status: 'completed',
    result: part.source.data,
  }
}

/** The provider's id on this wire; another wire's only where it looks like one. */
function itemId(part: Part, prefix: string, responseId: string, index: number): string {
  const { id } = part
  const fits = id !== undefined && (ownFields(part) !== undefined || id.startsWith(`${prefix}_`))
  return fits ? id : makeItemId(prefix, responseId, index)
}
