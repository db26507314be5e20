import { describe, expect, test } from 'vitest'

import { FirstToken } from './first-token.ts'

function learned(ms: number, count = 50): FirstToken {
  const state = new FirstToken()
  for (let i = 0; i < count; i++) state.see(ms, i * 1000)
  return state
}

describe('first token', () => {
  test('settles on what it sees', () => {
    expect(learned(400).expected(50_000)).toBeCloseTo(400, 6)
  })

  test('rises at once when answers slow down, and forgets when traffic stops', () => {
    const state = learned(400)
    for (let i = 0; i < 5; i++) state.see(4000, 50_000 + i * 200)
    expect(state.expected(51_000)).toBeGreaterThan(1500)
    expect(state.expected(51_000 + 600_000)).toBeLessThan(800)
  })

  test('a hang shows before any call has ended', () => {
    const state = learned(400)
    const call = {}
    state.begin(call, 50_000)
    expect(state.expected(50_300)).toBeCloseTo(400, 6)
    expect(state.expected(54_400)).toBeCloseTo(400 + 4000, 3)
    state.leave(call)
    expect(state.expected(54_400)).toBeLessThan(450)
  })

  test('many late calls weigh together, up to four', () => {
    const state = learned(400)
    for (let i = 0; i < 8; i++) state.begin({}, 50_000)
    expect(state.expected(51_400)).toBeCloseTo(400 + (8 * 1000) / 4, 3)
  })

  test('a clock that goes back does no harm', () => {
    const state = learned(400)
    state.see(400, 10)
    expect(state.expected(5)).toBeCloseTo(400, 3)
  })
})
