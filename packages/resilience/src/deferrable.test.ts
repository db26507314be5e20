import { systemClock } from '@signalbox/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createDeferrableLane } from './deferrable.ts'
import { createGate } from './gate.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const target = { id: 'a', provider: 'p', model: 'm' }
const nothing = { tokensIn: 0, tokensOut: 0 }
const { signal } = new AbortController()

function held() {
  const order: string[] = []
  const open: (() => void)[] = []
  const job = (name: string) => async () => {
    order.push(name)
    await new Promise<void>((resolve) => open.push(resolve))
    return name
  }
  const finish = async () => {
    for (const done of open.splice(0)) done()
    await vi.advanceTimersByTimeAsync(10)
  }
  return { order, job, finish }
}

function failure(job: Promise<unknown>): Promise<unknown> {
  return job.then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('the deferrable lane', () => {
  test('runs so many at once and no more, the urgent first', async () => {
    const lane = createDeferrableLane({ maxConcurrent: 2 })
    const { order, job, finish } = held()
    const asked = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      lane.schedule('x', job(name), { priority: 9 - index }),
    )
    await vi.advanceTimersByTimeAsync(10)
    expect(order).toHaveLength(2)
    expect(lane.waiting('x')).toBe(3)
    for (let i = 0; i < 3; i++) await finish()
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(order.slice(2)).toEqual(order.slice(2).toSorted().toReversed())
  })

  test('accounts do not wait for each other', async () => {
    const lane = createDeferrableLane({ maxConcurrent: 1 })
    const { order, job } = held()
    void lane.schedule('x', job('x'))
    void lane.schedule('y', job('y'))
    void lane.schedule('y', job('y2'))
    void lane.schedule('x', job('x2'))
    await vi.advanceTimersByTimeAsync(10)
    expect(order).toEqual(['x', 'y'])
    expect([lane.waiting('x'), lane.waiting('y'), lane.waiting()]).toEqual([1, 1, 2])
  })

  test('a failing job fails alone', async () => {
    const lane = createDeferrableLane({ maxConcurrent: 1 })
    const failing = lane.schedule('x', () => Promise.reject(new Error('own fault')))
    const next = lane.schedule('x', () => Promise.resolve('fine'))
    const outcome = failure(failing)
    await vi.advanceTimersByTimeAsync(10)
    expect(await outcome).toMatchObject({ message: 'own fault' })
    expect(await next).toBe('fine')
  })

  test('an aborted job is never run', async () => {
    const lane = createDeferrableLane({ maxConcurrent: 1 })
    const { order, job, finish } = held()
    const gone = new AbortController()
    const first = lane.schedule('x', job('first'))
    const second = lane.schedule('x', job('second'), { signal: gone.signal })
    const outcome = failure(second)
    await vi.advanceTimersByTimeAsync(10)
    gone.abort(new Error('gone'))
    await finish()
    expect(await outcome).toMatchObject({ message: 'gone' })
    expect([await first, order]).toEqual(['first', ['first']])
  })

  test('above the high-water mark the least urgent is dropped, as overloaded', async () => {
    const lane = createDeferrableLane({ maxConcurrent: 1, highWater: 2 })
    const { job, finish } = held()
    const running = lane.schedule('x', job('running'))
    await vi.advanceTimersByTimeAsync(10)
    const least = lane.schedule('x', job('least'), { priority: 9 })
    const middle = lane.schedule('x', job('middle'), { priority: 5 })
    const dropped = failure(least)
    const most = lane.schedule('x', job('most'), { priority: 0 })
    await vi.advanceTimersByTimeAsync(10)
    expect(await dropped).toMatchObject({
      kind: 'overloaded',
      details: { ran: 'no', retryAfterMs: 5000 },
    })
    for (let i = 0; i < 3; i++) await finish()
    expect(await Promise.all([running, middle, most])).toEqual(['running', 'middle', 'most'])
  })

  test.each([false, true])('stopping (drop: %s) refuses new jobs', async (drop) => {
    const lane = createDeferrableLane({ maxConcurrent: 1 })
    const { order, job, finish } = held()
    const first = lane.schedule('x', job('first'))
    const second = lane.schedule('x', job('second'))
    const outcome = second.then(
      () => 'served',
      () => 'dropped',
    )
    await vi.advanceTimersByTimeAsync(10)
    const stopped = lane.stop({ drop })
    await expect(lane.schedule('x', job('late'))).rejects.toMatchObject({ kind: 'overloaded' })
    for (let i = 0; i < 3; i++) await finish()
    await stopped
    expect([await first, await outcome]).toEqual(['first', drop ? 'dropped' : 'served'])
    expect(order).toEqual(drop ? ['first'] : ['first', 'second'])
  })

  test('an idle account makes place for another one', async () => {
    const lane = createDeferrableLane({ maxAccounts: 1 })
    const first = lane.schedule('x', () => Promise.resolve(1))
    await vi.advanceTimersByTimeAsync(10)
    expect(await first).toBe(1)
    const second = lane.schedule('y', () => Promise.resolve(2))
    await vi.advanceTimersByTimeAsync(10)
    expect(await second).toBe(2)
  })
})

describe('10,000 deferrable jobs beside interactive traffic', () => {
  const p99 = (list: readonly number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? Number.NaN
  const serviceMs = (index: number) => 600 + ((index * 7919) % 900)

  async function drain(jobs: number) {
    const gate = createGate({ clock: systemClock, limits: () => ({ rpm: 48_000, burst: 100 }) })
    const lane = createDeferrableLane({ maxConcurrent: 500 })
    let drained = 0
    let requests = 0
    const background = { class: 'background', signal, waitMaxMs: 600_000 } as const
    for (let i = 0; i < jobs; i++)
      void lane.schedule('x', async () => {
        const permit = await gate.acquire(target, nothing, background)
        await systemClock.sleep(500)
        permit.settle(nothing)
        drained += 1
      })
    const latencies: number[] = []
    const waits: number[] = []
    const urgent = { class: 'interactive', signal, waitMaxMs: 1000 } as const
    const request = async (index: number) => {
      const startedAt = systemClock.now()
      const permit = await gate.acquire(target, nothing, urgent)
      waits.push(systemClock.now() - startedAt)
      await systemClock.sleep(serviceMs(index))
      permit.settle(nothing)
      latencies.push(systemClock.now() - startedAt)
    }
    const everybodyIn = () => requests >= 2000 && drained >= jobs
    while (!everybodyIn()) {
      void request(requests)
      void request(requests + 1)
      requests += 2
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(2000)
    return { drained, latency: p99(latencies), wait: p99(waits) }
  }

  test('are drained, and the interactive p99 moves by 2 % at most', async () => {
    const alone = await drain(0)
    const beside = await drain(10_000)
    expect(beside.drained).toBe(10_000)
    expect(beside.wait).toBeLessThanOrEqual(50)
    expect(beside.latency / alone.latency).toBeLessThanOrEqual(1.02)
  })
})
