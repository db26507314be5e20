import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { header, type EmbedRequest, type JsonObject } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { openaiEmbeddings } from '../dialects/embeddings.ts'
import { openaiRow } from '../openai.ts'
import { embeddingsCodec } from './codec.ts'
import { readVector, writeVector } from './vector.ts'

const folder = join(
  import.meta.dirname,
  '../../../../../shared/fixtures/recordings/openai/embeddings',
)
const present = existsSync(folder)
const codec = embeddingsCodec(openaiRow)
const target = { id: 't', provider: 'openai', model: 'm' }
const decode = (body: JsonObject) => openaiEmbeddings.decodeRequest(body) as EmbedRequest
const answer = (body: unknown) => ({
  status: 200,
  headers: [],
  body: new TextEncoder().encode(JSON.stringify(body)),
})

interface Recording {
  readonly request: { readonly body: JsonObject & { readonly model: string } }
  readonly status: number
  readonly body: JsonObject
}

describe.skipIf(!present)('recorded embeddings', () => {
  const files = present ? readdirSync(folder) : []
  const load = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording

  const recordings = files.map((file) => ({ file, ...load(file) }))

  test.each(recordings.filter(({ status }) => status === 200))(
    '$file survives the round trip',
    ({ request, body }) => {
      const decoded = decode(request.body)
      const encoded = codec.encodeRequest(decoded, { ...target, model: request.body.model })
      expect(JSON.parse(String(encoded.request.body))).toEqual(request.body)
      expect(encoded.warnings).toEqual([])
      const result = codec.decodeResponse(answer(body), decoded)
      const rendered = openaiEmbeddings.encodeReply({ type: 'result', result }, decoded)
      expect(JSON.parse(String(rendered.body))).toEqual(body)
    },
  )

  test.each(recordings.filter(({ status }) => status !== 200))(
    '$file is refused before it costs a call',
    ({ request }) => {
      expect(() => decode(request.body)).toThrow('encoding_format')
    },
  )
})

test('a vector is the same after base64, to the last bit of a 32-bit float', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true })), (vector) => {
      expect(readVector(writeVector(vector))).toEqual(vector)
    }),
  )
})

test.each([
  ['a string', 'hi', 'hi'],
  ['strings', ['a', 'b'], ['a', 'b']],
  ['token ids', [1, 2], [1, 2]],
  ['lists of token ids', [[1], [2, 3]], [[1], [2, 3]]],
])('%s as input is written again as it came', (_name, input, expected) => {
  const { request } = codec.encodeRequest(decode({ model: 'm', input }), target)
  expect(JSON.parse(String(request.body))).toEqual({ model: 'm', input: expected })
  expect(request.path).toBe('/v1/embeddings')
  expect(header(request.headers, 'content-type')).toBe('application/json')
})

test.each([
  [{ input: 'x' }, 'model'],
  [{ model: 'm' }, 'input'],
  [{ model: 'm', input: [] }, 'input'],
  [{ model: 'm', input: [{}] }, 'input.0'],
  [{ model: 'm', input: 'x', dimensions: '3' }, 'dimensions'],
  [{ model: 'm', input: 'x', encoding_format: 'hex' }, 'encoding_format'],
])('%j is refused by name', (body, param) => {
  expect(() => decode(body)).toThrow(`"${param}"`)
})

test('vectors of another provider are written as the client asked', () => {
  const request = decode({ model: 'm', input: 'x', encoding_format: 'base64' })
  const result = { operation: 'embed', vectors: [[1, -0.5]] } as const
  const { body } = openaiEmbeddings.encodeReply({ type: 'result', result }, request)
  const { data } = JSON.parse(String(body)) as { data: { embedding: string }[] }
  expect(readVector(data[0]?.embedding)).toEqual([1, -0.5])
})
