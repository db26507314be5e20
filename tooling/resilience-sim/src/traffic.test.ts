import { expect, test } from 'vitest'

import { noticedMs, returnedMs, usualRate } from './traffic.ts'

/** Calls at a steady pace in [from, to). */
const steady = (from: number, to: number, everyMs: number) =>
  Array.from({ length: Math.ceil((to - from) / everyMs) }, (_, i) => from + i * everyMs)

const stretch = { start: 10_000, end: 40_000, perSecond: 10 }

test('traffic has left at the last call before a long gap, whatever probes come later', () => {
  const times = [...steady(0, 13_000, 100), 18_000, 28_000]
  expect(noticedMs(times, stretch)).toBe(2900)
})

test('traffic that goes on was never noticed', () => {
  expect(noticedMs(steady(0, 50_000, 100), stretch)).toBeUndefined()
  expect(noticedMs(steady(0, 39_500, 100), stretch)).toBeUndefined()
})

test('a target nobody calls any more from the start was noticed at once', () => {
  expect(noticedMs(steady(0, 10_000, 100), stretch)).toBe(0)
})

test('traffic is back once five seconds hold half of it', () => {
  expect(returnedMs(steady(0, 40_000, 100), stretch)).toBe(5000)
  expect(returnedMs([12_000, ...steady(22_000, 40_000, 100)], stretch)).toBe(15_000)
  expect(returnedMs(steady(10_000, 40_000, 500), stretch)).toBeUndefined()
})

test('the usual rate is the share of arrivals before the first fault', () => {
  const phases = [
    { name: 'calm', seconds: 10, rate: 20 },
    { name: 'bad', seconds: 10, rate: 20, faults: { a: { type: 'hung' } as const } },
  ]
  expect(usualRate(steady(0, 20_000, 200), 'a', phases, [0, 10_000, 20_000])).toBeCloseTo(0.25)
})
