import { memoryStore, Secret, type LeaseStore, type Usage } from '@signalbox/core'
import { virtualClock, type VirtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { ask, chat, outcome } from '../test-support/ask.ts'
import { createTenancy, type Tenancy } from './create-tenancy.ts'
import type { LimitEvent } from './limiter.ts'
import type { TenantLimits } from './records.ts'
import type { TenancyOptions } from './tenancy-options.ts'

const key = 'a-key-of-the-file-0123456789'

function limited(
  clock: VirtualClock,
  tenant: TenantLimits | undefined,
  own?: TenantLimits,
  options: TenancyOptions = {},
): Tenancy {
  return createTenancy({
    ...options,
    clock,
    tenants: [
      { name: 'acme', limits: tenant, keys: [{ id: 'app', limits: own, value: new Secret(key) }] },
    ],
  })
}

function usage(uncached: number, text: number): Usage {
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached, ...none }, output: { text, reasoning: 0 } }
}

describe('requests', () => {
  test('exactly the limit passes, the next one hears when to come back', async () => {
    const clock = virtualClock()
    const tenancy = limited(clock, { rpm: 5 })
    const results = []
    for (let i = 0; i < 8; i++) results.push(await outcome(ask(tenancy, chat(key), { clock })))
    expect(results.filter((kind) => kind === 'ok')).toHaveLength(5)
    expect(results.slice(5)).toEqual(Array(3).fill('rate_limited'))
    const refusal = await ask(tenancy, chat(key), { clock }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ status: 429, details: { retryAfterMs: 12_000 } })
    await clock.advance(12_000)
    expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('ok')
    expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('rate_limited')
  })

  test('a key has its own limit inside that of its tenant, and refusals cost nothing', async () => {
    const clock = virtualClock()
    const tenancy = limited(clock, { rpm: 60 }, { rpm: 2 })
    const { facts } = await ask(tenancy, chat(key), { clock })
    expect(facts.limits).toEqual([
      { unit: 'requests', limit: 2, remaining: expect.closeTo(1, 3), resetsAt: expect.any(Number) },
    ])
    await ask(tenancy, chat(key), { clock })
    for (let i = 0; i < 100; i++)
      expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('rate_limited')
    tenancy.configure([
      { name: 'acme', limits: { rpm: 60 }, keys: [{ id: 'app', value: new Secret(key) }] },
    ])
    const after = await ask(tenancy, chat(key), { clock })
    expect(after.facts.limits?.[0]?.remaining).toBeCloseTo(57, 3)
  })

  test('each user of a tenant has the same limit, with all keys together', async () => {
    const clock = virtualClock()
    const keyOf = (id: string, user: string) => ({
      id,
      user,
      value: new Secret(`a-key-of-the-file-${id}-0123`),
    })
    const tenancy = createTenancy({
      clock,
      tenants: [
        {
          name: 'acme',
          userLimits: { rpm: 3 },
          keys: [keyOf('1', 'ann'), keyOf('2', 'ann'), keyOf('3', 'bob')],
        },
      ],
    })
    const passed = async (id: string, times: number) => {
      let count = 0
      for (let n = 0; n < times; n++) {
        const asked = ask(tenancy, chat(`a-key-of-the-file-${id}-0123`), { clock })
        if ((await outcome(asked)) === 'ok') count++
      }
      return count
    }
    expect([await passed('1', 2), await passed('2', 2), await passed('3', 5)]).toEqual([2, 1, 3])
  })

  test('a caller without limits has no facts of them', async () => {
    const clock = virtualClock()
    const { facts } = await ask(limited(clock, undefined), chat(key), { clock })
    expect(facts.limits).toBeUndefined()
  })
})

describe('tokens', () => {
  test('the estimate is taken first and then corrected to what was used', async () => {
    const clock = virtualClock()
    const tenancy = limited(clock, { tpm: 1000, inputTpm: 900, outputTpm: 800 })
    const request = chat(key, { maxOutputTokens: 600 })
    const first = await ask(tenancy, request, { clock, usage: usage(40, 60) })
    expect(first.facts.limits?.find(({ unit }) => unit === 'tokens')?.remaining).toBeCloseTo(400, 3)
    const next = await ask(tenancy, chat(key, { maxOutputTokens: 10 }), { clock })
    const left = Object.fromEntries((next.facts.limits ?? []).map((l) => [l.unit, l.remaining]))
    expect(left['tokens']).toBeCloseTo(890, 3)
    expect(left['input-tokens']).toBeCloseTo(860, 3)
    expect(left['output-tokens']).toBeCloseTo(730, 3)
  })

  test('what is above the estimate is owed', async () => {
    const clock = virtualClock()
    const tenancy = limited(clock, { tpm: 1000 })
    const small = chat(key, { maxOutputTokens: 10 })
    await ask(tenancy, small, { clock, usage: usage(1000, 500) })
    expect(await outcome(ask(tenancy, small, { clock }))).toBe('rate_limited')
    await clock.advance(31_000)
    expect(await outcome(ask(tenancy, small, { clock }))).toBe('ok')
  })
})

