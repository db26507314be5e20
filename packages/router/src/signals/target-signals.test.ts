import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { TargetSignals } from './target-signals.ts'

describe('signals of a target', () => {
  test('knows nothing at first and guesses by size', () => {
    const signals = new TargetSignals(0)
    expect(signals.expectedFirstToken(8000, false, 0)).toBe(1600)
    expect(signals.pError(0)).toBe(0.005)
    expect(signals.outTokens('x', undefined)).toBe(300)
    expect(signals.outTokens('x', 50)).toBe(50)
    expect(signals.throughput()).toBeUndefined()
  })

  test('large prompts teach nothing about small ones once both were seen', () => {
    const signals = new TargetSignals(0)
    for (let i = 0; i < 10; i++) signals.firstToken(300, 500, false, i * 1000)
    expect(signals.expectedFirstToken(2000, false, 10_000)).toBeCloseTo(300, 3)
    for (let i = 0; i < 10; i++) signals.firstToken(5000, 30_000, false, i * 1000)
    expect(signals.expectedFirstToken(500, false, 10_000)).toBeCloseTo(300, 3)
    expect(signals.expectedFirstToken(30_000, false, 10_000)).toBeCloseTo(5000, 3)
  })

  test('errors are shrunk, counted and forgotten', () => {
    const signals = new TargetSignals(0)
    signals.ended(true, 0)
    expect(signals.pError(0)).toBeCloseTo(1.02 / 5, 12)
    expect(signals.pError(300_000)).toBeLessThan(0.006)
  })

  test('the chance of an error is always a probability', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(100_000))), fc.nat(1e6), (calls, now) => {
        const signals = new TargetSignals(0)
        for (const [isError, at] of calls) signals.ended(isError, at)
        const p = signals.pError(now)
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThan(1)
      }),
    )
  })

  test('a task that fails is demoted while the others stay', () => {
    const signals = new TargetSignals(0)
    const rule = {
      key: 'k',
      above: 0.01,
      below: 0.005,
      windowMs: 60_000,
      minRequests: 20,
      minErrors: 2,
    }
    for (let i = 0; i < 2000; i++)
      signals.countForRule(rule, { isError: false, task: 'chat', now: i * 20 })
    for (let i = 0; i < 20; i++)
      signals.countForRule(rule, { isError: i % 7 === 0, task: 'sql', now: 40_000 + i })
    expect(signals.demoted('k', 'sql', 40_100)).toBe(true)
    expect(signals.demoted('k', 'chat', 40_100)).toBe(false)
    expect(signals.demoted('k', undefined, 40_100)).toBe(false)
  })

  test('lengths and pace are learned from answers', () => {
    const signals = new TargetSignals(0)
    for (let i = 0; i < 400; i++) signals.answered(50, 1000, 'short')
    expect(signals.outTokens('short', undefined)).toBeCloseTo(50, 0)
    expect(signals.outTokens('other', 80)).toBe(80)
    expect(signals.throughput()).toBeCloseTo(50, 3)
  })
})
