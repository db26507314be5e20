import { describe, expect, test } from 'vitest'

import { ask, catalogOf, handClock } from '../test-support/fixtures.ts'
import type { Policy } from './policy/policy.ts'
import { createRouter } from './router.ts'

const prices = { 'a/x': { input: 1, output: 4 }, 'b/x': { input: 30, output: 90 } }

function setUp(policy: Policy) {
  const clock = handClock()
  const models = { m: { targets: ['a/x', { target: 'b/x', weight: 3 }] } }
  const router = createRouter({ catalog: catalogOf(prices), clock, models, policy })
  const first = (id: string, more = {}) =>
    router.decide(ask({ id, model: 'm', ...more })).ranked[0]?.deployment
  return { clock, router, first }
}

describe('choosing', () => {
  test('weights alone, whatever it costs', () => {
    const { first } = setUp({ choice: { mode: 'weighted', explore: 0 } })
    const firsts = Array.from({ length: 2000 }, (_, i) => first(`r${String(i)}`))
    expect(Math.abs(firsts.filter((id) => id === 'b/x').length / 2000 - 0.75)).toBeLessThan(0.04)
  })

  test.each(['session', 'user', 'tenant'] as const)(
    'strict affinity by %s stays at any price',
    (scope) => {
      const { router, first } = setUp({
        affinity: { scope, mode: 'strict' },
        choice: { mode: 'argmin', explore: 0 },
      })
      const meta = { sessionId: 's', user: 'u', tenant: 't' }
      first('one', { meta, hints: { only: ['b/*'] } })
      router.report('one', { type: 'end', target: 'b/x', ms: 1 })
      expect(first('two', { meta })).toBe('b/x')
      expect(first('three', { meta, hints: { ignore: ['b/*'] } })).toBe('a/x')
      expect(first('four')).toBe('a/x')
    },
  )

  test.each([{ mode: 'off' }, { scope: 'none' }] as const)(
    'without affinity nobody stays: %j',
    (affinity) => {
      const { router } = setUp({ affinity, choice: { mode: 'argmin', explore: 0 } })
      const meta = { sessionId: 's' }
      router.decide(
        ask({ id: 'one', model: 'm', affinityKey: 'k', meta, hints: { only: ['b/*'] } }),
      )
      router.report('one', { type: 'end', target: 'b/x', ms: 1 })
      expect(router.decide(ask({ id: 'two', model: 'm', affinityKey: 'k', meta }))).toMatchObject({
        sticky: undefined,
      })
    },
  )

  test('sorted by throughput, the fastest writer is first', () => {
    const { router, first } = setUp({ choice: { mode: 'argmin', explore: 0 } })
    const input = {
      uncached: 1,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    }
    const usage = { input, output: { text: 100, reasoning: 0 } }
    first('one')
    router.report('one', { type: 'end', target: 'a/x', ms: 5000, firstTokenMs: 0, usage })
    router.report('one', { type: 'end', target: 'b/x', ms: 1000, firstTokenMs: 0, usage })
    expect(first('two', { hints: { sort: 'throughput' } })).toBe('b/x')
    expect(first('three', { hints: { sort: 'price' } })).toBe('a/x')
  })

  test('a preferred model of a task comes first', () => {
    const { first } = setUp({
      choice: { mode: 'argmin', explore: 0 },
      tasks: { law: { prefer: ['b/*'] }, code: { when: 'tools', prefer: ['b/*'] } },
    })
    expect(first('one', { meta: { task: 'law' } })).toBe('b/x')
    expect(first('two', { needs: ['tools'] })).toBe('b/x')
    expect(first('three')).toBe('a/x')
  })

  test('an unknown price that is allowed is assumed, never nothing', () => {
    const catalog = catalogOf({ 'a/x': {}, 'b/x': { input: 1, output: 1 } })
    const policy: Policy = {
      choice: { mode: 'argmin', explore: 0 },
      prices: { unknown: 'allow', assumeUsdPer1M: 5 },
    }
    const { ranked } = createRouter({ catalog, policy }).decide(ask({ maxTokens: 100 }))
    expect(ranked.map(({ deployment }) => deployment)).toEqual(['b/x', 'a/x'])
    expect(ranked[1]?.terms.cost).toBeCloseTo((1100 * 5) / 1e6, 9)
  })

  test('the tail weighs where a policy says so', () => {
    const { router, first } = setUp({
      objective: { preset: 'fast', tailWeight: 1 },
      choice: { mode: 'argmin', explore: 0 },
    })
    first('one')
    for (let i = 0; i < 100; i++) {
      router.report('one', { type: 'first-token', target: 'a/x', ms: i % 10 === 0 ? 60_000 : 100 })
      router.report('one', { type: 'first-token', target: 'b/x', ms: 600 })
    }
    expect(first('two')).toBe('b/x')
  })
})
