import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { areaUnder, priceOf, scoreAt, upperHull } from './frontier.ts'

const points = [
  { cost: 1, score: 0.5 },
  { cost: 2, score: 0.6 },
  { cost: 3, score: 0.9 },
  { cost: 4, score: 0.85 },
  { cost: 5, score: 1 },
]

describe('the hull of what can be bought', () => {
  test('drops what a mix of two others beats', () => {
    expect(upperHull(points)).toEqual([points[0], points[2], points[4]])
  })

  test('is linear between corners and constant outside', () => {
    const hull = upperHull(points)
    expect([0.5, 1, 2, 3, 4, 9].map((cost) => scoreAt(hull, cost))).toEqual([
      0.5,
      0.5,
      expect.closeTo(0.7, 12),
      0.9,
      expect.closeTo(0.95, 12),
      1,
    ])
  })

  test('has the area of its trapezoids', () => {
    const exact = ((0.5 + 0.9) / 2) * 2 + ((0.9 + 1) / 2) * 2
    expect(areaUnder(upperHull(points), 1, 5)).toBeCloseTo((100 * exact) / 4, 4)
  })

  test('of one price is the quality there', () => {
    expect(areaUnder(upperHull(points), 3, 3)).toBe(90)
  })

  test('finds the least price of a quality, and none for what nobody reaches', () => {
    const hull = upperHull(points)
    expect(priceOf(hull, 0.4)).toBe(1)
    expect(priceOf(hull, 0.7)).toBeCloseTo(2, 12)
    expect(priceOf(hull, 1)).toBe(5)
    expect(priceOf(hull, 1.01)).toBeUndefined()
  })

  test('lies on or above every point it was made of', () => {
    const thousandths = (max: number) => fc.nat(1000 * max).map((value) => value / 1000)
    const point = fc.record({ cost: thousandths(10), score: thousandths(1) })
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (made) => {
        const hull = upperHull(made)
        for (const { cost, score } of made)
          expect(scoreAt(hull, cost)).toBeGreaterThanOrEqual(score - 1e-9)
      }),
    )
  })
})
