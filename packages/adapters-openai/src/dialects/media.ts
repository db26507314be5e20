import type { Dialect, Inbound, JsonObject, MediaRequest, Outbound, Reply } from '@signalbox/core'
import { GatewayError, header, sourceOf, stringify, takeHints } from '@signalbox/core'

import { omit } from '../json-fields.ts'
import { classifyChat } from '../leaves/chat-leaves.ts'
import { bytesOf, textOf } from '../media/base64.ts'
import { mediaWire } from '../media/codec.ts'
import { readMultipart, type FormField } from '../media/multipart.ts'
import { encodeResponsesError } from './responses-error.ts'

const json = ['content-type', 'application/json'] as const

/** OpenAI's image and audio surfaces. */
export const openaiMedia: Dialect = {
  name: mediaWire,
  surfaces: [
    { method: 'POST', path: '/v1/images/generations', lane: 'app', auth: 'key' },
    { method: 'POST', path: '/v1/audio/speech', lane: 'app', auth: 'key' },
    ...(['transcriptions', 'translations'] as const).map((name) => ({
      method: 'POST',
      path: `/v1/audio/${name}`,
      lane: 'app' as const,
      auth: 'key' as const,
      body: 'raw' as const,
    })),
  ],
  decodeRequest(body, inbound) {
    const path = inbound?.path ?? ''
    if (inbound !== undefined && path.startsWith('/v1/audio/trans')) return decodeForm(inbound)
    return decodeJson(body, path === '/v1/audio/speech' ? 'speech' : 'image', inbound)
  },
  encodeReply,
  encodeError: encodeResponsesError,
  classify: classifyChat,
}

function decodeJson(
  given: JsonObject,
  operation: 'image' | 'speech',
  inbound: Inbound | undefined,
): MediaRequest {
  const taken = takeHints(given, inbound?.headers ?? [])
  const said = operation === 'image' ? 'prompt' : 'input'
  const { model, [said]: prompt } = taken.body
  if (typeof model !== 'string') throw bad('model', 'a string')
  if (typeof prompt !== 'string') throw bad(said, 'a string')
  return {
    operation,
    model,
    prompt,
    content: [],
    extensions: { [mediaWire]: omit(taken.body, ['model', said]) },
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(inbound === undefined ? {} : { source: sourceOf(mediaWire, taken, inbound) }),
  }
}

/** A recording and its fields; base64 JSON is not part of OpenAI's surface. */
function decodeForm(inbound: Inbound): MediaRequest {
  const type = header(inbound.headers, 'content-type') ?? ''
  const fields = readMultipart(type, inbound.body)
  if (fields === undefined)
    throw bad('body', 'a complete multipart/form-data with a "file" and a "model"')
  const texts = fields.filter(({ filename }) => filename === undefined)
  const own = fieldsOf(texts)
  const taken = takeHints(own, inbound.headers)
  const { model, prompt } = taken.body
  const file = fields.find(({ name, filename }) => name === 'file' && filename !== undefined)
  if (typeof model !== 'string') throw bad('model', 'a string')
  if (file === undefined) throw bad('file', 'a file')
  const translate = inbound.path === '/v1/audio/translations'
  const rest = omit(taken.body, ['model', ...(typeof prompt === 'string' ? ['prompt'] : [])])
  return {
    operation: 'transcribe',
    model,
    ...(typeof prompt === 'string' ? { prompt } : {}),
    content: [
      {
        type: 'media',
        kind: 'audio',
        name: file.filename,
        source: {
          type: 'base64',
          data: textOf(file.bytes),
          mediaType: file.mediaType ?? 'application/octet-stream',
        },
      },
    ],
    extensions: { [mediaWire]: { ...rest, ...(translate ? { translate } : {}) } },
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    source: sourceOf(mediaWire, taken, inbound),
  }
}

/** A field that is sent twice is a list. */
function fieldsOf(fields: readonly FormField[]): JsonObject {
  const values = new Map<string, string[]>()
  for (const { name, bytes } of fields) {
    const list = values.get(name) ?? []
    list.push(new TextDecoder().decode(bytes))
    values.set(name, list)
  }
  return Object.fromEntries(
    [...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]),
  )
}

function encodeReply(reply: Exclude<Reply, { type: 'stream' }>): Outbound {
  if (reply.type !== 'result' || !('content' in reply.result))
    throw new GatewayError('internal', 'This surface answers with images, sound or text.')
  const { operation, content, extensions } = reply.result
  const [first] = content
  if (operation === 'speech' && first?.type === 'media' && first.source.type === 'base64') {
    const { mediaType, data } = first.source
    return { status: 200, headers: ['content-type', mediaType], body: bytesOf(data) }
  }
  const own = extensions?.[mediaWire]
  if (own !== undefined) return { status: 200, headers: json, body: stringify(own) }
  const said = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const data = content.flatMap((part): readonly JsonObject[] => {
    if (part.type !== 'media') return []
    if (part.source.type === 'base64') return [{ b64_json: part.source.data }]
    return part.source.type === 'url' ? [{ url: part.source.url }] : []
  })
  const body = operation === 'image' ? { created: 0, data } : { text: said }
  return { status: 200, headers: json, body: stringify(body) }
}

function bad(param: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${param}" must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}
