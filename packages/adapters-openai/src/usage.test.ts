import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeUsage, encodeUsage } from './usage.ts'

function buckets(raw: JsonObject, outside = false) {
  const usage = decodeUsage(raw, outside ? { reasoningTokens: 'outside' } : {})
  const { uncached, cacheRead, cacheWriteOther } = usage.input
  return [uncached, cacheRead, cacheWriteOther, usage.output.text, usage.output.reasoning]
}

describe('who counts what inside what', () => {
  const cases: readonly (readonly [string, JsonObject, readonly number[]])[] = [
    [
      'cached and written tokens lie inside the prompt, reasoning inside the completion',
      {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 10 },
        completion_tokens_details: { reasoning_tokens: 20 },
      },
      [50, 40, 10, 30, 20],
    ],
    [
      'more cached than prompt means they are apart',
      { prompt_tokens: 7, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 163 } },
      [7, 163, 0, 1, 0],
    ],
    [
      'hits and misses',
      { prompt_tokens: 339, completion_tokens: 1, prompt_cache_hit_tokens: 320 },
      [19, 320, 0, 1, 0],
    ],
    [
      'a top-level count',
      { prompt_tokens: 9, completion_tokens: 1, cached_tokens: 4 },
      [5, 4, 0, 1, 0],
    ],
    [
      'another name',
      { prompt_tokens: 9, completion_tokens: 1, num_cached_tokens: 4 },
      [5, 4, 0, 1, 0],
    ],
    [
      'the total says that reasoning is apart',
      {
        prompt_tokens: 10,
        completion_tokens: 2,
        total_tokens: 20,
        completion_tokens_details: { reasoning_tokens: 8 },
      },
      [10, 0, 0, 2, 8],
    ],
    [
      'written tokens count only above the read ones',
      {
        prompt_tokens: 100,
        completion_tokens: 1,
        prompt_tokens_details: { cached_tokens: 90, cache_write_tokens: 90 },
      },
      [0, 90, 10, 1, 0],
    ],
    ['nothing is negative', { prompt_tokens: -5, completion_tokens: null }, [0, 0, 0, 0, 0]],
  ]
  test.each(cases)('%s', (_, raw, expected) => {
    expect(buckets(raw)).toEqual(expected)
  })

  test('without a total the row decides about reasoning', () => {
    const raw = {
      prompt_tokens: 1,
      completion_tokens: 9,
      completion_tokens_details: { reasoning_tokens: 4 },
    }
    expect(buckets(raw)).toEqual([1, 0, 0, 5, 4])
    expect(buckets(raw, true)).toEqual([1, 0, 0, 9, 4])
  })

  test('contradictions are marked', () => {
    const raw = {
      prompt_tokens: 1,
      completion_tokens: 2,
      completion_tokens_details: { reasoning_tokens: 5 },
    }
    expect(decodeUsage(raw, {})).toMatchObject({ suspect: true, output: { text: 0, reasoning: 2 } })
    expect(decodeUsage({ prompt_tokens: 1, completion_tokens: 2 }, {}).suspect).toBeUndefined()
  })

  test('costs and units are read beside the tokens', () => {
    const raw = { prompt_tokens: 1, completion_tokens: 1, cost: 0.00000125 }
    expect(decodeUsage(raw, {}).providerCostUsd).toBe('0.00000125')
    expect(decodeUsage({ ...raw, cost: 0 }, {}).providerCostUsd).toBe('0')
    const ticks = { prompt_tokens: 1, completion_tokens: 1, cost_in_usd_ticks: 1_399_000 }
    expect(decodeUsage(ticks, {}).providerCostUsd).toBe('0.0001399')
    const audio = {
      prompt_tokens: 9,
      completion_tokens: 1,
      prompt_tokens_details: { audio_tokens: 3 },
    }
    expect(decodeUsage(audio, {}).units).toEqual({ audioIn: 3 })
  })
})

describe('towards a client', () => {
  test('the provider’s own object comes back while it says the same', () => {
    const raw = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, queue_time: 0.1 }
    expect(encodeUsage(decodeUsage(raw, {}))).toBe(raw)
  })

  test('reasoning that was counted apart is added to the completion', () => {
    const raw = {
      prompt_tokens: 10,
      completion_tokens: 2,
      total_tokens: 20,
      completion_tokens_details: { reasoning_tokens: 8 },
    }
    expect(encodeUsage(decodeUsage(raw, {}))).toMatchObject({
      completion_tokens: 10,
      total_tokens: 20,
    })
  })

  test('the buckets of other wires become sums', () => {
    const usage = {
      input: {
        uncached: 1,
        cacheRead: 2,
        cacheWrite5m: 3,
        cacheWrite1h: 4,
        cacheWriteOther: 0,
        toolUse: 5,
      },
      output: { text: 6, reasoning: 7 },
    }
    expect(encodeUsage(usage)).toEqual({
      prompt_tokens: 15,
      completion_tokens: 13,
      total_tokens: 28,
      prompt_tokens_details: { cached_tokens: 2, cache_write_tokens: 7 },
      completion_tokens_details: { reasoning_tokens: 7 },
    })
  })
})
