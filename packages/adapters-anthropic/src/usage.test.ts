import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeUsage, encodeUsage, mergeUsage } from './usage.ts'

const none = {
  uncached: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  cacheWriteOther: 0,
  toolUse: 0,
}

describe('usage buckets', () => {
  test.each<[string, JsonObject, object, object, boolean]>([
    ['nothing', {}, {}, { text: 0, reasoning: 0 }, false],
    [
      'input beside the cache',
      { input_tokens: 4, cache_read_input_tokens: 9134, output_tokens: 2 },
      { uncached: 4, cacheRead: 9134 },
      { text: 2, reasoning: 0 },
      false,
    ],
    [
      'a cache write by lifetime',
      {
        cache_creation_input_tokens: 7,
        cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
      },
      { cacheWrite5m: 3, cacheWrite1h: 4 },
      { text: 0, reasoning: 0 },
      false,
    ],
    [
      'a cache write without lifetimes',
      { cache_creation_input_tokens: 7 },
      { cacheWriteOther: 7 },
      { text: 0, reasoning: 0 },
      false,
    ],
    [
      'lifetimes without a total',
      { cache_creation: { ephemeral_5m_input_tokens: 3 } },
      { cacheWrite5m: 3 },
      { text: 0, reasoning: 0 },
      false,
    ],
    [
      'lifetimes beyond the total',
      {
        cache_creation_input_tokens: 5,
        cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
      },
      { cacheWrite5m: 1, cacheWrite1h: 4 },
      { text: 0, reasoning: 0 },
      true,
    ],
    [
      'thinking inside the output',
      { output_tokens: 10, output_tokens_details: { thinking_tokens: 4 } },
      {},
      { text: 6, reasoning: 4 },
      false,
    ],
    [
      'more thinking than output',
      { output_tokens: 3, output_tokens_details: { thinking_tokens: 4 } },
      {},
      { text: 0, reasoning: 3 },
      true,
    ],
    [
      'negative numbers',
      { input_tokens: -1, output_tokens: 2 },
      {},
      { text: 2, reasoning: 0 },
      true,
    ],
    [
      'nulls',
      { input_tokens: null, cache_creation: null, output_tokens: null },
      {},
      { text: 0, reasoning: 0 },
      false,
    ],
  ])('%s', (_, raw, input, output, suspect) => {
    const usage = decodeUsage(raw)
    expect(usage).toMatchObject({ input: { ...none, ...input }, output, raw })
    expect(usage.suspect ?? false).toBe(suspect)
  })

  test('iterations are not added to the totals, searches are units', () => {
    const usage = decodeUsage({
      input_tokens: 1,
      output_tokens: 1,
      iterations: [{ input_tokens: 50, output_tokens: 50 }],
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 0 },
    })
    expect(usage.input.uncached).toBe(1)
    expect(usage.units).toEqual({ webSearches: 2, webFetches: 0 })
  })

  test('survive the way through this wire’s own words', () => {
    const usage = {
      input: {
        uncached: 1,
        cacheRead: 2,
        cacheWrite5m: 3,
        cacheWrite1h: 4,
        cacheWriteOther: 5,
        toolUse: 0,
      },
      output: { text: 6, reasoning: 7 },
      units: { webSearches: 1, webFetches: 2 },
    }
    expect(decodeUsage(encodeUsage(usage, false))).toMatchObject(usage)
  })

  test('a later report wins field by field and a null says nothing', () => {
    expect(mergeUsage({ a: 1, b: 2 }, { a: 0, b: null, c: 3 })).toEqual({ a: 0, b: 2, c: 3 })
  })
})
