import { memoryStore, type LeaseStore } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LeasedCell } from './leased-cell.ts'

interface Taken {
  readonly at: number
  readonly units: number
}

/** The most that any window of that length holds above what its length allows. */
function worstExcess(taken: readonly Taken[], perMs: number): number {
  let worst = 0
  for (let from = 0; from < taken.length; from++) {
    let sum = 0
    for (let to = from; to < taken.length; to++) {
      sum += taken[to]?.units ?? 0
      const span = (taken[to]?.at ?? 0) - (taken[from]?.at ?? 0)
      worst = Math.max(worst, sum - span * perMs)
    }
  }
  return worst
}

const step = fc.record({
  replica: fc.nat(3),
  units: fc.integer({ min: 1, max: 30 }),
  pauseMs: fc.nat(80),
})

test('over any replicas and any traffic no window holds more than its share, the burst and the leases', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 120 }),
      fc.constantFrom(20, 100, 1000),
      async (steps, limit) => {
        const clock = virtualClock()
        const leases = memoryStore({ clock })
        const rate = { limit, periodMs: 1000, burst: limit }
        const common = { key: 'k', leases, clock, rate, replicas: () => 4 }
        const cells = Array.from(
          { length: 4 },
          () => new LeasedCell({ ...common, onOutage: 'share' }),
        )
        const taken: Taken[] = []
        for (const { replica, units, pauseMs } of steps) {
          const need = Math.min(units, limit)
          if ((await cells[replica]?.take(need, clock.now())) === true)
            taken.push({ at: clock.now(), units: need })
          await clock.advance(pauseMs)
        }
        const chunks = 4 * Math.max(1, Math.ceil(limit / 40))
        expect(worstExcess(taken, limit / 1000)).toBeLessThanOrEqual(limit + chunks + 0.01)
      },
    ),
    { numRuns: 60 },
  )
})

test('a store that answers late gives what it promised, and nobody asks twice meanwhile', async () => {
  const clock = virtualClock()
  const answers: (() => void)[] = []
  let calls = 0
  const leases: LeaseStore = {
    lease: async (_key, { want }) => {
      calls++
      await new Promise<void>((resolve) => answers.push(resolve))
      return { granted: want, retryAtMs: 0 }
    },
  }
  const rate = { limit: 1000, periodMs: 1000, burst: 1000 }
  const cell = new LeasedCell({
    key: 'k',
    leases,
    clock,
    rate,
    replicas: () => 2,
    onOutage: 'closed',
  })
  const waiting = Array.from({ length: 10 }, () => Promise.resolve(cell.take(1, clock.now())))
  await clock.advance(100)
  expect(calls).toBe(1)
  for (const answer of answers) answer()
  expect(await Promise.all(waiting)).toEqual(Array(10).fill(true))
  expect(calls).toBe(1)
})

test('what was taken too high comes back, what was too low is owed', async () => {
  const clock = virtualClock()
  const rate = { limit: 100, periodMs: 1000, burst: 100 }
  const cell = new LeasedCell({
    key: 'k',
    leases: memoryStore({ clock }),
    clock,
    rate,
    replicas: () => 1,
    onOutage: 'share',
  })
  expect(await cell.take(100, 0)).toBe(true)
  expect(await cell.take(1, 0)).toBe(false)
  cell.settle(100, 40, 0)
  expect(cell.view(0).remaining).toBeCloseTo(60, 3)
  expect(await cell.take(60, 0)).toBe(true)
  cell.settle(60, 160, 0)
  await clock.advance(900)
  expect(await cell.take(1, clock.now())).toBe(false)
  await clock.advance(400)
  expect(await cell.take(1, clock.now())).toBe(true)
})
