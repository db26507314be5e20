import type { JsonObject, JsonValue, Part } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import { encodeMedia } from './encode-media.ts'
import { chatWire, extraFields, note, ownFields } from './own-fields.ts'
import { warnForeign, type MessageScope } from './scope.ts'

/** The value of `content`: one string, a list of parts, or what a note says. */
export function encodeContent(
  parts: readonly Part[],
  scope: MessageScope,
  join: string | undefined,
): JsonValue | undefined {
  const plain = parts.every((part) => part.type === 'text' && ownFields(part) === undefined)
  if (parts.length === 0) return undefined
  const cached = scope.row.cacheControl === true && parts.some((part) => part.cache !== undefined)
  if (plain && !cached && (parts.length === 1 || join !== undefined))
    return parts.map(textOf).join(join ?? '')
  if (plain && scope.row.plainText === true) return parts.map(textOf).join('\n\n')
  return undefined
}

function textOf(part: Part): string {
  return part.type === 'text' ? part.text : ''
}

/** One entry of a content list; undefined when it is lost, which is warned. */
export function encodePart(part: Part, scope: MessageScope, path: string): JsonObject | undefined {
  warnForeign(part, path, scope.warn)
  const encoded = encodeTyped(part, scope)
  if (encoded === undefined) {
    if (!(part.type === 'reasoning' && part.text === ''))
      scope.warn('dropped', path, `The provider has no place for this "${nameOf(part)}".`)
    return undefined
  }
  if (part.cache === undefined || scope.row.cacheControl !== true) return encoded
  const ttl = part.cache.ttl === undefined ? {} : { ttl: part.cache.ttl }
  return { ...encoded, cache_control: { type: 'ephemeral', ...ttl } }
}

function encodeTyped(part: Part, scope: MessageScope): JsonObject | undefined {
  switch (part.type) {
    case 'text':
      return { ...extraFields(part), type: 'text', text: part.text }
    case 'refusal':
      return { ...extraFields(part), type: 'refusal', refusal: part.text }
    case 'reasoning':
      return encodeThinking(part, scope)
    case 'media':
      return encodeMedia(part, scope)
    case 'opaque':
      return part.wire === chatWire ? (part.value as JsonObject) : undefined
    case 'tool-call':
    case 'tool-result':
    case 'server-tool':
    case 'reference':
      return undefined
  }
}

function encodeThinking(
  part: Extract<Part, { type: 'reasoning' }>,
  scope: MessageScope,
): JsonObject | undefined {
  if (part.text === '') return undefined
  const token = part.continuity
  const signature =
    token?.kind === 'signature' && scope.accepts(token) ? { signature: token.data } : {}
  const chunks = pieces(part.text, note(part, 'thinking')).map((text) => ({ type: 'text', text }))
  return { ...extraFields(part), type: 'thinking', thinking: chunks, ...signature }
}

/** The text in the pieces it came in, as long as their lengths still fit. */
function pieces(text: string, lengths: JsonValue | undefined): readonly string[] {
  if (!isList(lengths)) return [text]
  let at = 0
  const cut = lengths.map((length) => text.slice(at, (at += Number(length))))
  return at === text.length ? cut : [text]
}

/** Whether reasoning stands among the content parts, as Mistral has it. */
export function isThinkingChunk(part: Part, scope: MessageScope): boolean {
  if (part.type !== 'reasoning') return false
  const field = scope.row.reasoning?.field
  return scope.reply ? note(part, 'thinking') !== undefined : field === 'thinking-chunks'
}

function nameOf(part: Part): string {
  if (part.type === 'media') return part.kind
  return part.type === 'opaque' ? part.kind : part.type
}
