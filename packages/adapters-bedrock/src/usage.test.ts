import { expect, test } from 'vitest'

import { decodeUsage, inputUsage } from './usage.ts'

test('what the cache read and wrote is beside the input, not inside', () => {
  const raw = {
    inputTokens: 386,
    outputTokens: 4,
    totalTokens: 3142,
    cacheReadInputTokens: 2700,
    cacheReadInputTokenCount: 2700,
    cacheWriteInputTokens: 52,
  }
  expect(decodeUsage(raw)).toStrictEqual({
    input: {
      uncached: 386,
      cacheRead: 2700,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 52,
      toolUse: 0,
    },
    output: { text: 4, reasoning: 0 },
    raw,
  })
})

test('writes are split by their lifetime where that is told', () => {
  const { input } = decodeUsage({
    inputTokens: 1,
    outputTokens: 1,
    cacheWriteInputTokens: 100,
    cacheDetails: [
      { ttl: '1h', inputTokens: 60 },
      { ttl: '5m', inputTokens: 30 },
      { ttl: 'new', inputTokens: 10 },
    ],
  })
  expect(input).toMatchObject({ cacheWrite1h: 60, cacheWrite5m: 30, cacheWriteOther: 10 })
})

test.each([
  [{ inputTokens: 5, outputTokens: 2, totalTokens: 7 }, undefined],
  [{ inputTokens: 5, outputTokens: 2, totalTokens: 99 }, true],
])('%j is suspect: %s', (raw, suspect) => {
  expect(decodeUsage(raw).suspect).toBe(suspect)
})

test('negative and absurd counts are none', () => {
  expect(decodeUsage({ inputTokens: -3, outputTokens: 'x', totalTokens: null })).toMatchObject({
    input: { uncached: 0 },
    output: { text: 0 },
  })
  expect(inputUsage(undefined)).toBeUndefined()
  expect(inputUsage(7)).toMatchObject({ input: { uncached: 7 }, output: { text: 0 } })
})
