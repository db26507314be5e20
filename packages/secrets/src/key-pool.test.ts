import {
  createContext,
  GatewayError,
  pipeline,
  Secret,
  type Credential,
  type SecretSource,
  type Target,
  type Usage,
} from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { limitedProvider } from '../test-support/limited-provider.ts'
import { refusal } from '../test-support/refusal.ts'
import { createKeyPool, type ManagedKeyPool } from './key-pool.ts'
import type { KeyEvent, KeyPoolOptions, PoolKey } from './pool-options.ts'

const target: Target = { id: 'p/m', provider: 'p', model: 'm' }

function key(id: string, more: Partial<PoolKey> = {}): PoolKey {
  return { id, value: new Secret(`secret-of-${id}`), ...more }
}

function poolOf(keys: readonly PoolKey[], more: Partial<KeyPoolOptions> = {}) {
  const clock = virtualClock()
  const events: KeyEvent[] = []
  const onEvent = (event: KeyEvent) => void events.push(event)
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const pool = createKeyPool({ pools: { p: keys }, clock, random, onEvent, ...more })
  return { clock, pool, events }
}

function picked(pool: ManagedKeyPool): Credential {
  const credential = pool.pick(target)
  if (credential instanceof Promise) throw new TypeError('nothing had to be waited for')
  return credential
}

function counts(pool: ManagedKeyPool, times: number): Record<string, number> {
  const seen: Record<string, number> = {}
  for (let i = 0; i < times; i++) {
    const { id } = picked(pool)
    seen[id] = (seen[id] ?? 0) + 1
  }
  return seen
}

function states(pool: ManagedKeyPool): readonly string[] {
  return (pool.snapshot()['p'] ?? []).map(({ id, state }) => `${id} ${state}`)
}

describe('choosing', () => {
  test('keys without limits are used by weight', () => {
    const { pool } = poolOf([key('a'), key('b', { weight: 3 })])
    const { a = 0, b = 0 } = counts(pool, 4000)
    expect(b / a).toBeGreaterThan(2.7)
    expect(b / a).toBeLessThan(3.3)
  })

  test('the key with the larger share left is used', () => {
    const { pool } = poolOf([
      key('small', { limits: { rpm: 100 } }),
      key('large', { limits: { rpm: 900 } }),
    ])
    const { small = 0, large = 0 } = counts(pool, 800)
    expect(small).toBeGreaterThan(60)
    expect(small).toBeLessThan(95)
    expect(large).toBe(800 - small)
  })

  test('what headers say is left counts, and comes back until the reset', async () => {
    const { clock, pool } = poolOf([key('a'), key('b')])
    const limits = [
      { unit: 'requests' as const, limit: 100, remaining: 5, resetsAt: clock.wall() + 60_000 },
    ]
    pool.observe({ target, key: 'a', limits })
    expect(states(pool)).toEqual(['a draining', 'b active'])
    expect(counts(pool, 50)).toEqual({ b: 50 })
    await clock.advance(60_000)
    expect(Object.keys(counts(pool, 50)).toSorted()).toEqual(['a', 'b'])
  })

  test('a provider without a pool is asked with an empty key', () => {
    const { pool } = poolOf([])
    expect(picked(pool).key.reveal()).toBe('')
  })
})

