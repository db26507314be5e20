import { describe, expect, test } from 'vitest'

import { TargetSignals } from './target-signals.ts'

/** Answers of very different lengths, half a second before the first token and 10 ms for each. */
function answered(lengths: readonly number[]): TargetSignals {
  const signals = new TargetSignals(0)
  for (const [i, tokens] of lengths.entries()) {
    const firstMs = signals.sawWhole(500 + 10 * tokens, tokens)
    signals.firstToken(firstMs, 800, false, i * 1000)
    signals.answered(tokens, undefined, undefined)
  }
  return signals
}

const lengths = Array.from({ length: 200 }, (_, i) => 20 + ((i * 7919) % 900))

describe('answers in one piece', () => {
  test('their length teaches the pace and not the first token', () => {
    const signals = answered(lengths)
    expect(signals.writingMs(100)).toBeCloseTo(1000, 0)
    expect(signals.throughput()).toBeCloseTo(100, 0)
    expect(signals.expectedFirstToken(800, false, 200_000)).toBeCloseTo(500, -2)
    signals.firstToken(signals.sawWhole(40_500, 4000), 800, false, 200_000)
    expect(signals.expectedFirstToken(800, false, 200_000)).toBeCloseTo(500, -2)
  })

  test('answers that are all alike tell no pace', () => {
    const signals = answered([50, 50, 50, 50, 50, 50])
    expect(signals.writingMs(100)).toBe(0)
    expect(signals.throughput()).toBeUndefined()
    expect(signals.expectedFirstToken(800, false, 6000)).toBeCloseTo(1000, 0)
  })

  test('one that takes a little longer is no hang, and a hang is one', () => {
    const signals = answered(lengths)
    signals.beginWhole({}, 200_000)
    expect(signals.wholeLate(212_000)).toBe(0)
    expect(signals.wholeLate(240_000)).toBeGreaterThan(10_000)
  })

  test('whoever has answered is not waited for', () => {
    const signals = answered(lengths)
    const call = {}
    signals.beginWhole(call, 200_000)
    signals.leave(call, 800, false)
    expect(signals.wholeLate(900_000)).toBe(0)
  })
})
