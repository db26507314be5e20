import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Gcra } from './gcra.ts'

const rate = { limit: 60, periodMs: 60_000, burst: 5 }

test('a fresh cell holds its burst at any time, rounding or not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 1e4 }),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      (limit, burst, now) => {
        const cell = new Gcra({ limit, periodMs: 60_000, burst })
        expect(cell.tryTake(burst, now)).toBe(true)
        expect(cell.tryTake(1, now)).toBe(false)
      },
    ),
  )
})

test('no window holds more than its share of the limit plus the burst', () => {
  const step = fc.record({
    gap: fc.nat(5000),
    units: fc.integer({ min: 1, max: 5 }),
    back: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cell = new Gcra(rate)
      const taken: { at: number; units: number }[] = []
      let now = 0
      for (const { gap, units, back } of steps) {
        now += gap
        if (!cell.tryTake(units, now)) continue
        if (back) cell.giveBack(units)
        else taken.push({ at: now, units })
      }
      for (const [from, first] of taken.entries()) {
        let sum = 0
        for (const { at, units } of taken.slice(from)) {
          sum += units
          expect(sum).toBeLessThanOrEqual((at - first.at) / 1000 + rate.burst + 1e-6)
        }
      }
    }),
  )
})

test('waitMs is the first time at which the units fit', () => {
  const cell = new Gcra(rate)
  cell.tryTake(5, 0)
  const wait = cell.waitMs(3, 0)
  expect(wait).toBe(3000)
  expect(cell.tryTake(3, wait - 1)).toBe(false)
  expect(cell.tryTake(3, wait)).toBe(true)
})

test('what never fits waits forever', () => {
  expect(new Gcra(rate).waitMs(6, 0)).toBe(Infinity)
  expect(new Gcra({ ...rate, limit: 0 }).waitMs(1, 0)).toBe(Infinity)
})

test('a limit of zero lets nothing through, whatever happened before', () => {
  const cell = new Gcra({ ...rate, limit: 0 })
  cell.giveBack(3)
  cell.settle(3, 1, 0)
  cell.capAt(10, 0)
  expect([cell.tryTake(1, 1e9), cell.available(1e9), cell.tryTake(0, 0)]).toStrictEqual([
    false,
    0,
    true,
  ])
})

test('settle may go into debt', () => {
  const cell = new Gcra(rate)
  cell.tryTake(1, 0)
  cell.settle(1, 8, 0)
  expect(cell.waitMs(1, 0)).toBe(4000)
})

test('blocks until the time and starts from empty', () => {
  const cell = new Gcra(rate)
  cell.blockUntil(10_000)
  expect(cell.waitMs(1, 0)).toBe(11_000)
  expect(cell.available(10_000)).toBeCloseTo(0)
})

test('a header can only lower what is left', () => {
  const cell = new Gcra(rate)
  cell.capAt(2, 0)
  expect(cell.available(0)).toBeCloseTo(2)
  cell.capAt(5, 0)
  expect(cell.available(0)).toBeCloseTo(2)
})

test('a fixed window spends its rest at the own pace right before the reset', () => {
  const cell = new Gcra(rate)
  cell.capWindow(15, 30_000, 0)
  expect(cell.waitMs(1, 0)).toBe(11_000)
  let taken = 0
  for (let now = 0; now < 30_000; now += 100) if (cell.tryTake(1, now)) taken++
  expect(taken).toBeLessThanOrEqual(15 + rate.burst)
})

test('a clock that jumps back admits nothing twice', () => {
  const cell = new Gcra(rate)
  cell.tryTake(5, 10_000)
  expect(cell.tryTake(1, 5000)).toBe(false)
})

test.each([6, 30, 60, 600])('a new rate of %d keeps what was taken', (limit) => {
  const cell = new Gcra(rate)
  cell.tryTake(4, 100)
  cell.configure({ ...rate, limit }, 100)
  expect(cell.available(100)).toBeCloseTo(1)
})

test('is full when everything taken has come back', () => {
  const cell = new Gcra(rate)
  cell.tryTake(5, 0)
  expect([cell.isFull(4999), cell.isFull(5000)]).toStrictEqual([false, true])
})
