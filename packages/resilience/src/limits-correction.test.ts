import { GatewayError, type ErrorDetails, type RateLimit } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { correctLimits, type Refill } from './limits-correction.ts'
import { createProviderBuckets } from './provider-buckets.ts'

const wall = 1_700_000_000_000
const target = { id: 'a', provider: 'p', model: 'm' }
const one = { tokensIn: 0, tokensOut: 0 }
const nobody = { requests: 0, tokensIn: 0, tokensOut: 0 }

function seen(options: {
  limits?: readonly RateLimit[]
  details?: Partial<ErrorDetails>
  refill?: Refill
  sentAt?: number
  random?: number
  burst?: number
  used?: number
}) {
  const { limits = [], details, refill = 'continuous', sentAt, random = 0, burst = 60 } = options
  const buckets = createProviderBuckets({ rpm: 60, burst })
  for (let i = 0; i < (options.used ?? 0); i++) buckets.tryTake(one, 0)
  const error =
    details === undefined
      ? undefined
      : new GatewayError('rate_limited', 'busy', { origin: 'provider', ...details })
  correctLimits(
    buckets,
    { target, key: 'k', limits, error },
    { now: 0, wall, random: () => random, refill, sentAt },
  )
  return buckets
}

function left(buckets: ReturnType<typeof seen>): number {
  return buckets.snapshot(0)[0]?.available ?? Number.NaN
}

describe('headers of a continuous provider', () => {
  test.each([
    { remaining: 60, left: 60 },
    { remaining: 45, left: 45 },
    { remaining: 15, left: 15 },
    { remaining: 1, left: 1 },
    { remaining: 0, left: 0 },
    { remaining: Number.NaN, left: 60 },
    { remaining: -1, left: 60 },
  ])('$remaining remaining of 60: $left left', ({ remaining, left: expected }) => {
    const buckets = seen({ limits: [{ unit: 'requests', limit: 60, remaining }] })
    expect(left(buckets)).toBeCloseTo(expected)
  })

  test('at 25 % remaining nothing is blocked, whatever the reset says', () => {
    const limits = [
      { unit: 'requests' as const, limit: 60, remaining: 15, resetsAt: wall + 45_000 },
    ]
    expect(seen({ limits, burst: 5 }).waitMs(one, nobody, 0)).toBe(0)
    expect(seen({ limits, burst: 60 }).waitMs(one, nobody, 0)).toBe(0)
  })

  test('never lifts what is left by our own count', () => {
    const limits = [{ unit: 'requests' as const, remaining: 50 }]
    expect(left(seen({ limits, used: 40 }))).toBeCloseTo(20)
  })

  test('what was admitted since the request was sent is not yet in its headers', () => {
    const limits = [{ unit: 'requests' as const, remaining: 20 }]
    expect(left(seen({ limits, used: 8, sentAt: -1 }))).toBeCloseTo(12)
    expect(left(seen({ limits, used: 8 }))).toBeCloseTo(20)
  })
})

describe('headers of a provider with fixed windows', () => {
  test.each([
    { remaining: 60, resetMs: 60_000, waitMs: 0 },
    { remaining: 15, resetMs: 45_000, waitMs: 26_000 },
    { remaining: 15, resetMs: 10_000, waitMs: 0 },
    { remaining: 0, resetMs: 30_000, waitMs: 26_000 },
    { remaining: 0, resetMs: -5, waitMs: 0 },
  ])('$remaining remaining, reset in $resetMs ms: wait $waitMs ms', (row) => {
    const limits = [
      { unit: 'requests' as const, remaining: row.remaining, resetsAt: wall + row.resetMs },
    ]
    const buckets = seen({ limits, refill: 'fixed-window', burst: 5 })
    expect(buckets.waitMs(one, nobody, 0)).toBeCloseTo(row.waitMs)
  })

  test('without a reset nothing can be learned', () => {
    const limits = [{ unit: 'requests' as const, remaining: 0 }]
    expect(left(seen({ limits, refill: 'fixed-window' }))).toBe(60)
  })
})

