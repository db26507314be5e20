import { GatewayError } from '@signalbox/core'
import { expect, test } from 'vitest'

import { TargetScore } from './target-score.ts'

const failed = (verdict: 'transient' | 'rate_limited') =>
  new GatewayError('upstream_error', 'no', { origin: 'provider', verdict })

function seen(seconds: number, count = 50): TargetScore {
  const score = new TargetScore()
  for (let i = 0; i < count; i++) score.see(seconds, i)
  return score
}

test('expects what it saw', () => {
  expect(seen(0.5).firstContent(50)).toBeCloseTo(0.5, 1)
})

test('grows with the age of calls that have not ended, and forgets them when they have', () => {
  const score = seen(0.5)
  const calls = [score.begin(50), score.begin(50)]
  expect(score.firstContent(50.4)).toBeCloseTo(0.5, 1)
  expect(score.firstContent(55)).toBeGreaterThan(4)
  for (const call of calls) call.ended()
  expect(score.firstContent(55)).toBeCloseTo(0.5, 1)
})

test('a failure costs for a while; a limit does not', () => {
  const score = seen(0.5)
  const before = score.cost(50)
  score.count(failed('rate_limited'), 50)
  expect(score.cost(50)).toBeLessThanOrEqual(before)
  for (let i = 0; i < 5; i++) score.count(failed('transient'), 50)
  expect(score.cost(50)).toBeGreaterThan(before + 2)
  expect(score.cost(200)).toBeLessThan(before + 0.1)
})
