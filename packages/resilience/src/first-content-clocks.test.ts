import { createContext } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { toyRequest, toyTarget } from '../test-support/toy-provider.ts'
import { createFirstContentClocks } from './first-content-clocks.ts'

const target = toyTarget('a')
const stream = toyRequest({ stream: true })
const setup = (options = {}) => createFirstContentClocks(options, virtualClock())

function learn(clocks: ReturnType<typeof setup>, ms: number, request = stream, count = 300) {
  for (let i = 0; i < count; i++) clocks.observe(request, target, ms)
}

describe('the clock of the first content', () => {
  test('allows 10 s until 200 were seen, then four times the p99, at least 4 s', () => {
    const clocks = setup()
    expect(clocks.allow(stream, target)).toBe(10_000)
    learn(clocks, 500, stream, 199)
    expect(clocks.allow(stream, target)).toBe(10_000)
    learn(clocks, 500)
    expect(clocks.allow(stream, target)).toBe(4000)
    learn(clocks, 3000, stream, 900)
    expect(clocks.allow(stream, target)).toBeCloseTo(12_000, -3)
  })

  test('never allows more than the operator or the client', () => {
    const clocks = setup({ firstTokenMs: 8000 })
    expect(clocks.allow(stream, target)).toBe(8000)
    const hints = { firstTokenTimeoutMs: 2000 }
    expect(clocks.allow({ ...stream, hints }, target)).toBe(2000)
    expect(setup({ totalMs: 3000 }).allow(stream, target)).toBe(3000)
  })

  test('has a bucket of its own for thinking: quick answers do not hurry it', () => {
    const clocks = setup()
    const thinking = toyRequest({ stream: true, reasoning: { effort: 'high' } })
    learn(clocks, 500)
    expect(clocks.allow(thinking, target)).toBe(60_000)
    learn(clocks, 20_000, thinking)
    expect(clocks.allow(thinking, target)).toBeGreaterThan(75_000)
    expect(clocks.allow(stream, target)).toBe(4000)
    const thinker = toyTarget('b', { capabilities: { reasoning: 'effort' } })
    expect(clocks.allow(stream, thinker)).toBe(60_000)
    expect(clocks.allow({ ...stream, reasoning: { mode: 'off' } }, thinker)).toBe(10_000)
  })

  test('keeps long prompts apart from short ones', () => {
    const clocks = setup()
    const text = 'x'.repeat(100_000)
    const long = toyRequest({
      stream: true,
      messages: [{ role: 'user', content: [{ type: 'text', text }] }],
    })
    learn(clocks, 200)
    expect(clocks.allow(long, target)).toBe(10_000)
  })

  test('gives a whole answer the time to be written', () => {
    const clocks = setup()
    expect(clocks.allow(toyRequest({ maxOutputTokens: 100 }), target)).toBe(30_000)
    expect(clocks.allow(toyRequest({ maxOutputTokens: 4000 }), target)).toBe(200_000)
    const embed = { operation: 'embed', model: 'm', inputs: [] } as const
    expect(clocks.allow(embed, target)).toBe(30_000)
  })

  test('forgets the least used of more targets than it can keep', () => {
    const clocks = setup()
    learn(clocks, 500)
    for (let i = 0; i < 1000; i++) clocks.observe(stream, toyTarget(`t${String(i)}`), 500)
    expect(clocks.allow(stream, target)).toBe(10_000)
  })

  test('tells upstream all four clocks', () => {
    const context = createContext({ request: stream })
    context.candidates = [target]
    expect(setup().clocks(context)).toEqual({
      connectMs: 3000,
      firstTokenMs: 10_000,
      idleMs: 60_000,
      totalMs: 600_000,
    })
    const own = { connectMs: 1, firstTokenMs: 2, idleMs: 3, totalMs: 4 }
    expect(setup(own).clocks(context)).toEqual(own)
  })

  test('knows the p95 of all streams once there were enough', () => {
    const clocks = setup()
    expect(clocks.p95()).toBe(0)
    learn(clocks, 1000)
    learn(clocks, 9000, toyRequest())
    expect(clocks.p95()).toBeCloseTo(1000, -2)
  })
})
