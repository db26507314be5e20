import { memoryStore, type SlotStore } from '@signalbox/core'
import { virtualClock, type VirtualClock } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { SlotCell, type SlotCellOptions } from './slot-cell.ts'

/** So many replicas of one limit; whoever is short of places is heard by the others. */
function fleet(
  count: number,
  limit: number,
  { clock, ...options }: Partial<SlotCellOptions> & { readonly clock: VirtualClock },
): readonly SlotCell[] {
  const { slots = memoryStore({ clock }) } = options
  const cells: SlotCell[] = []
  for (let index = 0; index < count; index++) {
    const cell = new SlotCell({
      key: 'k',
      slots,
      clock,
      replicas: () => count,
      onOutage: 'share',
      recall: () => cells.forEach((each) => each.giveBack()),
      ...options,
    })
    cell.configure(limit)
    cells.push(cell)
  }
  return cells
}

/** Enters, with as much time as that takes. */
async function enters(cell: SlotCell | undefined, clock: VirtualClock): Promise<boolean> {
  const entering = cell?.enter(clock.now())
  if (!(entering instanceof Promise)) return entering === true
  const state = { isOver: false }
  void entering.finally(() => (state.isOver = true))
  while (!state.isOver) await clock.advance(1)
  return entering
}

async function entered(cell: SlotCell | undefined, times: number, clock: VirtualClock) {
  let count = 0
  for (let n = 0; n < times; n++) if (await enters(cell, clock)) count++
  return count
}

test('one replica has the whole limit while the others are idle', async () => {
  const clock = virtualClock()
  const [a] = fleet(4, 10, { clock })
  expect(await entered(a, 15, clock)).toBe(10)
})

test('what one does not use another has, and not one more', async () => {
  const clock = virtualClock()
  const [a, b] = fleet(2, 40, { clock })
  expect(await entered(a, 12, clock)).toBe(12)
  expect(await entered(b, 40, clock)).toBe(28)
  for (let n = 0; n < 5; n++) a?.leave()
  await clock.advance(50)
  expect(await entered(b, 10, clock)).toBe(5)
  expect(await enters(a, clock)).toBe(false)
})

test('all at once on all replicas: exactly the limit is let in', async () => {
  const clock = virtualClock()
  const cells = fleet(4, 10, { clock })
  const answers = Promise.all(
    Array.from({ length: 80 }, async (_, index) => cells[index % 4]?.enter(clock.now())),
  )
  await clock.advance(500)
  expect((await answers).filter(Boolean)).toHaveLength(10)
})

test('far below the limit the store is asked rarely, and never again when nothing runs', async () => {
  const clock = virtualClock()
  const store = memoryStore({ clock })
  let calls = 0
  const slots: SlotStore = {
    hold: (key, ask) => {
      calls++
      return store.hold(key, ask)
    },
  }
  const [a] = fleet(2, 100, { clock, slots })
  for (let n = 0; n < 500; n++) {
    expect(await enters(a, clock)).toBe(true)
    a?.leave()
    await clock.advance(2)
  }
  expect(calls / 500).toBeLessThanOrEqual(0.2)
  await clock.advance(10_000)
  const before = calls
  await clock.advance(60_000)
  expect(calls).toBe(before)
})

test('what runs for long keeps its place, what a lost replica had is free after some seconds', async () => {
  const clock = virtualClock()
  const slots = memoryStore({ clock })
  const [a, b] = fleet(2, 3, { clock, slots })
  await slots.hold('k', { holder: 'lost', turn: 1, limit: 3, want: 2, ttlMs: 6000 })
  expect(await enters(a, clock)).toBe(true)
  expect(await enters(b, clock)).toBe(false)
  await clock.advance(60_000)
  expect(await entered(b, 5, clock)).toBe(2)
  expect(await enters(a, clock)).toBe(false)
})