test('requests at once are counted to their end', async () => {
  const clock = virtualClock()
  const tenancy = limited(clock, { concurrency: 2 })
  const run = tenancy.middleware()
  const { createContext, pipeline } = await import('@signalbox/core')
  const ends: (() => void)[] = []
  const hold = () =>
    pipeline(run, async (context) => {
      await new Promise<void>((resolve) => ends.push(resolve))
      context.response = { type: 'completion', completion: { id: '', model: '', candidates: [] } }
    })(createContext({ request: chat(key), clock }))
  const running = [hold(), hold()]
  await clock.advance(0)
  expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('rate_limited')
  for (const end of ends) end()
  await Promise.all(running)
  await clock.advance(0)
  expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('ok')
})

test('a shadow counts and tells, and refuses nobody', async () => {
  const clock = virtualClock()
  const events: LimitEvent[] = []
  const tenancy = limited(clock, { rpm: 1, mode: 'shadow' }, undefined, {
    onEvent: (event) => events.push(event),
  })
  for (let i = 0; i < 3; i++) expect(await outcome(ask(tenancy, chat(key), { clock }))).toBe('ok')
  const event = { type: 'limited', name: 'tenant:acme', unit: 'requests', shadow: true }
  expect(events).toEqual([event, event])
})

/** 500 per second and as much at once, over four replicas. */
function fleet(clock: VirtualClock, leases: LeaseStore, onOutage?: 'share' | 'closed') {
  return Array.from({ length: 4 }, () =>
    limited(clock, { rpm: 30_000 }, undefined, {
      leases,
      burstMs: 1000,
      replicas: () => 4,
      onOutage,
    }),
  )
}

async function offer(
  clock: VirtualClock,
  replicas: readonly Tenancy[],
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const admitted: number[] = []
  for (let second = 0; second < seconds; second++) {
    let count = 0
    for (let tick = 0; tick < 100; tick++) {
      const asked = Array.from({ length: perSecond / 100 }, async (_, i) => {
        const replica = replicas[(tick + i) % replicas.length]
        if (replica === undefined) return
        if ((await outcome(ask(replica, chat(key), { clock }))) === 'ok') count++
      })
      await Promise.all(asked)
      await clock.advance(10)
    }
    admitted.push(count)
  }
  return admitted
}

function counted(store: LeaseStore) {
  const counter = { calls: 0, down: false }
  const leases: LeaseStore = {
    lease: async (name, bucket) => {
      counter.calls++
      if (counter.down) throw new Error('away')
      return store.lease(name, bucket)
    },
  }
  return { counter, leases }
}

describe('a limit that four replicas share', () => {
  test('1,000/s offered on 500/s: 500 per second pass within 1 %', async () => {
    const clock = virtualClock()
    const { counter, leases } = counted(memoryStore({ clock }))
    const replicas = fleet(clock, leases)
    await offer(clock, replicas, 1000, 2)
    const before = counter.calls
    const steady = await offer(clock, replicas, 1000, 6)
    const sum = steady.reduce((a, b) => a + b, 0)
    expect(Math.abs(sum / 6 - 500)).toBeLessThanOrEqual(5)
    expect((counter.calls - before) / sum).toBeLessThan(0.6)
  })

  test('below the limit everybody passes at no more than 0.2 calls each', async () => {
    const clock = virtualClock()
    const { counter, leases } = counted(memoryStore({ clock }))
    const passed = await offer(clock, fleet(clock, leases), 300, 4)
    expect(passed).toEqual([300, 300, 300, 300])
    expect(counter.calls / 1200).toBeLessThanOrEqual(0.2)
  })

  test('a small limit is exact, whoever of them is asked', async () => {
    const clock = virtualClock()
    const leases = memoryStore({ clock })
    const replicas = Array.from({ length: 4 }, () =>
      limited(clock, { rpm: 7 }, undefined, { leases, replicas: () => 4 }),
    )
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        outcome(ask(replicas[i % 4] ?? limited(clock, {}), chat(key), { clock })),
      ),
    )
    expect(results.filter((kind) => kind === 'ok')).toHaveLength(7)
  })

  test('without the store each has its static share, or nothing where so configured', async () => {
    const clock = virtualClock()
    const { counter, leases } = counted(memoryStore({ clock }))
    const replicas = fleet(clock, leases)
    await offer(clock, replicas, 1000, 2)
    counter.down = true
    await offer(clock, replicas, 1000, 3)
    const calls = counter.calls
    const steady = await offer(clock, replicas, 1000, 3)
    expect(Math.abs(steady.reduce((a, b) => a + b, 0) / 3 - 500)).toBeLessThanOrEqual(10)
    expect(counter.calls - calls).toBeLessThanOrEqual(12)
    counter.down = false
    await offer(clock, replicas, 1000, 2)
    expect(Math.abs((await offer(clock, replicas, 1000, 2))[1] ?? 0)).toBeGreaterThan(480)

    const { counter: other, leases: gone } = counted(memoryStore({ clock }))
    other.down = true
    expect(await offer(clock, fleet(clock, gone, 'closed'), 100, 1)).toEqual([0])
  }, 20_000)

  test('a store that hangs delays one request by a quarter of a second, not all', async () => {
    const clock = virtualClock()
    const leases: LeaseStore = { lease: () => new Promise(() => undefined) }
    const [replica] = fleet(clock, leases)
    if (replica === undefined) throw new TypeError('no replica')
    let done = 0
    const first = ask(replica, chat(key), { clock }).then(() => done++)
    await clock.advance(200)
    expect(done).toBe(0)
    await clock.advance(60)
    await clock.advance(0)
    expect(done).toBe(1)
    await first
    expect(await outcome(ask(replica, chat(key), { clock }))).toBe('ok')
  })
})
