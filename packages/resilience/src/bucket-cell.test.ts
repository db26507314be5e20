import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { BucketCell } from './bucket-cell.ts'

const minute = 60_000

function cellOf(limit = 60, burst = 5) {
  return new BucketCell({ dimension: 'tokens', limit, periodMs: minute, burst })
}

interface Admitted {
  readonly at: number
  readonly take: number
  readonly estimate: number
  used: number
  settled: boolean
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

const step = fc.record({
  gapMs: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(6000)),
  units: fc.integer({ min: 1, max: 5 }),
  settles: fc.array(fc.record({ pick: fc.nat(1000), used: fc.nat(6) }), { maxLength: 2 }),
  block: rarely(fc.nat(5000)),
  header: rarely(fc.record({ left: fc.nat(60), window: fc.boolean() })),
  share: rarely(fc.constantFrom(0.3, 0.5, 0.95, 1)),
})

describe('a cell', () => {
  test('never admits more in a window than its share of the limit plus the burst', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) => {
        const cell = cellOf()
        const admitted: Admitted[] = []
        let now = 0
        let takes = 0
        for (const { gapMs, units, settles, block, header, share } of steps) {
          now += gapMs
          if (cell.fits(units, now)) {
            takes += 1
            cell.take(takes, units, now)
            admitted.push({ at: now, take: takes, estimate: units, used: units, settled: false })
          }
          for (const { pick, used } of settles) {
            const open = admitted.filter((one) => !one.settled)
            const one = open[pick % (open.length || 1)]
            if (one === undefined) break
            cell.settle(one.take, one.estimate, used, now)
            one.settled = true
            one.used = Math.min(one.estimate, used)
          }
          if (block !== undefined) cell.blockUntil(now + block)
          if (header?.window === true) cell.capWindow(header.left, 10_000, now)
          else if (header !== undefined) cell.capAt(header.left, now)
          if (share !== undefined) cell.pace(share, now)
        }
        for (const [from, first] of admitted.entries()) {
          let sum = 0
          for (const { at, used } of admitted.slice(from)) {
            sum += used
            const most = ((at - first.at) * 60) / minute + cell.burst
            expect(sum).toBeLessThanOrEqual(most + 1e-3)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('two refunds together give back no more than the bucket would still have', () => {
    const cell = cellOf()
    cell.take(1, 2, 0)
    cell.take(2, 2, 0)
    cell.take(3, 4, 3000)
    cell.settle(1, 2, 0, 3000)
    cell.settle(2, 2, 0, 3000)
    expect(cell.available(3000)).toBeCloseTo(1)
  })

  test('units above the burst count once beside it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }), (list) => {
        const cell = cellOf()
        let now = 0
        let sum = 0
        for (const [take, units] of list.entries()) {
          now += cell.waitMs(units, 0, now)
          cell.take(take, units, now)
          sum += units
          expect(sum).toBeLessThanOrEqual(now / 1000 + Math.max(cell.burst, units) + 1e-3)
        }
      }),
    )
  })

  test('a wait is the first moment at which the units fit', () => {
    const cell = cellOf()
    cell.take(1, 5, 0)
    expect(cell.waitMs(3, 0, 0)).toBe(3000)
    expect([cell.fits(3, 2999), cell.fits(3, 3000)]).toEqual([false, true])
    expect(cell.waitMs(3, 4, 0)).toBe(7000)
  })

  test('what is above the burst waits for a full bucket and leaves a debt', () => {
    const cell = cellOf()
    cell.take(1, 1, 0)
    expect(cell.waitMs(20, 0, 0)).toBe(1000)
    expect(cell.fits(20, 1000)).toBe(true)
    cell.take(2, 20, 1000)
    expect(cell.waitMs(1, 0, 1000)).toBe(16_000)
  })

  test('a late refund gives back only what the bucket would still have', () => {
    const cell = cellOf()
    cell.take(1, 5, 0)
    cell.take(2, 5, 5000)
    cell.settle(1, 5, 0, 5000)
    expect(cell.available(5000)).toBe(0)
    cell.settle(2, 5, 1, 5000)
    expect(cell.available(5000)).toBeCloseTo(4)
  })

  test('under saturation a refund comes back in full', () => {
    const cell = cellOf(600, 10)
    for (let take = 1; take <= 5; take++) cell.take(take, 2, 0)
    for (let take = 6; take <= 50; take++) cell.take(take, 1, (take - 5) * 100)
    cell.settle(50, 1, 0, 4500)
    expect(cell.available(4500)).toBeCloseTo(1)
  })

  test('a zero limit lets nothing through', () => {
    const cell = cellOf(0, 0)
    expect([cell.fits(1, 1e9), cell.waitMs(1, 0, 1e9)]).toEqual([false, Infinity])
  })

  test('a header lowers the limit and never lifts it above what was configured', () => {
    const cell = cellOf(600, 60)
    cell.restrict(60, 0)
    expect([cell.limit, cell.burst]).toEqual([60, 6])
    cell.restrict(1000, 0)
    expect([cell.limit, cell.burst]).toEqual([600, 60])
  })
})