describe('limits of one key', () => {
  test('two keys at 95 % of their sum: no refusal by a single one', async () => {
    const { clock, pool } = poolOf([
      key('a', { limits: { rpm: 600 } }),
      key('b', { limits: { rpm: 1200 } }),
    ])
    const provider = limitedProvider({ a: 600, b: 1200 })
    const perSecond = (1800 / 60) * 0.95
    let due = 0
    for (let second = 0; second < 600; second++) {
      due += perSecond
      for (; due >= 1; due--) {
        const { id } = picked(pool)
        const error = provider.call(id, clock.now())
        pool.observe({ target, key: id, limits: [], error })
      }
      await clock.advance(1000)
    }
    expect(provider.refused).toEqual([])
    const [a, b] = [provider.served.get('a') ?? 0, provider.served.get('b') ?? 0]
    expect(a + b).toBe(Math.floor(600 * perSecond))
    expect(b / a).toBeGreaterThan(1.6)
  })

  test('it drains at 90 % and is used again below 70 %', async () => {
    const { clock, pool } = poolOf([
      key('a', { limits: { rpm: 100 } }),
      key('b', { limits: { rpm: 100, usdPerDay: 1 } }),
    ])
    pool.restore('p', 'b', { day: { requests: 0, tokens: 0, nanoUsd: 890_000_000n } })
    expect(states(pool)).toEqual(['a active', 'b active'])
    expect(counts(pool, 90)).toEqual({ a: 89, b: 1 })
    pool.restore('p', 'b', { day: { requests: 0, tokens: 0, nanoUsd: 910_000_000n } })
    expect(states(pool)[1]).toBe('b draining')
    expect(picked(pool).id).toBe('a')
    expect(states(pool)[0]).toBe('a draining')
    await clock.advance(6000)
    expect(states(pool)[0]).toBe('a draining')
    await clock.advance(8000)
    expect(states(pool)[0]).toBe('a active')
  })

  test('when all of them drain the best one serves on', () => {
    const { pool } = poolOf([key('a', { limits: { rpm: 10 } }), key('b', { limits: { rpm: 10 } })])
    expect(() => counts(pool, 25)).not.toThrow()
    expect(states(pool)).toEqual(['a draining', 'b draining'])
  })

  test('tokens and money of each call are counted to the key it used', async () => {
    const { clock, pool } = poolOf([key('a', { limits: { tpm: 1000 } }), key('b')])
    const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
    const usage: Usage = { input: { uncached: 400, ...none }, output: { text: 100, reasoning: 0 } }
    const used: string[] = []
    const run = pipeline(
      pool.meter(() => 5000n),
      async (context) => {
        const credential = await pool.pick(context.target ?? target)
        used.push(credential.id)
        const completion = { id: '1', model: 'm', candidates: [], usage }
        context.response = { type: 'completion', completion }
      },
    )
    const calls = Array.from({ length: 4 }, async () => {
      const request = { operation: 'chat', model: 'm', messages: [], stream: false } as const
      const context = createContext({ request, clock })
      context.candidates = [target]
      await run(context)
    })
    await Promise.all(calls)
    await clock.advance(0)
    const today = Object.fromEntries((pool.snapshot()['p'] ?? []).map((k) => [k.id, k.today]))
    for (const id of ['a', 'b']) {
      const times = used.filter((name) => name === id).length
      const nanoUsd = 5000n * BigInt(times)
      expect(today[id]).toEqual({ requests: times, tokens: 500 * times, nanoUsd })
    }
  })
})

describe('a refusal takes out one key and not the provider', () => {
  test.each([
    ['auth_invalid', 'revoked'],
    ['billing', 'exhausted'],
    ['blocked', 'quarantined'],
    ['quota_exhausted', 'resting'],
  ] as const)('%s: %s', (verdict, state) => {
    const { pool, events } = poolOf([key('a'), key('b')])
    pool.observe({ target, key: 'a', limits: [], error: refusal(verdict) })
    expect(states(pool)).toEqual([`a ${state}`, 'b active'])
    expect(counts(pool, 50)).toEqual({ b: 50 })
    expect(events).toEqual([{ type: 'key', pool: 'p', id: 'a', state, reason: verdict }])
  })

  test('one that is out is tried again by one request at a time', async () => {
    const { clock, pool } = poolOf([key('a'), key('b')])
    pool.observe({ target, key: 'a', limits: [], error: refusal('billing') })
    await clock.advance(300_000)
    const { a } = counts(pool, 50)
    expect(a).toBe(1)
    pool.observe({ target, key: 'a', limits: [] })
    expect(states(pool)[0]).toBe('a active')
  })

  test('a blocked one stays out until somebody puts it back', async () => {
    const { clock, pool } = poolOf([key('a'), key('b')])
    pool.observe({ target, key: 'a', limits: [], error: refusal('blocked') })
    await clock.advance(86_400_000)
    expect(counts(pool, 50)).toEqual({ b: 50 })
    expect(pool.reset('p', 'a')).toBe(true)
    expect(counts(pool, 50)).toHaveProperty('a')
  })

  test('keys of one account fall together', () => {
    const keys = [key('a', { account: 'x' }), key('b', { account: 'x' }), key('c')]
    const { pool } = poolOf(keys)
    const error = refusal('billing', { scope: 'account' })
    pool.observe({ target, key: 'a', limits: [], error })
    expect(states(pool)).toEqual(['a exhausted', 'b exhausted', 'c active'])
  })

  test('a model that a key may not use is left to the others', () => {
    const { pool } = poolOf([key('a'), key('b')])
    pool.observe({ target, key: 'a', limits: [], error: refusal('not_entitled') })
    expect(counts(pool, 20)).toEqual({ b: 20 })
    const other = { ...target, model: 'other' }
    const ids = Array.from({ length: 40 }, () => (pool.pick(other) as Credential).id)
    expect(ids).toContain('a')
  })

  test('errors about something else leave the key alone', () => {
    const { pool } = poolOf([key('a'), key('b')])
    for (const verdict of ['transient', 'overloaded', 'bad_request', 'stalled'] as const)
      pool.observe({ target, key: 'a', limits: [], error: refusal(verdict) })
    expect(states(pool)).toEqual(['a active', 'b active'])
  })

  test('with all of them out the next target is asked', () => {
    const { pool } = poolOf([key('a'), key('b')])
    const error = refusal('quota_exhausted', { retryAfterMs: 5000 })
    for (const id of ['a', 'b']) pool.observe({ target, key: id, limits: [], error })
    const thrown = caught(() => picked(pool))
    expect(thrown).toMatchObject({
      kind: 'rate_limited',
      details: { ran: 'no', verdict: 'rate_limited', retryAfterMs: 5000 },
    })
  })

  test('a pool of one leaves it to the provider', () => {
    const { pool } = poolOf([key('a')])
    pool.observe({ target, key: 'a', limits: [], error: refusal('auth_invalid') })
    expect(picked(pool).id).toBe('a')
  })
})

