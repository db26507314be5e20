import { describe, expect, test } from 'vitest'

import { decodeResponsesUsage, encodeResponsesUsage } from './usage.ts'

function raw(input: number, read: number, write: number, output: number, reasoning: number) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: read, cache_write_tokens: write },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }
}

describe('Responses usage', () => {
  test.each([
    ['plain', raw(10, 0, 0, 5, 0), [10, 0, 0, 5, 0], undefined],
    ['cached inside the input', raw(10, 4, 0, 5, 3), [6, 4, 0, 2, 3], undefined],
    ['written inside the input', raw(8576, 0, 4418, 52, 32), [4158, 0, 4418, 20, 32], undefined],
    ['cached beside the input', raw(7, 163, 0, 5, 0), [7, 163, 0, 5, 0], undefined],
    ['read equal to written', raw(10, 8, 8, 5, 0), [0, 8, 2, 5, 0], true],
    ['more reasoning than output', raw(10, 0, 0, 5, 9), [10, 0, 0, 0, 5], true],
    ['negative', raw(10, -1, 0, 5, 0), [10, 0, 0, 5, 0], true],
  ])('%s', (_name, sent, [uncached, cacheRead, cacheWriteOther, text, reasoning], suspect) => {
    const usage = decodeResponsesUsage(sent)
    expect(usage.input).toMatchObject({ uncached, cacheRead, cacheWriteOther })
    expect(usage.output).toEqual({ text, reasoning })
    expect(usage.suspect).toBe(suspect)
    expect(usage.raw).toBe(sent)
    expect(encodeResponsesUsage(usage)).toBe(sent)
  })

  test('of another wire is summed', () => {
    const usage = {
      input: {
        uncached: 1,
        cacheRead: 2,
        cacheWrite5m: 3,
        cacheWrite1h: 4,
        cacheWriteOther: 5,
        toolUse: 6,
      },
      output: { text: 7, reasoning: 8 },
      raw: { input_tokens: 1, output_tokens: 15 },
    }
    expect(encodeResponsesUsage(usage)).toEqual({
      input_tokens: 21,
      input_tokens_details: { cached_tokens: 2, cache_write_tokens: 12 },
      output_tokens: 15,
      output_tokens_details: { reasoning_tokens: 8 },
      total_tokens: 36,
    })
  })
})
