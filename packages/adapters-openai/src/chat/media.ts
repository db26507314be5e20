import type { ChatRequest, JsonObject, JsonValue, MediaPart } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit, text } from '../json-fields.ts'
import { fileOwner } from '../responses/media.ts'
import { objectAt, ownFields, withOwn } from './own-fields.ts'

const details: ReadonlySet<JsonValue | undefined> = new Set(['low', 'high', 'auto'])

/** A media part of this wire; undefined when it is none, or in a form the model cannot hold. */
export function decodeMedia(part: JsonObject): MediaPart | undefined {
  switch (text(part, 'type') ?? '') {
    case 'image_url':
      return decodeUrl(part, 'image_url', 'image')
    case 'video_url':
      return decodeUrl(part, 'video_url', 'video')
    case 'input_audio':
      return decodeAudio(part)
    case 'file':
      return decodeFile(part)
    case 'document_url':
      return decodeDocument(part)
    default:
      return undefined
  }
}

/** A source behind a URL; data URLs become base64. */
function sourceOfUrl(url: string): MediaPart['source'] {
  const comma = url.startsWith('data:') ? url.indexOf(',') : -1
  const match = comma === -1 ? null : /^data:([^;,]+);base64$/.exec(url.slice(0, comma))
  if (match?.[1] === undefined) return { type: 'url', url }
  return { type: 'base64', data: url.slice(comma + 1), mediaType: match[1] }
}

function decodeUrl(
  part: JsonObject,
  field: 'image_url' | 'video_url',
  kind: 'image' | 'video',
): MediaPart | undefined {
  const value = part[field]
  const inner = isJsonObject(value) ? value : undefined
  const url = inner === undefined ? value : inner['url']
  if (typeof url !== 'string') return undefined
  const detail = inner?.['detail']
  const known = details.has(detail) ? { detail: detail as 'low' | 'high' | 'auto' } : {}
  const rest = omit(inner ?? {}, ['url', 'detail' in known ? 'detail' : ''])
  return {
    type: 'media',
    kind,
    source: sourceOfUrl(url),
    ...known,
    ...withOwn({
      ...omit(part, ['type', field]),
      ...(Object.keys(rest).length === 0 ? {} : { [field]: rest }),
      ...(inner === undefined ? { $flat: true } : {}),
    }),
  }
}

function decodeAudio(part: JsonObject): MediaPart | undefined {
  const inner = part['input_audio']
  if (!isJsonObject(inner) || Object.keys(inner).length !== 2) return undefined
  const { data, format } = inner
  if (typeof data !== 'string' || typeof format !== 'string') return undefined
  return {
    type: 'media',
    kind: 'audio',
    source: { type: 'base64', data, mediaType: mediaTypeOf(format) },
    ...withOwn(omit(part, ['type', 'input_audio'])),
  }
}

/** OpenAI's name of a sound format as a media type, and back. */
function mediaTypeOf(format: string): string {
  return format === 'mp3' ? 'audio/mpeg' : `audio/${format}`
}

/** The inverse of `mediaTypeOf`. */
export function formatOf(mediaType: string): string {
  if (mediaType === 'audio/mpeg') return 'mp3'
  return mediaType.replace(/^audio\/(?:x-)?/, '')
}

/** The media type of the sound that a request asked for. */
export function soundType(request: ChatRequest, fallback: string): string {
  return mediaTypeOf(text(objectAt(ownFields(request) ?? {}, 'audio'), 'format') ?? fallback)
}

function decodeFile(part: JsonObject): MediaPart | undefined {
  const inner = part['file']
  if (!isJsonObject(inner)) return undefined
  const [id, data, name] = [
    text(inner, 'file_id'),
    text(inner, 'file_data'),
    text(inner, 'filename'),
  ]
  const taken = ['filename', id === undefined ? 'file_data' : 'file_id']
  if (Object.keys(omit(inner, taken)).length > 0) return undefined
  const source = id === undefined ? dataSource(data) : fileSource(id)
  if (source === undefined) return undefined
  return {
    type: 'media',
    kind: 'file',
    source,
    ...(name === undefined ? {} : { name }),
    ...withOwn(omit(part, ['type', 'file'])),
  }
}

function fileSource(id: string): MediaPart['source'] {
  return { type: 'file', id, provider: fileOwner }
}

function dataSource(data: string | undefined): MediaPart['source'] | undefined {
  return data !== undefined && /^(?:data:|https?:)/.test(data) ? sourceOfUrl(data) : undefined
}

function decodeDocument(part: JsonObject): MediaPart | undefined {
  const [url, name] = [text(part, 'document_url'), text(part, 'document_name')]
  if (url === undefined) return undefined
  return {
    type: 'media',
    kind: 'file',
    source: sourceOfUrl(url),
    ...(name === undefined ? {} : { name }),
    ...withOwn({
      ...omit(part, ['type', 'document_url', name === undefined ? '' : 'document_name']),
      $document: true,
    }),
  }
}