describe('without the store', () => {
  const gone: SlotStore = { hold: () => Promise.reject(new Error('gone')) }

  test('each has its share, or nothing where so configured', async () => {
    const clock = virtualClock()
    const [a] = fleet(4, 10, { clock, slots: gone })
    expect(await entered(a, 10, clock)).toBe(2)
    const [closed] = fleet(4, 10, { clock, slots: gone, onOutage: 'closed' })
    expect(await entered(closed, 10, clock)).toBe(0)
  })

  test('one that hangs delays by a quarter of a second, once', async () => {
    const clock = virtualClock()
    const [a] = fleet(1, 10, { clock, slots: { hold: () => new Promise(() => undefined) } })
    const startedAt = clock.now()
    expect(await enters(a, clock)).toBe(true)
    expect(clock.now() - startedAt).toBeLessThanOrEqual(251)
    expect(a?.enter(clock.now())).toBe(true)
  })

  test('an answer that comes too late is not believed', async () => {
    const clock = virtualClock()
    const late = Promise.withResolvers<{ held: number; free: number }>()
    const [a] = fleet(4, 8, { clock, slots: { hold: () => late.promise } })
    expect(await enters(a, clock)).toBe(true)
    late.resolve({ held: 8, free: 0 })
    await clock.advance(10)
    expect([a?.enter(clock.now()), a?.enter(clock.now())]).toEqual([true, false])
  })

  test('one that comes back is told what runs, and shares again', async () => {
    const clock = virtualClock()
    const store = memoryStore({ clock })
    let isAway = true
    const slots: SlotStore = {
      hold: (key, ask) => (isAway ? gone.hold(key, ask) : store.hold(key, ask)),
    }
    const [a, b] = fleet(2, 10, { clock, slots })
    expect(await entered(a, 10, clock)).toBe(5)
    isAway = false
    await clock.advance(3000)
    expect(await entered(b, 10, clock)).toBe(5)
    a?.leave()
    await clock.advance(50)
    expect(await entered(b, 10, clock)).toBe(1)
  })
})

const step = fc.record({
  replica: fc.nat(3),
  what: fc.constantFrom('enter', 'enter', 'enter', 'leave', 'leave', 'recall'),
  pauseMs: fc.constantFrom(0, 0, 1, 5, 40, 2000),
  delayMs: fc.constantFrom(0, 0, 1, 30),
})

test('over any replicas, any traffic and any delay there are never more than the limit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 30, maxLength: 150 }),
      fc.integer({ min: 1, max: 12 }),
      async (steps, limit) => {
        const clock = virtualClock()
        const store = memoryStore({ clock })
        let delayMs = 0
        const slots: SlotStore = {
          async hold(key, ask) {
            const [there, back] = [delayMs, delayMs]
            if (there > 0) await clock.sleep(there)
            const answer = await store.hold(key, ask)
            if (back > 0) await clock.sleep(back)
            return answer
          },
        }
        const cells = fleet(4, limit, { clock, slots })
        const running = cells.map(() => 0)
        const enter = async (replica: number) => {
          if ((await cells[replica]?.enter(clock.now())) !== true) return
          running[replica] = (running[replica] ?? 0) + 1
        }
        let most = 0
        for (const { replica, what, pauseMs, delayMs: next } of steps) {
          delayMs = next
          const cell = cells[replica]
          if (what === 'recall') cell?.giveBack()
          else if (what === 'leave' && (running[replica] ?? 0) > 0) {
            running[replica] = (running[replica] ?? 0) - 1
            cell?.leave()
          } else if (what === 'enter') {
            void enter(replica)
          }
          await clock.advance(pauseMs)
          const sum = running.reduce((a, b) => a + b, 0)
          most = Math.max(most, sum)
        }
        expect(most).toBeLessThanOrEqual(limit)
        await clock.advance(1000)
        const left = running.reduce((a, b) => a + b, 0)
        const [first] = cells
        await clock.advance(50)
        // Whatever was said and lost on the way, every place that is free can be had.
        expect(left + (await entered(first, limit + 1, clock))).toBe(limit)
        for (const each of cells) each.close()
      },
    ),
    { numRuns: 60 },
  )
})
