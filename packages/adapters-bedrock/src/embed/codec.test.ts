import type { EmbedRequest, HeaderList, JsonObject, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { endpointOf } from '../wire/endpoint.ts'
import { embedCodec } from './codec.ts'

const codec = embedCodec(endpointOf('us-east-1', undefined))
const target = (model: string): Target => ({ id: 't', provider: 'b', model })

function ask(texts: readonly string[], dimensions?: number): EmbedRequest {
  const inputs = texts.map((text) => [{ type: 'text', text }] as const)
  return { operation: 'embed', model: 'm', inputs, dimensions }
}

function sent(model: string, request: EmbedRequest) {
  const { request: encoded } = codec.encodeRequest(request, target(model))
  return { path: encoded.path, body: JSON.parse(String(encoded.body)) as JsonObject }
}

function answer(body: JsonObject, request = ask(['a']), headers: HeaderList = []) {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return codec.decodeResponse({ status: 200, headers, body: bytes }, request)
}

describe('each maker is asked in its own words', () => {
  test.each<[string, EmbedRequest, JsonObject]>([
    ['amazon.titan-embed-text-v2:0', ask(['a'], 256), { inputText: 'a', dimensions: 256 }],
    ['amazon.titan-embed-text-v1', ask(['a']), { inputText: 'a' }],
    [
      'amazon.nova-2-multimodal-embeddings-v1:0',
      ask(['a'], 1024),
      {
        taskType: 'SINGLE_EMBEDDING',
        singleEmbeddingParams: {
          embeddingPurpose: 'GENERIC_INDEX',
          embeddingDimension: 1024,
          text: { value: 'a', truncationMode: 'NONE' },
        },
      },
    ],
    [
      'cohere.embed-english-v3',
      ask(['a', 'b']),
      { texts: ['a', 'b'], input_type: 'search_document', truncate: 'NONE' },
    ],
    [
      'us.cohere.embed-v4:0',
      ask(['a'], 512),
      {
        texts: ['a'],
        input_type: 'search_document',
        truncate: 'NONE',
        embedding_types: ['float'],
        output_dimension: 512,
      },
    ],
  ])('%s', (model, request, body) => {
    expect(sent(model, request)).toEqual({
      path: `/model/${encodeURIComponent(model)}/invoke`,
      body,
    })
  })
})

describe('each answers in its own', () => {
  test.each<[string, JsonObject, HeaderList, number | undefined]>([
    ['Titan', { embedding: [1, 2], inputTextTokenCount: 4 }, [], 4],
    [
      'Nova',
      { embeddings: [{ embeddingType: 'TEXT', embedding: [1, 2] }] },
      ['x-amzn-bedrock-input-token-count', '19'],
      19,
    ],
    ['Cohere', { embeddings: [[1, 2]], response_type: 'embeddings_floats' }, [], undefined],
    ['Cohere with types', { embeddings: { float: [[1, 2]] } }, [], undefined],
  ])('%s', (_, body, headers, tokens) => {
    const result = answer(body, ask(['a']), headers)
    expect(result).toMatchObject({ operation: 'embed', vectors: [[1, 2]] })
    expect(result.usage?.input.uncached).toBe(tokens)
  })

  test.each<[JsonObject]>([
    [{}],
    [{ embedding: ['x'] }],
    [{ embeddings: [] }],
    [{ embeddings: [[1], [2]] }],
  ])('%j is not one vector for each text', (body) => {
    expect(() => answer(body)).toThrow('one vector')
  })
})

test.each<[string, EmbedRequest, string]>([
  ['amazon.titan-embed-text-v2:0', ask(['a', 'b']), 'one text per request'],
  ['meta.something', ask(['a']), 'is not known'],
  [
    'cohere.embed-english-v3',
    {
      operation: 'embed',
      model: 'm',
      inputs: [
        [{ type: 'media', kind: 'image', source: { type: 'url', url: 'https://a.example/a.png' } }],
      ],
    },
    'texts only',
  ],
])('%s refuses what it cannot embed, by name', (model, request, message) => {
  expect(() => sent(model, request)).toThrow(message)
})
