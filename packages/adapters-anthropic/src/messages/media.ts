import { isJsonObject, type JsonObject, type MediaPart, type MediaSource } from '@signalbox/core'

import { ownFields, type Warn } from './own-fields.ts'

/** Who issues the file ids of this wire. */
const fileProvider = 'anthropic'

/** An image's or a document's source; undefined when the canonical model cannot hold it. */
export function decodeSource(
  value: unknown,
): { source: MediaSource; extra: JsonObject } | undefined {
  if (!isJsonObject(value)) return undefined
  const { type, data, url, content, file_id: id, media_type: mediaType } = value
  const keys = Object.keys(value).length
  if (type === 'base64' && typeof data === 'string' && typeof mediaType === 'string' && keys === 3)
    return { source: { type: 'base64', data, mediaType }, extra: {} }
  if (type === 'url' && typeof url === 'string' && keys === 2)
    return { source: { type: 'url', url }, extra: {} }
  if (type === 'file' && typeof id === 'string' && keys === 2)
    return { source: { type: 'file', id, provider: fileProvider }, extra: {} }
  if (type === 'text' && typeof data === 'string' && mediaType === 'text/plain' && keys === 3)
    return { source: { type: 'text', text: data }, extra: {} }
  if (type === 'content' && typeof content === 'string' && keys === 2)
    return { source: { type: 'text', text: content }, extra: { source_type: type } }
  return undefined
}

/** What an encoder knows about the reader of a media block. */
export interface MediaScope {
  /** The target's provider; undefined towards a client. */
  readonly provider: string | undefined
  readonly own: boolean
  readonly warn: Warn
}

/** An image or document block; undefined (with a warning) when the wire has none for it. */
export function encodeMedia(
  part: MediaPart,
  scope: MediaScope,
  path: string,
): JsonObject | undefined {
  const source = encodeSource(part, scope)
  if (source === undefined) {
    scope.warn('dropped', path, `The provider does not take this ${part.kind}.`)
    return undefined
  }
  if (part.detail !== undefined && part.detail !== 'auto')
    scope.warn('dropped', `${path}.detail`, 'The provider has no image detail setting.')
  if (isImage(part)) return { type: 'image', source }
  return {
    type: 'document',
    source,
    ...(part.name === undefined ? {} : { title: part.name }),
  }
}

function isImage({ kind, source }: MediaPart): boolean {
  return kind === 'image' || (source.type === 'base64' && source.mediaType.startsWith('image/'))
}

function encodeSource(part: MediaPart, scope: MediaScope): JsonObject | undefined {
  const { kind, source } = part
  if (kind === 'audio' || kind === 'video') return undefined
  switch (source.type) {
    case 'base64':
      return encodeBytes(part, source.mediaType, source.data)
    case 'url': {
      const inline = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s.exec(source.url)
      if (inline !== null) return encodeBytes(part, inline[1] ?? '', inline[2] ?? '')
      return /^https?:/i.test(source.url) || scope.own
        ? { type: 'url', url: source.url }
        : undefined
    }
    case 'file': {
      const readable =
        scope.own || source.provider === fileProvider || source.provider === scope.provider
      return readable ? { type: 'file', file_id: source.id } : undefined
    }
    case 'text':
      return ownFields(part)?.['source_type'] === 'content'
        ? { type: 'content', content: source.text }
        : { type: 'text', media_type: 'text/plain', data: source.text }
  }
}

function encodeBytes(part: MediaPart, mediaType: string, data: string): JsonObject | undefined {
  const known =
    ownFields(part) !== undefined || part.kind === 'image' || mediaType.startsWith('image/')
  if (known || mediaType === 'application/pdf')
    return { type: 'base64', media_type: mediaType, data }
  const text = /^(?:text\/|application\/(?:json|xml|yaml))/.test(mediaType)
    ? decodeText(data)
    : undefined
  return text === undefined ? undefined : { type: 'text', media_type: 'text/plain', data: text }
}

function decodeText(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
