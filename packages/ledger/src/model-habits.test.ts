import { expect, test } from 'vitest'

import { seeded } from '../test-support/random.ts'
import { createModelHabits } from './model-habits.ts'

test('the margin of an input estimate shrinks as estimates prove right', () => {
  const habits = createModelHabits()
  expect(habits.inputMargin('m')).toBeCloseTo(Math.exp(0.6))
  for (let n = 0; n < 200; n++)
    habits.learn('m', { estimatedInput: 100, reportedInput: 104, output: 10 })
  expect(habits.inputMargin('m')).toBeLessThan(1.2)
  for (let n = 0; n < 50; n++)
    habits.learn('m', { estimatedInput: 100, reportedInput: 200, output: 10 })
  expect(habits.inputMargin('m')).toBeGreaterThan(2)
  expect(habits.inputMargin('other')).toBeCloseTo(Math.exp(0.6))
})

test('the long output of a model comes to rest near its 95th percentile', () => {
  const habits = createModelHabits()
  const random = seeded(3)
  for (let n = 0; n < 5_000; n++)
    habits.learn('m', { estimatedInput: 1, reportedInput: 1, output: Math.ceil(random() * 400) })
  expect(habits.longOutput('m')).toBeGreaterThan(330)
  expect(habits.longOutput('m')).toBeLessThan(430)
})
