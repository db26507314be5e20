import { GatewayError } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { createGate, type GateOptions, type TrafficClass } from './gate.ts'
import { createWaitingRoom } from './waiting-room.ts'

const target = { id: 'a', provider: 'p', model: 'm' }
const forever = new AbortController().signal

/** 10 requests per second, one at a time, 100 tokens per second. */
function room(options: Partial<GateOptions> = {}) {
  const clock = virtualClock()
  const limits = { rpm: 600, burst: 1, ...options.limits?.(target) }
  const gate = createGate({ clock, random: () => 0, ...options, limits: () => limits })
  const served: string[] = []
  const ask = (
    name: string,
    trafficClass: TrafficClass,
    more: { signal?: AbortSignal; waitMaxMs?: number; tokensIn?: number } = {},
  ) => {
    const { signal = forever, waitMaxMs = 30_000, tokensIn = 0 } = more
    return gate
      .acquire(target, { tokensIn, tokensOut: 0 }, { class: trafficClass, signal, waitMaxMs })
      .then((permit) => {
        served.push(`${name}@${String(Math.round(clock.now()))}`)
        return permit
      })
  }
  const waiting = () => gate.snapshot()[0]?.waiting
  return { clock, gate, served, ask, waiting }
}

async function refusalOf(asked: Promise<unknown>): Promise<GatewayError> {
  const thrown: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!GatewayError.is(thrown)) throw new TypeError('Nothing was refused.')
  return thrown
}

describe('order', () => {
  test('first come first served inside a class, higher classes first', async () => {
    const { clock, served, ask } = room()
    for (const name of ['b1', 's1', 'i1', 'b2', 's2', 'i2'])
      void ask(
        name,
        ({ b: 'background', s: 'standard', i: 'interactive' } as const)[name[0] as 'b'],
      )
    await clock.advance(1000)
    expect(served).toEqual(['b1@0', 'i1@100', 'i2@200', 's1@300', 's2@400', 'b2@500'])
  })

  test('a heavy head of a lower class yields and keeps its place in its class', async () => {
    const { clock, served, ask } = room({ limits: () => ({ rpm: 60_000, burst: 6000, tpm: 6000 }) })
    void ask('first', 'background', { tokensIn: 600 })
    void ask('heavy', 'background', { tokensIn: 500 })
    void ask('next', 'background', { tokensIn: 1 })
    await clock.advance(100)
    for (const name of ['u1', 'u2', 'u3']) void ask(name, 'interactive', { tokensIn: 10 })
    await clock.advance(20_000)
    expect(served).toEqual(['first@0', 'u1@100', 'u2@200', 'u3@300', 'heavy@6300', 'next@8310'])
  })

  test('a head that yields many times is not overtaken in its class', async () => {
    const { clock, served, ask } = room()
    void ask('x', 'interactive')
    for (const name of ['b1', 'b2', 'b3']) void ask(name, 'background')
    for (let i = 0; i < 5; i++) {
      await clock.advance(30)
      void ask(`i${String(i)}`, 'interactive')
    }
    await clock.advance(2000)
    expect(served.map((one) => one.replace(/@.*/, ''))).toEqual(
      'x i0 i1 i2 i3 i4 b1 b2 b3'.split(' '),
    )
  })

  test('nobody passes by those of its class who wait, not even what would fit', async () => {
    const { clock, gate, ask } = room({ limits: () => ({ tpm: 6000, rpm: 60_000, burst: 6000 }) })
    void ask('first', 'standard', { tokensIn: 600 })
    void ask('heavy', 'standard', { tokensIn: 500 })
    await clock.advance(1000)
    const small = { tokensIn: 1, tokensOut: 0 }
    expect(gate.tryAcquire(target, small, 'standard')).toBeUndefined()
    expect(gate.tryAcquire(target, small, 'interactive')).toBeDefined()
  })
})

