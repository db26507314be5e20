import type { JsonObject, ModerateRequest } from '@signalbox/core'
import { expect, test } from 'vitest'

import { openaiModerations } from '../dialects/moderations.ts'
import { openaiRow } from '../openai.ts'
import { moderationsCodec } from './codec.ts'

const codec = moderationsCodec(openaiRow)
const target = { id: 't', provider: 'openai', model: 'omni' }
const decode = (body: JsonObject) => openaiModerations.decodeRequest(body) as ModerateRequest
const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } }
const native = {
  id: 'modr-1',
  model: 'omni-moderation-latest',
  results: [
    { flagged: false, categories: { hate: false }, category_scores: { hate: 0.1, sexual: 0.2 } },
    { flagged: true, categories: { hate: true }, category_scores: { hate: 0.9, sexual: 0.1 } },
  ],
}
const answer = {
  status: 200,
  headers: [],
  body: new TextEncoder().encode(JSON.stringify(native)),
}

test.each([
  ['a string', 'bad'],
  ['strings', ['a', 'b']],
  ['parts', [{ type: 'text', text: 'a' }, image]],
])('%s as input is written again as it came', (_name, input) => {
  const { request } = codec.encodeRequest(decode({ model: 'x', input, extra: 1 }), target)
  expect(JSON.parse(String(request.body))).toEqual({ model: 'omni', input, extra: 1 })
})

test('an answer keeps every field, and says the highest score of each category', () => {
  const request = decode({ input: 'x' })
  const result = codec.decodeResponse(answer, request)
  expect(result).toMatchObject({ flagged: true, scores: { hate: 0.9, sexual: 0.2 } })
  const { body } = openaiModerations.encodeReply({ type: 'result', result }, request)
  expect(JSON.parse(String(body))).toEqual(native)
})

test('content of another dialect becomes parts', () => {
  const request: ModerateRequest = {
    operation: 'moderate',
    model: 'x',
    content: [
      { type: 'text', text: 'a' },
      {
        type: 'media',
        kind: 'image',
        source: { type: 'base64', data: 'AA', mediaType: 'image/png' },
      },
      { type: 'media', kind: 'audio', source: { type: 'url', url: 'https://example.com/a' } },
    ],
  }
  const { request: sent, warnings } = codec.encodeRequest(request, target)
  expect(JSON.parse(String(sent.body))).toMatchObject({
    input: [{ text: 'a' }, { image_url: { url: 'data:image/png;base64,AA' } }, { text: '' }],
  })
  expect(warnings).toMatchObject([{ code: 'dropped', path: 'input.2' }])
})

test.each([
  [{}, 'input'],
  [{ input: 7 }, 'input'],
  [{ input: [7] }, 'input.0'],
  [{ model: 1, input: '' }, 'model'],
])('%j is refused by name', (body, param) => {
  expect(() => decode(body)).toThrow(`"${param}"`)
})
