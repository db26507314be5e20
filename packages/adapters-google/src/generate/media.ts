import type { JsonObject, MediaPart, MediaSource } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { stringOf, without } from '../wire/objects.ts'

/** Handles that only Google's own storage resolves. */
const storedFile = /^(?:gs:\/\/|https:\/\/generativelanguage\.googleapis\.com\/|files\/)/

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
}

/** An inlineData or fileData object as a media part; fields with no name here stay in extensions. */
export function decodeMedia(field: 'inlineData' | 'fileData', value: JsonObject): MediaPart {
  const mediaType = stringOf(value['mimeType'])
  const name = stringOf(value['displayName'])
  const source = field === 'inlineData' ? inline(value) : file(value)
  const known = source.type === 'file' ? ['fileUri'] : ['data', 'fileUri', 'mimeType']
  const rest = without(value, [...known, 'displayName'])
  return {
    type: 'media',
    kind: kindOf(mediaType),
    ...(name === undefined ? {} : { name }),
    source,
    ...(rest === undefined ? {} : { extensions: { [generateWire]: { [field]: rest } } }),
  }
}

/** The part's value for this wire; undefined when the target cannot fetch what it points at. */
export function encodeMedia(part: MediaPart, provider: string): JsonObject | undefined {
  const { source } = part
  const displayName = part.name === undefined ? {} : { displayName: part.name }
  switch (source.type) {
    case 'base64':
      return { inlineData: { mimeType: source.mediaType, data: source.data, ...displayName } }
    case 'url': {
      const mimeType = source.mediaType ?? typeOfUrl(source.url)
      return {
        fileData: {
          ...(mimeType === undefined ? {} : { mimeType }),
          fileUri: source.url,
          ...displayName,
        },
      }
    }
    case 'file':
      return source.provider === 'google' || source.provider === provider
        ? { fileData: { fileUri: source.id, ...displayName } }
        : undefined
    case 'text':
      return { text: source.text }
  }
}

function inline(value: JsonObject): MediaSource {
  return {
    type: 'base64',
    data: stringOf(value['data']) ?? '',
    mediaType: stringOf(value['mimeType']) ?? '',
  }
}

function file(value: JsonObject): MediaSource {
  const uri = stringOf(value['fileUri']) ?? ''
  const mediaType = stringOf(value['mimeType'])
  if (storedFile.test(uri)) return { type: 'file', id: uri, provider: 'google' }
  return { type: 'url', url: uri, ...(mediaType === undefined ? {} : { mediaType }) }
}

function kindOf(mediaType: string | undefined): MediaPart['kind'] {
  const family = /^(image|audio|video)\//.exec(mediaType ?? '')?.[1]
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'file'
}

function typeOfUrl(url: string): string | undefined {
  const suffix = /\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(types, suffix) ? types[suffix] : undefined
}
