import type {
  Codec,
  Encoded,
  JsonObject,
  MediaRequest,
  Part,
  Result,
  Target,
  WireResponse,
} from '@signalbox/core'
import { header, isJsonObject, jsonBody, relayBody, stringify } from '@signalbox/core'

import { usageOf } from '../embeddings/codec.ts'
import { isList, text } from '../json-fields.ts'
import { post } from '../post.ts'
import type { CompatibleRow } from '../row.ts'
import { bytesOf, textOf } from './base64.ts'
import { writeMultipart, type FormField } from './multipart.ts'

/** The name of the wire of OpenAI's image and audio surfaces. */
export const mediaWire = 'openai-media'

/** Images, speech, transcriptions and translations. */
export function mediaCodec(row: CompatibleRow): Codec<MediaRequest, Result> {
  return {
    wire: mediaWire,
    encodeRequest: (request, target) =>
      request.operation === 'transcribe'
        ? encodeForm(request, target, row)
        : encodeJson(request, target, row),
    relayRequest: (source, target, request) =>
      request.operation === 'transcribe'
        ? encodeForm(request, target, row)
        : {
            request: post(row, target, pathOf(request), relayBody(source, { model: target.model })),
            warnings: [],
          },
    decodeResponse(response, { operation }) {
      switch (operation) {
        case 'image':
          return decodeImages(response)
        case 'speech':
          return { operation, content: [audioOf(response)] }
        case 'transcribe':
          return decodeTranscript(response)
      }
    },
  }
}

function pathOf(request: MediaRequest): string {
  switch (request.operation) {
    case 'image':
      return '/images/generations'
    case 'speech':
      return '/audio/speech'
    case 'transcribe':
      return request.extensions?.[mediaWire]?.['translate'] === true
        ? '/audio/translations'
        : '/audio/transcriptions'
  }
}

function encodeJson(request: MediaRequest, target: Target, row: CompatibleRow): Encoded {
  const { prompt } = request
  const said = request.operation === 'image' ? { prompt } : { input: prompt }
  const body = { ...request.extensions?.[mediaWire], ...said, model: target.model }
  return { request: post(row, target, pathOf(request), stringify(body)), warnings: [] }
}

function encodeForm(request: MediaRequest, target: Target, row: CompatibleRow): Encoded {
  const { translate: _, ...own } = request.extensions?.[mediaWire] ?? {}
  const fields: FormField[] = [
    formText('model', target.model),
    ...(request.prompt === undefined ? [] : [formText('prompt', request.prompt)]),
    ...Object.entries(own).flatMap(([name, value]) =>
      (isList(value) ? value : [value]).map((entry) =>
        formText(name, typeof entry === 'string' ? entry : stringify(entry)),
      ),
    ),
    ...request.content.flatMap((part) => (part.type === 'media' ? fileOf(part) : [])),
  ]
  const { contentType, body } = writeMultipart(fields)
  const plain = post(row, target, pathOf(request), body)
  const headers = plain.headers.map((entry) => (entry === 'application/json' ? contentType : entry))
  return { request: { ...plain, headers }, warnings: [] }
}

function formText(name: string, value: string): FormField {
  return { name, bytes: new TextEncoder().encode(value) }
}

function fileOf({ source, name }: Extract<Part, { type: 'media' }>): readonly FormField[] {
  if (source.type !== 'base64') return []
  const { mediaType, data } = source
  return [{ name: 'file', filename: name ?? 'audio', mediaType, bytes: bytesOf(data) }]
}

function decodeImages(response: WireResponse): Result {
  const body = jsonBody(response)
  const rows = isList(body['data']) ? body['data'].filter(isJsonObject) : []
  return {
    operation: 'image',
    content: rows.map((row) => imageOf(row, text(body, 'output_format') ?? 'png')),
    usage: usageOf(body['usage']),
    extensions: { [mediaWire]: body },
  }
}

function imageOf(row: JsonObject, format: string): Part {
  const data = text(row, 'b64_json')
  const source =
    data === undefined
      ? ({ type: 'url', url: text(row, 'url') ?? '' } as const)
      : ({ type: 'base64', data, mediaType: `image/${format}` } as const)
  return { type: 'media', kind: 'image', source }
}

function audioOf({ headers, body }: WireResponse): Part {
  const mediaType = header(headers, 'content-type') ?? 'application/octet-stream'
  return { type: 'media', kind: 'audio', source: { type: 'base64', data: textOf(body), mediaType } }
}

/** A transcript is JSON, or plain text, SRT or WebVTT as the client asked. */
function decodeTranscript(response: WireResponse): Result {
  const type = header(response.headers, 'content-type') ?? ''
  if (!type.startsWith('application/json')) {
    const said = new TextDecoder().decode(response.body)
    return { operation: 'transcribe', content: [{ type: 'text', text: said }] }
  }
  const body = jsonBody(response)
  return {
    operation: 'transcribe',
    content: [{ type: 'text', text: text(body, 'text') ?? '' }],
    usage: usageOf(body['usage']),
    extensions: { [mediaWire]: body },
  }
}
