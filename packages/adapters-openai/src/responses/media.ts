import type { JsonObject, MediaPart } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit, orNothing, text } from '../json-fields.ts'
import type { ItemContext } from './item-context.ts'
import { ownFields, withOwn } from './own-fields.ts'

/** Who keeps the files that this wire names by id. */
export const fileOwner: string = 'openai'

/** An `input_image`, `input_file` or `input_audio` part; undefined when it is none or has no source. */
export function decodeMedia(part: JsonObject): MediaPart | undefined {
  switch (text(part, 'type') ?? '') {
    case 'input_image':
      return decodeImage(part)
    case 'input_file':
      return decodeFile(part)
    case 'input_audio':
      return decodeAudio(part)
    default:
      return undefined
  }
}

function decodeImage(part: JsonObject): MediaPart | undefined {
  const id = text(part, 'file_id')
  const url = text(part, 'image_url')
  const detail = part['detail']
  const known = detail === 'low' || detail === 'high' || detail === 'auto'
  const taken = ['type', id === undefined ? 'image_url' : 'file_id', known ? 'detail' : '']
  const source = id === undefined ? url && urlSource(url) : fileSource(id)
  if (source === undefined || source === '') return undefined
  return {
    type: 'media',
    kind: 'image',
    ...(known ? { detail } : {}),
    source,
    ...withOwn(orNothing(omit(part, taken))),
  }
}

function decodeFile(part: JsonObject): MediaPart | undefined {
  const id = text(part, 'file_id')
  const url = text(part, 'file_url')
  const data = text(part, 'file_data')
  const name = text(part, 'filename')
  const inline = data === undefined ? undefined : dataUrl(data)
  const [key, source] =
    id !== undefined
      ? ['file_id', fileSource(id)]
      : inline !== undefined
        ? ['file_data', inline]
        : ['file_url', url === undefined ? undefined : ({ type: 'url', url } as const)]
  if (source === undefined) return undefined
  const taken = ['type', key, name === undefined ? '' : 'filename']
  return {
    type: 'media',
    kind: 'file',
    ...(name === undefined ? {} : { name }),
    source,
    ...withOwn(orNothing(omit(part, taken))),
  }
}

function decodeAudio(part: JsonObject): MediaPart | undefined {
  const audio = part['input_audio']
  if (!isJsonObject(audio)) return undefined
  const { data, format, ...rest } = audio
  if (typeof data !== 'string' || typeof format !== 'string' || Object.keys(rest).length > 0)
    return undefined
  const own = orNothing(omit(part, ['type', 'input_audio']))
  const source = { type: 'base64', data, mediaType: `audio/${format}` } as const
  return { type: 'media', kind: 'audio', source, ...withOwn(own) }
}

function urlSource(url: string): MediaPart['source'] {
  return dataUrl(url) ?? { type: 'url', url }
}

function fileSource(id: string): MediaPart['source'] {
  return { type: 'file', id, provider: fileOwner }
}

function dataUrl(url: string): Extract<MediaPart['source'], { type: 'base64' }> | undefined {
  const comma = url.startsWith('data:') ? url.indexOf(',') : -1
  if (comma === -1) return undefined
  const match = /^data:([^;,]+);base64$/.exec(url.slice(0, comma))
  if (match?.[1] === undefined) return undefined
  return { type: 'base64', data: url.slice(comma + 1), mediaType: match[1] }
}

/** A media part for this wire, or undefined with a warning when it cannot carry it. */
export function encodeMedia(
  part: MediaPart,
  context: ItemContext,
  path: string,
): JsonObject | undefined {
  const { source } = part
  const own = ownFields(part) ?? {}
  if (source.type === 'file' && !context.keepsFilesOf(source.provider)) {
    context.warn('dropped', path, `The file "${source.id}" is kept by another provider.`)
    return undefined
  }
  switch (part.kind) {
    case 'image':
      if (source.type === 'text') break
      return {
        ...own,
        type: 'input_image',
        ...(source.type === 'file' ? { file_id: source.id } : { image_url: asUrl(source) }),
        ...(part.detail === undefined ? {} : { detail: part.detail }),
      }
    case 'file':
      return { ...own, ...encodeFile(part, source, context) }
    case 'audio': {
      const format = source.type === 'base64' ? audioFormat(source.mediaType) : undefined
      if (source.type !== 'base64' || format === undefined) break
      return { ...own, type: 'input_audio', input_audio: { data: source.data, format } }
    }
    case 'video':
  }
  context.warn('dropped', path, `This wire cannot carry this ${part.kind}.`)
  return undefined
}

function encodeFile(
  part: MediaPart,
  source: MediaPart['source'],
  context: ItemContext,
): JsonObject {
  const name = part.name === undefined ? {} : { filename: part.name }
  switch (source.type) {
    case 'file':
      return { type: 'input_file', file_id: source.id, ...name }
    case 'url':
      return { type: 'input_file', file_url: source.url, ...name }
    case 'text':
      return { type: 'input_text', text: source.text }
    case 'base64': {
      const filename = `file.${source.mediaType.split('/')[1] ?? 'bin'}`
      const named = part.name === undefined && !context.native ? { filename } : name
      return { type: 'input_file', ...named, file_data: asUrl(source) }
    }
  }
}

function asUrl(source: Extract<MediaPart['source'], { type: 'base64' | 'url' }>): string {
  return source.type === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`
}

function audioFormat(mediaType: string): string | undefined {
  const format = mediaType.replace(/^audio\/(?:x-)?/, '')
  if (format === 'mpeg') return 'mp3'
  return /^[a-z0-9]+$/.test(format) && mediaType.startsWith('audio/') ? format : undefined
}
