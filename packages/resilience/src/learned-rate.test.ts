import { expect, test } from 'vitest'

import { LearnedRate } from './learned-rate.ts'

test('each throttle takes 5 %, down to 30 %', () => {
  const rate = new LearnedRate()
  rate.throttled()
  expect(rate.share).toBeCloseTo(0.95)
  for (let i = 0; i < 100; i++) rate.throttled()
  expect(rate.share).toBeCloseTo(0.3)
})

test('each success gives 0.05 % back, up to the limit', () => {
  const rate = new LearnedRate()
  rate.throttled()
  rate.accepted(0)
  expect(rate.share).toBeCloseTo(0.9505)
  for (let i = 0; i < 200; i++) rate.accepted(0)
  expect(rate.share).toBe(1)
})

test('a ramp halves once and grows back by at most half in 15 minutes', () => {
  const rate = new LearnedRate()
  rate.ramped(0)
  rate.ramped(500)
  expect(rate.share).toBe(0.5)
  for (let i = 0; i < 10_000; i++) rate.accepted(900_000)
  expect(rate.share).toBeCloseTo(0.75)
  for (let i = 0; i < 10_000; i++) rate.accepted(1_800_001)
  expect(rate.share).toBe(1)
})

test('a throttle never lifts a rate that a ramp has put below its floor', () => {
  const rate = new LearnedRate()
  for (let i = 0; i < 3; i++) rate.ramped(i * 2000)
  expect(rate.share).toBe(0.125)
  rate.throttled()
  expect(rate.share).toBe(0.125)
})
