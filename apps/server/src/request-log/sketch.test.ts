import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createSketch } from './sketch.ts'

const durations = fc.array(fc.double({ min: 0.01, max: 1e7, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
})

const sketchOf = (values: readonly number[]) => {
  const sketch = createSketch()
  for (const value of values) sketch.add(value)
  return sketch
}

describe('a sketch', () => {
  test('tells every quantile within one percent', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, share) => {
        const sorted = values.toSorted((a, b) => a - b)
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0
        expect(Math.abs(sketchOf(values).quantile(share) - exact) / exact).toBeLessThanOrEqual(0.01)
      }),
      { numRuns: 300 },
    )
  })

  test('is the same whatever the order and the grouping of merges', () => {
    fc.assert(
      fc.property(fc.array(durations, { maxLength: 6 }), fc.integer(), (parts, seed) => {
        const whole = sketchOf(parts.flat()).encode()
        const shuffled = parts.toSorted(
          (a, b) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7),
        )
        const [first = [], ...others] = shuffled
        const left = sketchOf(first)
        for (const part of others) left.merge(sketchOf(part).encode())
        const right = createSketch()
        const inner = createSketch()
        for (const part of others) inner.merge(sketchOf(part).encode())
        right.merge(inner.encode())
        right.merge(sketchOf(first).encode())
        expect(left.encode()).toEqual(whole)
        const joined = createSketch()
        for (const part of shuffled) joined.absorb(sketchOf(part))
        expect(joined.encode()).toEqual(whole)
        expect(right.encode()).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })

  test('knows nothing of nothing, and takes zero and absurd values', () => {
    expect(createSketch().quantile(0.5)).toBe(0)
    expect(createSketch().encode()).toHaveLength(0)
    expect(sketchOf([0, -1, NaN]).quantile(1)).toBe(0)
    expect(sketchOf([Infinity, 1e300]).count).toBe(2)
  })

  test('counts beyond 32 bits survive', () => {
    const sketch = sketchOf([5])
    for (let i = 0; i < 40; i++) sketch.merge(sketch.encode())
    expect(sketch.count).toBe(2 ** 40)
    const copy = createSketch()
    copy.merge(sketch.encode())
    expect(copy.count).toBe(2 ** 40)
  })
})
