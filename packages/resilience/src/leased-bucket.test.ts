import { GatewayError, memoryStore, type LeaseStore } from '@signalbox/core'
import { virtualClock, type VirtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { createGate, type Gate } from './gate.ts'

const target = { id: 'a', provider: 'p', model: 'm' }
const nothing = { tokensIn: 0, tokensOut: 0 }
const { signal } = new AbortController()

/** 100 requests per second, 200 at once, and four gateways that share them. */
function replicas(clock: VirtualClock, store: LeaseStore, limits = { rpm: 6000, burst: 200 }) {
  return Array.from({ length: 4 }, () =>
    createGate({ clock, random: () => 0, limits: () => limits, leases: store, replicas: () => 4 }),
  )
}

async function offer(clock: VirtualClock, gates: readonly Gate[], perSecond: number, ms: number) {
  const admitted: number[] = []
  const end = clock.now() + ms
  let turn = 0
  const request = async (gate: Gate | undefined) => {
    try {
      const permit = await gate?.acquire(target, nothing, {
        class: 'standard',
        signal,
        waitMaxMs: 1000,
      })
      admitted.push(clock.now())
      permit?.settle(nothing)
    } catch (error) {
      if (!GatewayError.is(error)) throw error
    }
  }
  while (clock.now() < end) {
    void request(gates[turn++ % gates.length])
    await clock.advance(1000 / perSecond)
  }
  return admitted
}

function worstWindow(admitted: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...admitted.map((from) => admitted.filter((at) => at >= from && at <= from + ms).length),
  )
}

const gone: LeaseStore = { lease: () => Promise.reject(new Error('gone')) }

describe('four replicas over one store', () => {
  test('never exceed limit and burst together, and use at least 97 % of the limit', async () => {
    const clock = virtualClock()
    const admitted = await offer(clock, replicas(clock, memoryStore({ clock })), 250, 10_000)
    expect(worstWindow(admitted, 1000)).toBeLessThanOrEqual(100 + 200)
    expect(worstWindow(admitted, 5000)).toBeLessThanOrEqual(500 + 200)
    expect(admitted.length).toBeLessThanOrEqual(1000 + 200)
    expect(admitted.filter((at) => at >= 5000).length).toBeGreaterThanOrEqual(485)
  })

  test('what one does not use the others get', async () => {
    const clock = virtualClock()
    const [first] = replicas(clock, memoryStore({ clock }))
    const admitted = await offer(clock, first === undefined ? [] : [first], 200, 5000)
    expect(admitted.filter((at) => at >= 2500).length).toBeGreaterThanOrEqual(240)
  })

  test('ask rarely when calm and never spin when saturated', async () => {
    const clock = virtualClock()
    const store = memoryStore({ clock })
    let calls = 0
    const counted: LeaseStore = {
      lease: (...args) => {
        calls += 1
        return store.lease(...args)
      },
    }
    const limits = { rpm: 60_000, burst: 2000 }
    const calm = await offer(clock, replicas(clock, counted, limits), 500, 4000)
    expect(calls / calm.length).toBeLessThan(0.35)
    calls = 0
    const busy = await offer(clock, replicas(clock, counted), 500, 4000)
    expect(calls / busy.length).toBeLessThan(1.2)
  })

  test('requests above what the store gives at once are admitted and paid for', async () => {
    const clock = virtualClock()
    const store = memoryStore({ clock })
    const limits = () => ({ tpm: 6000 })
    const heavy = { tokensIn: 1200, tokensOut: 0 }
    const patient = { class: 'background', signal, waitMaxMs: 600_000 } as const
    let spent = 0
    for (let replica = 0; replica < 4; replica++) {
      const gate = createGate({ clock, leases: store, limits, replicas: () => 4 })
      for (let i = 0; i < 5; i++)
        void gate.acquire(target, heavy, patient).then(() => (spent += heavy.tokensIn))
    }
    for (let second = 0; second < 120; second++) {
      await clock.advance(1000)
      const burst = 600
      expect(spent).toBeLessThanOrEqual(clock.now() / 10 + burst + 4 * heavy.tokensIn)
    }
    expect(spent).toBeGreaterThanOrEqual(0.7 * 120 * 100)
  })
})

describe('without the store', () => {
  test('each spends its static share', async () => {
    const clock = virtualClock()
    const admitted = await offer(clock, replicas(clock, gone), 250, 10_000)
    expect(worstWindow(admitted, 1000)).toBeLessThanOrEqual(100 + 200)
    expect(admitted.filter((at) => at >= 5000).length).toBeGreaterThanOrEqual(480)
  })

  test('a store that never answers blocks nobody', async () => {
    const clock = virtualClock()
    const silent: LeaseStore = { lease: () => new Promise(() => undefined) }
    const admitted = await offer(clock, replicas(clock, silent), 250, 4000)
    expect(admitted[0]).toBeLessThan(300)
    expect(admitted.length).toBeGreaterThan(400)
    expect(worstWindow(admitted, 1000)).toBeLessThanOrEqual(100 + 200)
  })

  test('leases come back with the store', async () => {
    const clock = virtualClock()
    const store = memoryStore({ clock })
    let up = false
    const flaky: LeaseStore = {
      lease: (...args) => (up ? store.lease(...args) : Promise.reject(new Error('gone'))),
    }
    const [first] = replicas(clock, flaky)
    const gates = first === undefined ? [] : [first]
    const down = await offer(clock, gates, 200, 5000)
    expect(down.filter((at) => at >= 2500).length).toBeLessThanOrEqual(70)
    up = true
    const back = await offer(clock, gates, 200, 6000)
    expect(back.filter((at) => at >= 8000).length).toBeGreaterThanOrEqual(280)
  })
})
