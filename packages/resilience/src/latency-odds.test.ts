import { expect, test } from 'vitest'

import { chanceOf, rareChance, rareRun } from './latency-odds.ts'

test('the chance of at least so many slow answers is the binomial tail', () => {
  expect(chanceOf(20, 0, 0.1)).toBeCloseTo(1)
  expect(chanceOf(20, 1, 0.1)).toBeCloseTo(1 - 0.9 ** 20)
  expect(chanceOf(3, 3, 0.01)).toBeCloseTo(1e-6, 12)
  expect(chanceOf(1000, 1000, 0.5)).toBeLessThan(1e-300)
})

test('a run is long enough when chance gives it less often than asked', () => {
  for (const odds of [1e-4, 1e-3, 1e-2, 0.2]) {
    const run = rareRun(odds, 3e-8)
    expect(odds ** run).toBeLessThanOrEqual(3e-8)
    expect(odds ** (run - 1)).toBeGreaterThan(3e-8)
  }
})

test('what is looked at more often must be rarer', () => {
  expect(rareChance(1_000_000)).toBeCloseTo(1e-9, 15)
  expect(rareChance(0)).toBe(rareChance(1))
})
