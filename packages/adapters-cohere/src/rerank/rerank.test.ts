import type { Inbound, JsonObject, RerankRequest, Target } from '@signalbox/core'
import { loadRecordings, responseOf } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { cohere } from '../cohere.ts'
import { cohereRerank } from '../dialects/index.ts'

const target: Target = { id: 't', provider: 'cohere', model: 'rerank-v3.5' }
const folder = new URL('../../../../../shared/fixtures/recordings/', import.meta.url)
const { list } = loadRecordings(folder, ({ file }) => file.startsWith('cohere/rerank'))
const asked = {
  model: 'c/rerank-v3.5',
  query: 'fox',
  documents: ['dog', { text: 'fox' }],
  top_n: 1,
}

function decoded(body: JsonObject): RerankRequest {
  const inbound: Inbound = {
    method: 'POST',
    path: '/v1/rerank',
    query: '',
    headers: [],
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
  const request = cohereRerank.decodeRequest(body, inbound)
  if (request.operation !== 'rerank') throw new TypeError(request.operation)
  return request
}

const bodyOf = (body: Uint8Array | string | undefined): JsonObject =>
  JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as JsonObject

describe('rerank', () => {
  test('takes texts, and objects with a text', () => {
    expect(decoded(asked)).toMatchObject({
      model: 'c/rerank-v3.5',
      query: 'fox',
      documents: ['dog', 'fox'],
      top: 1,
    })
  })

  test.each<readonly [JsonObject, string]>([
    [{ ...asked, query: 1 }, 'query'],
    [{ ...asked, documents: [] }, 'documents'],
    [{ ...asked, documents: ['a', 5] }, 'documents.1'],
    [{ ...asked, top_n: 0 }, 'top_n'],
    [{ ...asked, model: undefined }, 'model'],
  ])('%j is refused at its field', (body, param) => {
    expect(() => decoded(body)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ param }) }),
    )
  })

  test('the client’s body goes on with texts and the target’s model', () => {
    const request = decoded({ ...asked, max_tokens_per_doc: 9, return_documents: true })
    const { source } = request
    if (source === undefined) throw new TypeError('no source')
    const { request: wire } = cohere().rerank?.relayRequest?.(source, target, request) ?? {}
    expect(wire?.path).toBe('/v2/rerank')
    expect(bodyOf(wire?.body)).toEqual({
      model: 'rerank-v3.5',
      query: 'fox',
      documents: ['dog', 'fox'],
      top_n: 1,
      max_tokens_per_doc: 9,
    })
  })

  test('a request without its body says the same', () => {
    const { source: _, ...request } = decoded({ ...asked, return_documents: true })
    const encoded = cohere().rerank?.encodeRequest(request, target)
    expect(bodyOf(encoded?.request.body)).toEqual({
      model: 'rerank-v3.5',
      query: 'fox',
      documents: ['dog', 'fox'],
      top_n: 1,
    })
  })

  test('documents come back when they are asked for', () => {
    const request = decoded({ ...asked, return_documents: true })
    const result = {
      operation: 'rerank',
      ranking: [{ index: 1, score: 0.9 }],
      usage: cohere().rerank?.decodeResponse(
        {
          status: 200,
          headers: [],
          body: new TextEncoder().encode(
            '{"results":[],"meta":{"billed_units":{"search_units":2}}}',
          ),
        },
        request,
      ).usage,
    } as const
    const { body } = cohereRerank.encodeReply({ type: 'result', result }, request)
    expect(bodyOf(body)).toMatchObject({
      results: [{ index: 1, relevance_score: 0.9, document: { text: 'fox' } }],
      meta: { billed_units: { search_units: 2 } },
    })
  })

  test('rules on content see the query as the user’s and documents as from outside', () => {
    const classify = (...path: (string | number)[]) => cohereRerank.classify?.(path, {})
    expect(classify('query')).toMatchObject({ role: 'user', trust: 'user' })
    expect(classify('documents', 1, 'text')).toMatchObject({ trust: 'external', editable: true })
    expect(classify('model')).toMatchObject({ editable: false })
    expect(classify('later')).toBeUndefined()
  })

  test.skipIf(list.length === 0).each(list)('$file is read and written again', (recording) => {
    const request = decoded(asked)
    const result = cohere().rerank?.decodeResponse(responseOf(recording), request)
    if (result === undefined) throw new TypeError('no result')
    expect(result.usage?.units).toEqual({ searchUnits: 1 })
    const reply = cohereRerank.encodeReply({ type: 'result', result }, request)
    expect(bodyOf(reply.body)).toEqual({
      ...(recording.body as JsonObject),
      id: expect.any(String) as string,
    })
  })
})
