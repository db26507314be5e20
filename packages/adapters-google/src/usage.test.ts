import { describe, expect, test } from 'vitest'

import { decodeUsage, encodeUsage } from './usage.ts'

describe('usage', () => {
  test('cached tokens are inside the prompt, thoughts and tool prompts are apart', () => {
    const raw = {
      promptTokenCount: 100,
      cachedContentTokenCount: 60,
      candidatesTokenCount: 7,
      thoughtsTokenCount: 20,
      toolUsePromptTokenCount: 5,
      totalTokenCount: 132,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 10 },
        { modality: 'AUDIO', tokenCount: 90 },
      ],
    }
    const usage = decodeUsage(raw)
    expect(usage).toEqual({
      input: {
        uncached: 40,
        cacheRead: 60,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        cacheWriteOther: 0,
        toolUse: 5,
      },
      output: { text: 7, reasoning: 20 },
      units: { audioIn: 90 },
      raw,
    })
    expect(usage === undefined ? undefined : encodeUsage(usage)).toBe(raw)
  })

  test('a chunk that names only the traffic type is no usage', () => {
    expect(decodeUsage({ trafficType: 'ON_DEMAND' })).toBeUndefined()
    expect(decodeUsage({ promptTokenCount: 0 })?.input.uncached).toBe(0)
  })

  test('contradictions are clamped and marked', () => {
    const usage = decodeUsage({ promptTokenCount: 5, cachedContentTokenCount: 9 })
    expect(usage).toMatchObject({ suspect: true, input: { uncached: 0, cacheRead: 9 } })
  })

  test('usage of another wire is summed into this shape', () => {
    const input = {
      uncached: 10,
      cacheRead: 20,
      cacheWrite5m: 3,
      cacheWrite1h: 4,
      cacheWriteOther: 0,
      toolUse: 0,
    }
    const usage = {
      input,
      output: { text: 5, reasoning: 6 },
      units: { imageIn: 30, webSearches: 1 },
      raw: { prompt_tokens: 37 },
    }
    expect(encodeUsage(usage)).toEqual({
      promptTokenCount: 37,
      cachedContentTokenCount: 20,
      candidatesTokenCount: 5,
      thoughtsTokenCount: 6,
      totalTokenCount: 48,
      promptTokensDetails: [{ modality: 'IMAGE', tokenCount: 30 }],
    })
  })

  test('numbers somebody corrected are not covered up by what the provider said', () => {
    const usage = decodeUsage({ promptTokenCount: 5, totalTokenCount: 5 })
    if (usage === undefined) throw new TypeError('no usage')
    const corrected = { ...usage, output: { text: 9, reasoning: 0 }, estimated: true }
    expect(encodeUsage(corrected)).toMatchObject({ candidatesTokenCount: 9, totalTokenCount: 14 })
  })
})