describe('rotation', () => {
  function changing() {
    const state = { value: 'first-secret', version: '1', fails: false, reads: 0 }
    const source: SecretSource = {
      scheme: 'toy',
      async resolve() {
        state.reads++
        if (state.fails) throw new Error('the source is away')
        return { value: new Secret(state.value), version: state.version }
      },
    }
    return { state, source }
  }

  test('a new version is used within the time to live; the old one is retired', async () => {
    const { state, source } = changing()
    const { clock, pool, events } = poolOf([{ id: 'a', ref: 'toy:x' }], { sources: [source] })
    expect((await pool.pick(target)).key.reveal()).toBe('first-secret')
    Object.assign(state, { value: 'second-secret', version: '2' })
    expect((await pool.pick(target)).key.reveal()).toBe('first-secret')
    await clock.advance(60_000)
    expect((await pool.pick(target)).key.reveal()).toBe('second-secret')
    const [view] = pool.snapshot()['p'] ?? []
    expect(view).toMatchObject({ version: '2', retired: [{ version: '1' }] })
    expect(JSON.stringify(view, (_k, v) => (typeof v === 'bigint' ? 0 : v))).not.toContain('secret')
    expect(events.map(({ reason }) => reason)).toEqual(['new version'])
  })

  test('a refused secret is read again at once, and the next request has the new one', async () => {
    const { state, source } = changing()
    const { pool } = poolOf([{ id: 'a', ref: 'toy:x' }], { sources: [source] })
    await pool.pick(target)
    Object.assign(state, { value: 'second-secret', version: '2' })
    pool.observe({ target, key: 'a', limits: [], error: refusal('auth_invalid') })
    expect((await pool.pick(target)).key.reveal()).toBe('second-secret')
    expect(states(pool)).toEqual(['a active'])
  })

  test('while the source is away the last good secret serves', async () => {
    const { state, source } = changing()
    const { clock, pool } = poolOf([{ id: 'a', ref: 'toy:x' }], { sources: [source] })
    await pool.pick(target)
    state.fails = true
    await clock.advance(3_600_000)
    expect((await pool.pick(target)).key.reveal()).toBe('first-secret')
    const { reads } = state
    for (let i = 0; i < 100; i++) await pool.pick(target)
    expect(state.reads - reads).toBeLessThanOrEqual(1)
  })

  test('what stands beside a secret is there at the first pick, and is read anew when it is old', async () => {
    const { state, source } = changing()
    const pair = key('a', { fields: { account: 'toy:account' } })
    const { clock, pool } = poolOf([pair], { sources: [source] })
    const first = await pool.pick(target)
    expect(first.key.reveal()).toBe('secret-of-a')
    expect(first.fields?.['account']?.reveal()).toBe(state.value)
    state.value = 'renewed'
    await clock.advance(61_000)
    picked(pool)
    await clock.advance(1)
    expect(picked(pool).fields?.['account']?.reveal()).toBe('renewed')
  })

  test('a key that cannot be read is unconfigured; the others serve, and it is not asked each time', async () => {
    const { state, source } = changing()
    state.fails = true
    const { pool } = poolOf([{ id: 'a', ref: 'toy:x' }, key('b')], { sources: [source] })
    for (let i = 0; i < 20; i++) expect((await pool.pick(target)).id).toBe('b')
    expect(states(pool)).toEqual(['a unconfigured', 'b active'])
    expect(state.reads).toBe(1)
  })

  test('a successor is minted once at 80 % of the day', async () => {
    const asked: string[] = []
    const { clock, pool } = poolOf([key('a', { limits: { requestsPerDay: 10 } })], {
      rotate: async ({ id, used }) => {
        asked.push(`${id} ${used.toFixed(1)}`)
        return new Secret('minted-secret')
      },
    })
    for (let i = 0; i < 8; i++) expect(picked(pool).key.reveal()).toBe('secret-of-a')
    await clock.advance(0)
    expect(asked).toEqual(['a 0.8'])
    expect(picked(pool).key.reveal()).toBe('minted-secret')
  })
})

function caught(run: () => unknown): GatewayError {
  try {
    run()
  } catch (error) {
    return GatewayError.from(error)
  }
  throw new TypeError('nothing was thrown')
}
