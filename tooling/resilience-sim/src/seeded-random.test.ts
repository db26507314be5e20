import { expect, test } from 'vitest'

import { arrivalGapMs, lognormal, seededRandom, shuffled } from './seeded-random.ts'

const many = (read: () => number) => Array.from({ length: 20_000 }, read).toSorted((a, b) => a - b)

test('a seed repeats its numbers and another has others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
})

test('half of lognormal times are under the median, 99 % under the computed quantile', () => {
  const random = seededRandom(3)
  const times = many(() => lognormal(random, 450, 0.5))
  expect((times[10_000] ?? 0) / 450).toBeCloseTo(1, 1)
  expect((times[19_800] ?? 0) / (450 * Math.exp(0.5 * 2.326))).toBeCloseTo(1, 1)
})

test('arrivals come at their rate on average', () => {
  const random = seededRandom(4)
  const total = many(() => arrivalGapMs(random, 50)).reduce((sum, gap) => sum + gap, 0)
  expect(total / 20_000 / 20).toBeCloseTo(1, 1)
})

test('every item comes first equally often', () => {
  const random = seededRandom(5)
  const firsts = Array.from({ length: 3000 }, () => shuffled(['a', 'b', 'c'], random)[0])
  for (const item of ['a', 'b', 'c'])
    expect(firsts.filter((first) => first === item).length / 1000).toBeCloseTo(1, 0)
})
