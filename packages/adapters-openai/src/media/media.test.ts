import type { Inbound, JsonObject, MediaRequest } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { openaiMedia } from '../dialects/media.ts'
import { openaiRow } from '../openai.ts'
import { mediaCodec } from './codec.ts'
import { readMultipart, writeMultipart, type FormField } from './multipart.ts'

const codec = mediaCodec(openaiRow)
const target = { id: 't', provider: 'openai', model: 'real' }
const utf8 = (text: string) => new TextEncoder().encode(text)
const at = (path: string, body: Uint8Array, type = 'application/json'): Inbound => ({
  method: 'POST',
  path,
  query: '',
  headers: ['content-type', type],
  body,
})

function decode(path: string, body: JsonObject): MediaRequest {
  return openaiMedia.decodeRequest(body, at(path, utf8(JSON.stringify(body)))) as MediaRequest
}

describe('multipart', () => {
  const field = fc.record({
    name: fc.stringMatching(/^[\w[\]]{1,8}$/),
    filename: fc.option(fc.stringMatching(/^[\w" .]{1,8}$/), { nil: undefined }),
    mediaType: fc.constantFrom(undefined, 'audio/wav'),
    bytes: fc.uint8Array({ maxLength: 300 }),
  })

  test('reads what it wrote, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (fields: FormField[]) => {
        const { contentType, body } = writeMultipart(fields)
        expect(readMultipart(contentType, body)).toEqual(fields)
      }),
    )
  })

  test('reads what the platform writes', async () => {
    const form = new FormData()
    form.append('model', 'whisper')
    form.append(
      'file',
      new File([new Uint8Array([1, 2, 13, 10, 3])], 'a.wav', { type: 'audio/wav' }),
    )
    const request = new Request('http://x', { method: 'POST', body: form })
    const type = request.headers.get('content-type') ?? ''
    const fields = readMultipart(type, new Uint8Array(await request.arrayBuffer()))
    expect(fields?.map(({ name, filename }) => [name, filename])).toEqual([
      ['model', undefined],
      ['file', 'a.wav'],
    ])
    expect(fields?.[1]?.bytes).toEqual(new Uint8Array([1, 2, 13, 10, 3]))
  })

  test('a body that stops early, or is something else, is none', () => {
    const { contentType, body } = writeMultipart([{ name: 'a', bytes: utf8('hello') }])
    for (let end = 0; end < body.length - 4; end++)
      expect(readMultipart(contentType, body.subarray(0, end))).toBeUndefined()
    expect(readMultipart('application/json', body)).toBeUndefined()
  })
})

test('a transcription goes out as a form with the target’s model', () => {
  const { contentType, body } = writeMultipart([
    { name: 'model', bytes: utf8('alias') },
    { name: 'timestamp_granularities[]', bytes: utf8('word') },
    { name: 'timestamp_granularities[]', bytes: utf8('segment') },
    { name: 'file', filename: 'a.wav', mediaType: 'audio/wav', bytes: new Uint8Array([0, 255, 7]) },
  ])
  for (const name of ['transcriptions', 'translations']) {
    const request = openaiMedia.decodeRequest(
      {},
      at(`/v1/audio/${name}`, body, contentType),
    ) as MediaRequest
    const { request: sent } = codec.encodeRequest(request, target)
    expect(sent.path).toBe(`/v1/audio/${name}`)
    const type = sent.headers[sent.headers.indexOf('content-type') + 1] ?? ''
    const fields = readMultipart(type, sent.body as Uint8Array)
    expect(
      fields?.map((field) => [field.name, new TextDecoder('latin1').decode(field.bytes)]),
    ).toEqual([
      ['model', 'real'],
      ['timestamp_granularities[]', 'word'],
      ['timestamp_granularities[]', 'segment'],
      ['file', '\u0000ÿ\u0007'],
    ])
  }
})

test('a transcript comes back with every field, or as the text it is', () => {
  const request: MediaRequest = { operation: 'transcribe', model: 'm', content: [] }
  const body = {
    text: 'hello',
    words: [{ word: 'hello' }],
    usage: { type: 'duration', seconds: 1 },
  }
  const json = {
    status: 200,
    headers: ['content-type', 'application/json'],
    body: utf8(JSON.stringify(body)),
  }
  const result = codec.decodeResponse(json, request)
  expect(result).toMatchObject({ content: [{ type: 'text', text: 'hello' }] })
  const { body: rendered } = openaiMedia.encodeReply({ type: 'result', result }, request)
  expect(JSON.parse(String(rendered))).toEqual(body)
  const srt = { status: 200, headers: ['content-type', 'text/plain'], body: utf8('1\n00:00') }
  expect(codec.decodeResponse(srt, request)).toMatchObject({ content: [{ text: '1\n00:00' }] })
})

test('an image request and answer keep every field', () => {
  const body = { model: 'real', prompt: 'a cat', size: '1024x1024', n: 2 }
  const request = decode('/v1/images/generations', body)
  expect(JSON.parse(String(codec.encodeRequest(request, target).request.body))).toEqual(body)
  const native = { created: 1, data: [{ b64_json: 'AA==' }], usage: { input_tokens: 5 } }
  const response = { status: 200, headers: [], body: utf8(JSON.stringify(native)) }
  const result = codec.decodeResponse(response, request)
  expect(result).toMatchObject({ content: [{ kind: 'image' }], usage: { input: { uncached: 5 } } })
  expect(
    JSON.parse(String(openaiMedia.encodeReply({ type: 'result', result }, request).body)),
  ).toEqual(native)
})

test('speech comes back as the sound it is', () => {
  const request = decode('/v1/audio/speech', { model: 'm', input: 'hi', voice: 'alloy' })
  expect(JSON.parse(String(codec.encodeRequest(request, target).request.body))).toEqual({
    model: 'real',
    input: 'hi',
    voice: 'alloy',
  })
  const sound = {
    status: 200,
    headers: ['content-type', 'audio/mpeg'],
    body: new Uint8Array([1, 2]),
  }
  const result = codec.decodeResponse(sound, request)
  expect(openaiMedia.encodeReply({ type: 'result', result }, request)).toEqual({
    status: 200,
    headers: ['content-type', 'audio/mpeg'],
    body: new Uint8Array([1, 2]),
  })
})

test('bad bodies are refused by name', () => {
  expect(() => decode('/v1/images/generations', { model: 'm' })).toThrow('"prompt"')
  expect(() => decode('/v1/audio/speech', { model: 'm' })).toThrow('"input"')
  expect(() => openaiMedia.decodeRequest({}, at('/v1/audio/transcriptions', utf8('x')))).toThrow(
    '"body"',
  )
})
