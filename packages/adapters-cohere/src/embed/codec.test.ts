import type { EmbedRequest, JsonObject, Target } from '@signalbox/core'
import { loadRecordings, responseOf } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { cohere } from '../cohere.ts'

const target: Target = { id: 't', provider: 'cohere', model: 'embed-v4.0' }
const base: EmbedRequest = {
  operation: 'embed',
  model: 'x',
  inputs: [[{ type: 'text', text: 'a' }], [{ type: 'text', text: 'b' }]],
}
const folder = new URL('../../../../../shared/fixtures/recordings/', import.meta.url)
const { list } = loadRecordings(folder, ({ file }) => file.startsWith('cohere/embeddings'))

function sent(request: EmbedRequest): {
  readonly body: JsonObject
  readonly lost: readonly string[]
} {
  const encoded = cohere().embed?.encodeRequest(request, target)
  return {
    body: JSON.parse(String(encoded?.request.body)) as JsonObject,
    lost: (encoded?.warnings ?? []).map(({ path }) => path),
  }
}

describe('embeddings', () => {
  test('texts are documents unless the client says what they are for', () => {
    expect(sent({ ...base, dimensions: 256 })).toEqual({
      body: {
        model: 'embed-v4.0',
        input_type: 'search_document',
        texts: ['a', 'b'],
        embedding_types: ['float'],
        output_dimension: 256,
      },
      lost: [],
    })
    const extensions = { 'openai-embeddings': { input_type: 'search_query', single: true, x: 1 } }
    const { body, lost } = sent({ ...base, extensions })
    expect(body['input_type']).toBe('search_query')
    expect(lost).toEqual(['x'])
  })

  test('images go beside texts', () => {
    const image = {
      type: 'media',
      kind: 'image',
      source: { type: 'url', url: 'https://i/1.png' },
    } as const
    const { body } = sent({ ...base, inputs: [[{ type: 'text', text: 'a' }, image]] })
    expect(body['inputs']).toEqual([
      {
        content: [
          { type: 'text', text: 'a' },
          { type: 'image_url', image_url: { url: 'https://i/1.png' } },
        ],
      },
    ])
  })

  test.skipIf(list.length === 0).each(list)('$file gives its vectors', (recording) => {
    const result = cohere().embed?.decodeResponse(responseOf(recording), base)
    expect(result).toMatchObject({ operation: 'embed', vectors: [expect.any(Array)] })
    expect(result?.usage?.input.uncached).toBeGreaterThan(0)
  })
})