describe('the limit in a header', () => {
  test('replaces a higher configured one', () => {
    const buckets = seen({ limits: [{ unit: 'requests', limit: 30 }] })
    expect(buckets.snapshot(0)).toMatchObject([{ dimension: 'requests', limit: 30 }])
  })

  test('makes a cell for what was not configured, with what is left', () => {
    const buckets = seen({ limits: [{ unit: 'tokens', limit: 1000, remaining: 10 }] })
    expect(buckets.snapshot(0)).toMatchObject([{}, { dimension: 'tokens', limit: 1000 }])
    expect(buckets.snapshot(0)[1]?.available).toBeCloseTo(10)
    const unknown = seen({ limits: [{ unit: 'tokens', remaining: 10 }] })
    expect(unknown.snapshot(0)).toHaveLength(1)
  })

  test.each([0, -1, Number.NaN, Infinity])('%d is no limit', (limit) => {
    expect(seen({ limits: [{ unit: 'requests', limit }] }).cell('requests')?.limit).toBe(60)
  })
})

describe('a refusal of the provider', () => {
  test.each([
    ['its delay', { retryAfterMs: 2000 }, [], 2000],
    ['a delay beyond a day', { retryAfterMs: 1e12 }, [], 86_400_000],
    ['its reset', { resetsAt: wall + 7000 }, [], 7000],
    ['no hint', {}, [], 1000],
    [
      'the latest reset of what is spent',
      {},
      [
        { unit: 'requests' as const, remaining: 0, resetsAt: wall + 3000 },
        { unit: 'tokens' as const, remaining: 0, resetsAt: wall + 9000 },
        { unit: 'input-tokens' as const, remaining: 5, resetsAt: wall + 30_000 },
      ],
      9000,
    ],
  ])('rate_limited blocks for %s and lowers the rate', (_name, details, limits, blockMs) => {
    const buckets = seen({ details: { verdict: 'rate_limited', ...details }, limits })
    expect([buckets.blockedUntil, buckets.rateShare]).toEqual([blockMs, 0.95])
    expect(buckets.tryTake(one, blockMs - 1)).toBeUndefined()
  })

  test('delays are spread by up to a fifth', () => {
    const details = { verdict: 'rate_limited', retryAfterMs: 1000 } as const
    expect(seen({ details, random: 1 }).blockedUntil).toBe(1200)
  })

  test('ramp_limited halves the rate', () => {
    expect(seen({ details: { verdict: 'ramp_limited' } }).rateShare).toBe(0.5)
  })

  test('overloaded blocks, the rate stays', () => {
    const buckets = seen({ details: { verdict: 'overloaded', retryAfterMs: 500 } })
    expect([buckets.blockedUntil, buckets.rateShare]).toEqual([500, 1])
  })

  test('quota_exhausted blocks exactly until the reset', () => {
    const details = { verdict: 'quota_exhausted', resetsAt: wall + 3_600_000, retryAfterMs: 5 }
    const buckets = seen({ details: details as Partial<ErrorDetails>, random: 1 })
    expect(buckets.blockedUntil).toBe(3_600_000)
  })

  test.each(['billing', 'auth_invalid', 'transient', 'bad_request'] as const)(
    '%s says nothing about rates',
    (verdict) => {
      const buckets = seen({ details: { verdict, retryAfterMs: 1000 } })
      expect([buckets.blockedUntil, buckets.rateShare]).toEqual([-Infinity, 1])
    },
  )

  test('a refusal of the gateway itself teaches nothing', () => {
    const buckets = seen({
      details: { origin: 'gateway', verdict: 'rate_limited', retryAfterMs: 9 },
    })
    expect([buckets.blockedUntil, buckets.rateShare]).toEqual([-Infinity, 1])
  })

  test('successes lift the rate again', () => {
    const buckets = seen({ details: { verdict: 'rate_limited' } })
    for (let i = 0; i < 50; i++) buckets.accepted(0)
    expect(buckets.rateShare).toBeCloseTo(0.975)
  })
})
