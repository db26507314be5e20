import type { JsonObject, MediaPart } from '@signalbox/core'

import type { Warn } from './own-fields.ts'

/** Formats by the last half of a media type, where that is no format's name itself. */
const formats: Readonly<Record<string, string>> = {
  'image/jpg': 'jpeg',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/x-markdown': 'md',
  'application/json': 'txt',
  'application/xml': 'txt',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/x-flv': 'flv',
  'video/x-ms-wmv': 'wmv',
  'video/3gpp': 'three_gp',
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
}

const known: Readonly<Record<MediaPart['kind'], { block: string; formats: ReadonlySet<string> }>> =
  {
    image: { block: 'image', formats: new Set(['png', 'jpeg', 'gif', 'webp']) },
    video: {
      block: 'video',
      formats: new Set('mkv mov mp4 webm flv mpeg mpg wmv three_gp'.split(' ')),
    },
    audio: {
      block: 'audio',
      formats: new Set('mp3 opus wav aac flac mp4 ogg mkv mka m4a pcm webm'.split(' ')),
    },
    file: {
      block: 'document',
      formats: new Set('pdf csv doc docx xls xlsx html txt md'.split(' ')),
    },
  }

/** An image, video, audio or document block; undefined (with a warning) when the wire has none for it. */
export function encodeMedia(part: MediaPart, path: string, warn: Warn): JsonObject | undefined {
  const found = sourceOf(part)
  const isImage = found?.mediaType?.startsWith('image/') === true
  const { block, formats: allowed } = known[isImage ? 'image' : part.kind]
  const format = found === undefined ? undefined : formatOf(found.mediaType, part, allowed)
  if (found === undefined || format === undefined) {
    warn('dropped', path, reasonOf(part))
    return undefined
  }
  if (part.detail !== undefined && part.detail !== 'auto')
    warn('dropped', `${path}.detail`, 'The provider has no image detail setting.')
  const name = block === 'document' ? { name: documentName(part.name) } : {}
  return { [block]: { format, ...name, source: found.source } }
}

function sourceOf(
  part: MediaPart,
): { readonly source: JsonObject; readonly mediaType: string | undefined } | undefined {
  const { source } = part
  switch (source.type) {
    case 'base64':
      return { source: { bytes: source.data }, mediaType: source.mediaType }
    case 'url': {
      const [, mediaType, data] = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s.exec(source.url) ?? []
      if (mediaType !== undefined && data !== undefined)
        return { source: { bytes: data }, mediaType }
      if (!source.url.startsWith('s3://')) return undefined
      return { source: { s3Location: { uri: source.url } }, mediaType: source.mediaType }
    }
    case 'file':
      return undefined
    case 'text':
      return { source: { bytes: base64Of(source.text) }, mediaType: 'text/plain' }
  }
}

function formatOf(
  mediaType: string | undefined,
  { name, source }: MediaPart,
  allowed: ReadonlySet<string>,
): string | undefined {
  const bare = mediaType?.split(';')[0]?.trim().toLowerCase()
  const said = bare === undefined ? undefined : (formats[bare] ?? bare.split('/').at(-1))
  const file = source.type === 'url' && source.url.startsWith('s3:') ? source.url : name
  const ending = /\.(\w+)$/.exec(file ?? '')?.[1]?.toLowerCase()
  return [said, ending === 'jpg' ? 'jpeg' : ending].find(
    (format) => format !== undefined && allowed.has(format),
  )
}

function reasonOf({ kind, source }: MediaPart): string {
  return source.type === 'url' && !source.url.startsWith('data:')
    ? `The provider fetches nothing from the web: send the bytes of this ${kind}.`
    : `The provider does not take this ${kind}.`
}

/** Letters, digits, single blanks, hyphens and brackets: all that a document's name may hold. */
function documentName(name: string | undefined): string {
  const safe = (name ?? '')
    .replaceAll(/[^a-zA-Z0-9\s()[\]-]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return safe === '' ? 'Document' : safe
}

function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}
