import { GatewayError, type Target, type Verdict } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { createBreakers, type Sample } from './breaker.ts'

const day = 86_400_000

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Shape = (random: () => number) => number

/** First-token times in ms. */
const shapes: Readonly<Record<string, Shape>> = {
  'log-normal, p99 ten times the median': (random) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return 700 * Math.exp(normal)
  },
  'Pareto, one in a thousand a hundred times the least': (random) =>
    Math.min(300 * (1 - random()) ** (-1 / 1.5), 300_000),
  'two modes, one in fifty after a queue of 20 s': (random) =>
    random() < 0.02 ? 15_000 + 10_000 * random() : 500 + 500 * random(),
}

const errorOf = (verdict: Verdict) =>
  new GatewayError('upstream_error', 'no', { origin: 'provider', verdict, scope: 'target' })
const transient = errorOf('transient')
const limited = errorOf('rate_limited')

/** One day of a healthy target: daily swing, 1 % faults, 2 % limits, 1 % of clients leave. */
function dayOf(perSecond: number, shape: Shape, seed: number): readonly string[] {
  const random = randomOf(seed)
  const clock = { at: 0, now: () => clock.at }
  const trips: string[] = []
  const breakers = createBreakers({
    clock,
    random,
    onTransition: ({ reason, at }) => trips.push(`${reason} at ${String(at)}`),
  })
  const target: Target = { id: 'a', provider: 'a', model: 'm' }
  while (clock.at < day) {
    clock.at -= (1000 / perSecond) * Math.log(1 - random())
    const ms = shape(random) * (1 + 0.4 * Math.sin((2 * Math.PI * clock.at) / day))
    breakers.record(target, sampleOf(random(), ms))
  }
  return trips
}

function sampleOf(drawn: number, ms: number): Sample {
  if (drawn < 0.01) return { status: 'failed', error: transient, durationMs: 50, stream: true }
  if (drawn < 0.03) return { status: 'failed', error: limited, durationMs: 50, stream: true }
  if (drawn < 0.04) return { status: 'cancelled', durationMs: ms, stream: true }
  return { status: 'ok', firstContentMs: ms, durationMs: ms, stream: true }
}

describe('a healthy target never trips in a day', () => {
  test.each(Object.keys(shapes).flatMap((name) => [1, 2, 3].map((seed) => [name, seed] as const)))(
    'at 0.5 and 2 requests a second: %s, seed %i',
    (name, seed) => {
      const shape = shapes[name]!
      expect(dayOf(0.5, shape, seed)).toEqual([])
      expect(dayOf(2, shape, seed)).toEqual([])
    },
  )

  test.each(Object.keys(shapes).flatMap((name) => [1, 2].map((seed) => [name, seed] as const)))(
    'at 20 requests a second: %s, seed %i',
    (name, seed) => {
      expect(dayOf(20, shapes[name]!, seed)).toEqual([])
    },
  )
})
