import { GatewayError } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { wrap, type WrapAttempt, type WrapOptions } from './wrap.ts'

function setup(script: readonly (Error | string)[], options: WrapOptions = {}) {
  const clock = virtualClock()
  const seen: WrapAttempt[] = []
  const wrapped = wrap(
    async (attempt, name: string) => {
      seen.push(attempt)
      const step = script[Math.min(seen.length, script.length) - 1]
      if (step instanceof Error) throw step
      if (step === 'hang') await new Promise(() => undefined)
      return `${String(step)} ${name}`
    },
    { clock, random: () => 0.5, ...options },
  )
  const call = async (ms = 60_000) => {
    const result = wrapped('you').catch((thrown: unknown) => thrown as Error)
    await clock.advance(ms)
    return result
  }
  return { call, seen, clock }
}

describe('wrap', () => {
  test('repeats what throws, after a pause, and gives arguments and result through', async () => {
    const { call, seen, clock } = setup([new Error('once'), 'hello'])
    expect(await call(1000)).toBe('hello you')
    expect(seen.map(({ n, target }) => [n, target])).toEqual([
      [1, 'default'],
      [2, 'default'],
    ])
    expect(clock.sleepers).toBe(0)
  })

  test('throws the original error when the attempts are spent', async () => {
    const error = new Error('always')
    const { call, seen } = setup([error], { retry: { maxAttempts: 2 } })
    expect(await call()).toBe(error)
    expect(seen).toHaveLength(2)
  })

  test('goes from target to target at once', async () => {
    const { call, seen } = setup([new Error('once'), 'hello'], { targets: ['a', 'b'] })
    expect(await call(0)).toBe('hello you')
    expect(seen.map(({ target }) => target)).toEqual(['a', 'b'])
  })

  test('leaves an attempt that hangs, also one that does not listen', async () => {
    const { call, seen } = setup(['hang', 'hello'], { targets: ['a', 'b'], attemptMs: 100 })
    expect(await call(100)).toBe('hello you')
    expect(seen[0]?.signal.aborted).toBe(true)
    const slow = setup(['hang'], { totalMs: 500 })
    expect(await slow.call(500)).toMatchObject({ kind: 'upstream_timeout' })
  })

  test('repeats nothing that its classification forbids', async () => {
    const wrong = new TypeError('wrong')
    const { call, seen } = setup([wrong], {
      classify: () => new GatewayError('invalid_request', 'no', { origin: 'client' }),
    })
    expect(await call()).toBe(wrong)
    expect(seen).toHaveLength(1)
  })

  test('opens a circuit: what always fails is not called for long', async () => {
    const { call, seen } = setup([new Error('always')], {
      targets: ['a', 'b'],
      retry: { maxAttempts: 1 },
    })
    for (let i = 0; i < 6; i++) await call(0)
    expect(seen.map(({ target }) => target)).toEqual(['a', 'a', 'a', 'a', 'a', 'b'])
  })
})
