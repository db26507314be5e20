import { expect, test } from 'vitest'

import { LatencySketch } from './latency-sketch.ts'

const hour = 3_600_000

test('is at most one step off at any quantile', () => {
  const sketch = new LatencySketch(hour, 0)
  for (let ms = 1; ms <= 10_000; ms++) sketch.add(ms, 0)
  for (const q of [0.1, 0.5, 0.95, 0.99])
    expect(Math.abs((sketch.quantile(q) ?? 0) / (q * 10_000) - 1)).toBeLessThan(0.03)
})

test('knows nothing while empty, and holds what lies outside its range at its ends', () => {
  const sketch = new LatencySketch(hour, 0)
  expect(sketch.quantile(0.95)).toBeUndefined()
  sketch.add(0, 0)
  expect(sketch.quantile(0.95)).toBeLessThan(11)
  sketch.add(1e9, 0)
  expect(sketch.quantile(0.95)).toBeGreaterThan(600_000)
})

test('forgets by age, over weeks and without losing count', () => {
  const sketch = new LatencySketch(hour, 0)
  let now = 0
  for (; now < 1000 * hour; now += hour / 100) sketch.add(500, now)
  expect(sketch.size(now)).toBeGreaterThan(98)
  expect(sketch.size(now)).toBeLessThan(101)
  for (let ended = now + 3 * hour; now < ended; now += hour / 100) sketch.add(2000, now)
  expect(sketch.quantile(0.5)).toBeGreaterThan(1900)
  expect(sketch.size(now)).toBeLessThan(101)
})
