import type { RerankRequest, Target } from '@signalbox/core'
import { loadRecordings, responseOf } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { compatible } from '../compatible.ts'

interface Row {
  readonly index: number
  readonly relevance_score: number
}

const target: Target = { id: 't', provider: 'together', model: 'rank' }
const request: RerankRequest = {
  operation: 'rerank',
  model: 'x',
  query: 'fox',
  documents: ['dog', 'fox'],
  top: 1,
  extensions: { 'cohere-rerank': { return_documents: true, priority: 1 } },
}
const folder = new URL('../../../../../shared/fixtures/recordings/', import.meta.url)
const { list } = loadRecordings(folder, ({ api }) => api === 'rerank')
const answers = list.filter(({ provider }) => provider === 'together' || provider === 'voyage')

describe('rerank at a host of open models', () => {
  test('stands below the base URL and tells what it cannot say', () => {
    const encoded = compatible('together').rerank?.encodeRequest(request, target)
    expect(encoded?.request.path).toBe('/v1/rerank')
    expect(JSON.parse(String(encoded?.request.body))).toEqual({
      model: 'rank',
      query: 'fox',
      documents: ['dog', 'fox'],
      top_n: 1,
    })
    expect(encoded?.warnings.map(({ path }) => path)).toEqual(['priority'])
  })

  test('only rows that have it offer it', () => {
    expect(compatible('mistral').rerank).toBeUndefined()
    expect(compatible('vllm').rerank?.wire).toBe('openai-rerank')
  })

  test('an answer without results is none', () => {
    const body = new TextEncoder().encode('{"object":"list"}')
    expect(() =>
      compatible('vllm').rerank?.decodeResponse({ status: 200, headers: [], body }, request),
    ).toThrow('without a list of results')
  })

  test.skipIf(answers.length === 0).each(answers)('$file is read', (recording) => {
    const result = compatible('together').rerank?.decodeResponse(responseOf(recording), request)
    const recorded = recording.body as { results?: Row[]; data?: Row[] }
    const rows = recorded.results ?? recorded.data ?? []
    expect(rows.length).toBeGreaterThan(0)
    expect(result).toMatchObject({
      operation: 'rerank',
      ranking: rows.map(({ index, relevance_score: score }) => ({ index, score })),
    })
    expect(result?.usage?.input.uncached).toBeGreaterThan(0)
  })
})
