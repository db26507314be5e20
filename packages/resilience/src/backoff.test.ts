import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { backoff } from './backoff.ts'

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('backoff', () => {
  test('doubles between half and whole of its step, up to the cap', () => {
    fc.assert(
      fc.property(fc.nat(2000), unit, (n, value) => {
        const wait = backoff(n, { random: () => value })
        const step = Math.min(30_000, 1000 * 2 ** n)
        expect(wait).toBeGreaterThanOrEqual(step / 2)
        expect(wait).toBeLessThanOrEqual(step)
      }),
    )
  })

  test('never waits less than the provider asked for', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 600_000 }), unit, (n, floorMs, value) => {
        const wait = backoff(n, { floorMs, random: () => value })
        expect(wait).toBeGreaterThanOrEqual(floorMs)
        expect(wait).toBeLessThanOrEqual(Math.max(floorMs * 1.2, 30_000))
      }),
    )
  })
})