describe('refusals', () => {
  test('a wait beyond the bound is not started and says how long it would be', async () => {
    const { gate, ask } = room()
    for (let i = 0; i < 5; i++) void ask('x', 'standard')
    const refused = await refusalOf(ask('late', 'standard', { waitMaxMs: 450 }))
    expect(refused).toMatchObject({
      kind: 'rate_limited',
      status: 429,
      details: { retryAfterMs: 500, ran: 'no', origin: 'gateway' },
    })
    expect(gate.snapshot()[0]?.refused).toEqual({ queue_full: 0, wait_exceeds_deadline: 1 })
  })

  test('a lower class does not count for a higher one', async () => {
    const { clock, served, ask } = room()
    for (let i = 0; i < 20; i++) void ask('b', 'background')
    void ask('urgent', 'interactive', { waitMaxMs: 200 })
    await clock.advance(150)
    expect(served).toEqual(['b@0', 'urgent@100'])
  })

  test('a full room refuses with the predicted wait', async () => {
    const { gate, ask } = room({ roomCap: 10 })
    for (let i = 0; i < 11; i++) void ask('x', 'background')
    const refused = await refusalOf(ask('late', 'background'))
    expect(refused.details.retryAfterMs).toBe(1100)
    expect(gate.snapshot()[0]?.refused.queue_full).toBe(1)
  })

  test('what can never pass is refused at once, without a time', async () => {
    const { ask } = room({ limits: () => ({ rpm: 0 }) })
    const refused = await refusalOf(ask('x', 'background'))
    expect(refused.details.retryAfterMs).toBeUndefined()
  })

  test('a block that comes while they wait sends everybody away who cannot wait so long', async () => {
    const { clock, gate, served, ask, waiting } = room()
    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name, 'standard', { waitMaxMs: 5000 }))
    const patient = ask('patient', 'standard', { waitMaxMs: 20_000 })
    await clock.advance(10)
    gate.observe({
      target,
      key: 'k',
      limits: [],
      error: new GatewayError('rate_limited', 'busy', {
        origin: 'provider',
        verdict: 'rate_limited',
        retryAfterMs: 10_000,
      }),
    })
    const refused = await Promise.all(asked.slice(1).map(refusalOf))
    expect(refused.map(({ details }) => details.retryAfterMs)).toEqual([10_106, 10_106, 10_106])
    expect([clock.now(), waiting()]).toEqual([10, 1])
    await clock.advance(11_000)
    await patient
    expect(served).toEqual(['a@0', 'patient@10115'])
  })

  test('who waited too long behind a patient head is sent away in time', async () => {
    const { clock, gate, served, ask } = room({ limits: () => ({ concurrency: 1 }) })
    const first = await ask('first', 'standard')
    void ask('head', 'standard')
    const impatient = refusalOf(ask('impatient', 'standard', { waitMaxMs: 300 }))
    await clock.advance(301)
    expect((await impatient).kind).toBe('rate_limited')
    first.settle({ tokensIn: 0, tokensOut: 0 })
    await clock.advance(0)
    expect(served).toEqual(['first@0', 'head@301'])
    expect(gate.concurrency('a')).toEqual({ inflight: 1, limit: 1 })
  })
})

describe('aborts', () => {
  test('an aborted waiter takes nothing, wherever it stands', async () => {
    const { clock, gate, served, ask, waiting } = room()
    const gone = new AbortController()
    void ask('first', 'standard')
    const head = ask('head', 'standard', { signal: gone.signal })
    const behind = ask('behind', 'standard', { signal: gone.signal })
    void ask('last', 'standard')
    await clock.advance(50)
    gone.abort(new Error('gone'))
    await expect(head).rejects.toThrow('gone')
    await expect(behind).rejects.toThrow('gone')
    expect(waiting()).toBe(1)
    await clock.advance(100)
    expect(served).toEqual(['first@0', 'last@100'])
    expect(gate.concurrency('a').inflight).toBe(2)
    expect(clock.sleepers).toBe(0)
  })

  test('a signal that is already aborted never waits', async () => {
    const { ask, waiting } = room()
    void ask('first', 'standard')
    const asked = ask('late', 'standard', { signal: AbortSignal.abort(new Error('gone')) })
    await expect(asked).rejects.toThrow('gone')
    expect(waiting()).toBe(0)
  })

  test('an abort between permit and answer gives the permit back', async () => {
    const gone = new AbortController()
    let released = 0
    const permit = { settle: () => undefined, release: () => (released += 1) }
    const asked = createWaitingRoom({ clock: virtualClock() }).wait({
      class: 'standard',
      cost: { tokensIn: 0, tokensOut: 0 },
      signal: gone.signal,
      waitMaxMs: 1000,
      take: () => {
        queueMicrotask(() => gone.abort(new Error('gone')))
        return permit
      },
      waitMs: () => 0,
      placeMs: () => 0,
    })
    await expect(asked).rejects.toThrow('gone')
    expect(released).toBe(1)
  })

  test('1,000 clients that leave are gone in 50 ms without blocking the loop', async () => {
    const rounds: Awaited<ReturnType<typeof thousandLeave>>[] = []
    for (let round = 0; round < 5; round++) rounds.push(await thousandLeave())
    expect(Math.min(...rounds.map(({ tookMs }) => tookMs))).toBeLessThan(50)
    expect(Math.min(...rounds.map(({ longestMs }) => longestMs))).toBeLessThan(10)
  })
})

/** Ten turns of the loop with a hundred disconnects each, in ms of the processor: others may be busy. */
async function thousandLeave() {
  const { clock, ask, waiting } = room({ limits: () => ({ rpm: 60_000, burst: 1 }) })
  const clients = Array.from({ length: 1001 }, () => new AbortController())
  const settled = Promise.allSettled(
    clients.map(({ signal }) => ask('x', 'background', { signal })),
  )
  await clock.advance(0)
  expect(waiting()).toBe(1000)
  const startedAt = process.cpuUsage()
  const reason = new Error('gone')
  let longestMs = 0
  for (let from = 1; from < clients.length; from += 100) {
    const at = process.cpuUsage()
    for (const client of clients.slice(from, from + 100)) client.abort(reason)
    await new Promise((resolve) => setImmediate(resolve))
    longestMs = Math.max(longestMs, process.cpuUsage(at).user / 1000)
  }
  const tookMs = process.cpuUsage(startedAt).user / 1000
  expect(waiting()).toBe(0)
  await settled
  return { tookMs, longestMs }
}
