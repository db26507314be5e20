import type { JsonObject, JsonValue, Message, Part, ToolCallPart } from '@signalbox/core'

import { isList, omit } from '../json-fields.ts'
import { encodeContent, encodePart, isThinkingChunk } from './encode-content.ts'
import { encodeMedia } from './encode-media.ts'
import { encodeReasoning } from './encode-reasoning.ts'
import { extraFields, note, ownFields } from './own-fields.ts'
import { needsDetail } from './reasoning.ts'
import { flatName, warnForeign, type MessageScope } from './scope.ts'
import { encodeToolCall } from './tool-calls.ts'

/** An assistant message; undefined when nothing of it can be said. */
export function encodeAssistant(
  message: Message,
  scope: MessageScope,
  path: string,
): JsonObject | undefined {
  warnForeign(message, path, scope.warn)
  const own = ownFields(message) !== undefined
  const sorted = sort(message.content, scope)
  const content = contentOf(sorted.content, message, scope, path)
  const calls = sorted.calls.map((part) => encodeCall(part, scope))
  const legacy = sorted.calls.find((part) => note(part, 'legacy') === true)
  const refusal = sorted.refusals.map((part) => part.text).join('')
  const citations = sorted.content.flatMap((part) => part.citations ?? [])
  const fields = {
    ...encodeReasoning(sorted.reasoning, message, sorted.calls.length > 0, scope, path),
    ...(refusal === '' ? {} : { refusal }),
    ...(own || scope.reply ? annotations(citations) : {}),
    ...encodeSound(sorted.sounds, scope, path),
    ...encodeImages(sorted.images, scope, path),
    ...(calls.length === 0
      ? {}
      : legacy === undefined
        ? { tool_calls: calls }
        : { function_call: { name: legacy.name, arguments: legacy.arguments } }),
  }
  if (!own && !scope.reply && content === undefined && Object.keys(fields).length === 0)
    return undefined
  return {
    role: 'assistant',
    ...(content === undefined ? (own ? {} : { content: null }) : { content }),
    ...(own || !scope.reply || refusal !== '' ? {} : { refusal: null }),
    ...(message.name === undefined ? {} : { name: message.name }),
    ...extraFields(message),
    ...fields,
  }
}

interface Sorted {
  readonly reasoning: Part[]
  readonly content: Part[]
  readonly refusals: Extract<Part, { type: 'refusal' }>[]
  readonly sounds: Part[]
  readonly images: Part[]
  readonly calls: ToolCallPart[]
}

function sort(parts: readonly Part[], scope: MessageScope): Sorted {
  const sorted: Sorted = {
    reasoning: [],
    content: [],
    refusals: [],
    sounds: [],
    images: [],
    calls: [],
  }
  for (const part of parts) {
    if (part.type === 'tool-call') sorted.calls.push(part)
    else if (part.type === 'refusal' && ownFields(part) === undefined) sorted.refusals.push(part)
    else if (isThinkingChunk(part, scope)) sorted.content.push(part)
    else if (part.type === 'reasoning' || (part.type === 'opaque' && needsDetail(part)))
      sorted.reasoning.push(part)
    else if (isSound(part)) sorted.sounds.push(part)
    else if (part.type === 'media' && part.kind === 'image' && isApart(part))
      sorted.images.push(part)
    else sorted.content.push(part)
  }
  return sorted
}

function isSound(part: Part): boolean {
  if (part.type === 'media') return part.kind === 'audio'
  return part.type === 'opaque' && part.kind === 'audio' && !('type' in Object(part.value))
}

function isApart(part: Part): boolean {
  return ownFields(part) === undefined || note(part, 'images') === true
}

function contentOf(
  parts: readonly Part[],
  message: Message,
  scope: MessageScope,
  path: string,
): JsonValue | undefined {
  const text = encodeContent(parts, scope, '')
  if (text !== undefined) return text
  const noted = note(message, 'content')
  if (parts.length === 0) return noted
  const list = parts.flatMap((part, index) => {
    const encoded = encodePart(part, scope, `${path}.content.${String(index)}`)
    return encoded === undefined ? [] : [encoded]
  })
  return list.length === 0 ? undefined : list
}

function encodeCall(part: ToolCallPart, scope: MessageScope): JsonObject {
  const { continuity } = part
  const kept =
    continuity?.kind === 'thought-signature' && (scope.reply || scope.accepts(continuity))
  return encodeToolCall(part, {
    token: kept ? continuity : undefined,
    callId: part.callId,
    name: flatName(part),
    wrapped: part.kind === 'custom' && !scope.reply && scope.row.customTools !== true,
  })
}

function annotations(citations: readonly JsonObject[]): JsonObject {
  const known = citations.flatMap((citation) => {
    if (citation['type'] !== 'url_citation') return []
    if (citation['url_citation'] !== undefined) return [citation]
    return [{ type: 'url_citation', url_citation: omit(citation, ['type']) }]
  })
  return known.length === 0 ? {} : { annotations: known }
}

function encodeSound(sounds: readonly Part[], scope: MessageScope, path: string): JsonObject {
  const [part] = sounds
  if (part === undefined) return {}
  if (part.type === 'opaque') return { audio: part.value }
  if (part.type !== 'media') return {}
  const token = part.continuity
  if (scope.reply && part.source.type === 'base64') {
    const id = token?.kind === 'audio' ? token.data : ''
    return {
      audio: { transcript: '', expires_at: 0, ...extraFields(part), id, data: part.source.data },
    }
  }
  if (token?.kind === 'audio' && scope.accepts(token)) return { audio: { id: token.data } }
  scope.warn('dropped', path, 'The provider does not know this sound.')
  return {}
}

function encodeImages(images: readonly Part[], scope: MessageScope, path: string): JsonObject {
  const encoded = images.flatMap((part) => {
    const known = part.type === 'media' && (scope.reply || note(part, 'images') === true)
    const image = known ? encodeMedia(part, scope) : undefined
    if (image === undefined)
      scope.warn('dropped', path, 'An assistant message holds no images here.')
    return image === undefined ? [] : [image]
  })
  return isList(encoded) && encoded.length > 0 ? { images: encoded } : {}
}
