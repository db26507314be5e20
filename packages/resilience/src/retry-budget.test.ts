import { virtualClock } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createRetryBudget } from './retry-budget.ts'

describe('a retry budget', () => {
  test('lets a total outage at 50 requests per second cost at most a quarter more', async () => {
    const clock = virtualClock()
    const budget = createRetryBudget({ clock })
    let attempts = 0
    for (let request = 0; request < 3000; request++) {
      budget.earn('m')
      attempts++
      for (let retry = 0; retry < 2; retry++) if (budget.take('m')) attempts++
      await clock.advance(20)
    }
    expect(attempts / 3000).toBeLessThanOrEqual(1.25)
    expect(attempts / 3000).toBeGreaterThan(1.2)
  })

  test('lets a quiet process retry, twenty times in ten seconds at most', async () => {
    const clock = virtualClock()
    const budget = createRetryBudget({ clock })
    const taken = () => Array.from({ length: 50 }, () => budget.take('m')).filter(Boolean).length
    expect(taken()).toBe(20)
    await clock.advance(10_000)
    expect(taken()).toBe(20)
  })

  test('charges what an attempt costs', () => {
    const budget = createRetryBudget({ clock: virtualClock(), perSecond: 0.5 })
    expect([2, 2, 2, 1].map((cost) => budget.take('m', cost))).toEqual([true, true, false, true])
  })

  test('keeps groups apart, and no more than a thousand', () => {
    const budget = createRetryBudget({ clock: virtualClock(), perSecond: 0.1 })
    expect(budget.take('a')).toBe(true)
    expect(budget.take('a')).toBe(false)
    expect(budget.take('b')).toBe(true)
    for (let i = 0; i < 1000; i++) budget.earn(`other ${String(i)}`)
    expect(budget.take('a')).toBe(true)
  })

  test('never lends: in any ten seconds the spent is at most the earned and the floor', async () => {
    const step = fc.record({ ms: fc.nat(3000), requests: fc.nat(20), tries: fc.nat(20) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const clock = virtualClock()
        const budget = createRetryBudget({ clock })
        let [earned, spent] = [0, 0]
        for (const { ms, requests, tries } of steps) {
          await clock.advance(ms)
          for (let i = 0; i < requests; i++) budget.earn('m')
          for (let i = 0; i < tries; i++) if (budget.take('m')) spent++
          earned += requests
          expect(spent).toBeLessThanOrEqual(earned * 0.2 + 20 + (clock.now() / 1000) * 2 + 1e-6)
        }
      }),
      { numRuns: 30 },
    )
  })
})
