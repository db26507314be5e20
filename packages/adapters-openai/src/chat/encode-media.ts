import type { JsonObject, MediaPart } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit } from '../json-fields.ts'
import { formatOf } from './media.ts'
import { extraFields, note } from './own-fields.ts'

/** What the target can carry. */
export interface MediaScope {
  readonly documentUrl: boolean
  /** The kinds it reads; undefined: nobody knows. */
  readonly media?: readonly MediaPart['kind'][] | undefined
  keepsFilesOf(provider: string): boolean
}

/** A media part as this wire writes it; undefined when it has no form for it. */
export function encodeMedia(part: MediaPart, scope: MediaScope): JsonObject | undefined {
  const { source } = part
  const extra = extraFields(part)
  if (source.type === 'text')
    return {
      type: 'text',
      text: part.name === undefined ? source.text : titled(part.name, source.text),
    }
  if (scope.media?.includes(part.kind) === false) return undefined
  switch (part.kind) {
    case 'image':
      return urlPart(part, 'image_url', extra)
    case 'video':
      return urlPart(part, 'video_url', extra)
    case 'audio':
      if (source.type !== 'base64') return undefined
      return {
        ...extra,
        type: 'input_audio',
        input_audio: { data: source.data, format: formatOf(source.mediaType) },
      }
    case 'file':
      return filePart(part, scope, extra)
  }
}

function urlPart(
  part: MediaPart,
  field: 'image_url' | 'video_url',
  extra: JsonObject,
): JsonObject | undefined {
  const url = urlOf(part)
  if (url === undefined) return undefined
  const rest = omit(extra, [field])
  if (note(part, 'flat') === true) return { ...rest, type: field, [field]: url }
  const inner = isJsonObject(extra[field]) ? extra[field] : {}
  const detail = part.detail === undefined ? {} : { detail: part.detail }
  return { ...rest, type: field, [field]: { ...inner, url, ...detail } }
}

function filePart(part: MediaPart, scope: MediaScope, extra: JsonObject): JsonObject | undefined {
  const { source, name } = part
  if (source.type === 'file')
    return scope.keepsFilesOf(source.provider)
      ? { ...extra, type: 'file', file: { ...named(name), file_id: source.id } }
      : undefined
  const url = urlOf(part)
  if (url === undefined) return undefined
  if (note(part, 'document') === true || (source.type === 'url' && scope.documentUrl)) {
    const title = name === undefined ? {} : { document_name: name }
    return scope.documentUrl
      ? { ...extra, type: 'document_url', document_url: url, ...title }
      : undefined
  }
  const own = part.extensions !== undefined
  if (source.type === 'url' && !own) return undefined
  const filename = name ?? (own ? undefined : 'document.pdf')
  return { ...extra, type: 'file', file: { ...named(filename), file_data: url } }
}

function named(name: string | undefined): JsonObject {
  return name === undefined ? {} : { filename: name }
}

/** The URL of a media part, a data URL for bytes. */
function urlOf({ source }: MediaPart): string | undefined {
  if (source.type === 'url') return source.url
  return source.type === 'base64' ? `data:${source.mediaType};base64,${source.data}` : undefined
}

function titled(name: string, body: string): string {
  return `${name}\n\n${body}`
}
