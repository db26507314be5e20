import { describe, expect, test } from 'vitest'

import {
  cerebrasLimits,
  fireworksLimits,
  mistralLimits,
  openaiLimits,
  readRateLimits,
  readRetryAfter,
  togetherLimits,
} from './limits.ts'
import type { LimitTable } from './row.ts'

const now = 1_000_000

function read(table: LimitTable, headers: Readonly<Record<string, string>>) {
  return readRateLimits(Object.entries(headers).flat(), table, now)
}

describe('rate limit headers', () => {
  test('OpenAI states requests and tokens with durations', () => {
    const limits = read(openaiLimits, {
      'x-ratelimit-limit-requests': '15000',
      'x-ratelimit-remaining-requests': '14999',
      'x-ratelimit-reset-requests': '6m0s',
      'x-ratelimit-limit-tokens': '40000000',
      'x-ratelimit-remaining-tokens': '39999218',
      'x-ratelimit-reset-tokens': '17.5s',
    })
    expect(limits).toEqual([
      { unit: 'requests', limit: 15_000, remaining: 14_999, resetsAt: now + 360_000 },
      { unit: 'tokens', limit: 40_000_000, remaining: 39_999_218, resetsAt: now + 17_500 },
    ])
  })

  test('xAI states no reset, Azure plain seconds', () => {
    expect(read(openaiLimits, { 'x-ratelimit-remaining-requests': '3' })).toEqual([
      { unit: 'requests', remaining: 3 },
    ])
    const seconds = { 'x-ratelimit-limit-tokens': '10', 'x-ratelimit-reset-tokens': '1' }
    expect(read(openaiLimits, seconds)).toEqual([
      { unit: 'tokens', limit: 10, resetsAt: now + 1000 },
    ])
  })

  test('Mistral counts per minute, and in its older form by size', () => {
    expect(
      read(mistralLimits, {
        'x-ratelimit-limit-req-minute': '60',
        'x-ratelimit-remaining-req-minute': '52',
        'x-ratelimit-limit-tokens-minute': '500000',
        'x-ratelimit-remaining-tokens-minute': '499497',
        'ratelimitbysize-limit': '1',
      }),
    ).toEqual([
      { unit: 'requests', limit: 60, remaining: 52 },
      { unit: 'tokens', limit: 500_000, remaining: 499_497 },
    ])
    expect(
      read(mistralLimits, { 'ratelimitbysize-remaining': '5', 'ratelimitbysize-reset': '9' }),
    ).toEqual([{ unit: 'tokens', remaining: 5, resetsAt: now + 9000 }])
  })

  test('Together has one reset for both, Fireworks splits tokens, Cerebras counts by the day', () => {
    expect(
      read(togetherLimits, {
        'x-ratelimit-limit': '10',
        'x-ratelimit-reset': '2',
        'x-ratelimit-remaining-tokens': '0',
      }),
    ).toEqual([
      { unit: 'requests', limit: 10, resetsAt: now + 2000 },
      { unit: 'tokens', remaining: 0, resetsAt: now + 2000 },
    ])
    expect(read(fireworksLimits, { 'x-ratelimit-remaining-tokens-generated': '4' })).toEqual([
      { unit: 'output-tokens', remaining: 4 },
    ])
    expect(read(cerebrasLimits, { 'x-ratelimit-limit-requests-day': '100' })).toEqual([
      { unit: 'requests', limit: 100 },
    ])
  })

  test('the IETF draft packs both into two headers', () => {
    expect(
      read('ietf', {
        ratelimit: '"api";r=499;t=70',
        'ratelimit-policy': '"fixed window";"api";q=500;w=300',
      }),
    ).toEqual([{ unit: 'requests', limit: 500, remaining: 499, resetsAt: now + 70_000 }])
  })

  test('nothing is read from other or broken headers', () => {
    expect(read(openaiLimits, { 'x-ratelimit-limit-requests': 'many', other: '1' })).toEqual([])
    expect(read('ietf', {})).toEqual([])
  })

  test('retry-after may be seconds, a duration or a date', () => {
    const date = new Date(now + 5000).toUTCString()
    expect(readRetryAfter(['retry-after', '1.5'], now)).toBe(1500)
    expect(readRetryAfter(['retry-after', '2m'], now)).toBe(120_000)
    expect(readRetryAfter(['retry-after', date], now)).toBe(5000)
    expect(readRetryAfter(['retry-after', 'soon'], now)).toBeUndefined()
  })
})
