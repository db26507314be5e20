import type { Usage } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { ask, catalogOf, handClock } from '../test-support/fixtures.ts'
import type { RouterEvent } from './route-event.ts'
import { createRouter } from './router.ts'

const usage = (input: number, out: number): Usage => ({
  input: {
    uncached: input,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: out, reasoning: 0 },
})

function setUp(prices = { 'a/x': { input: 1, output: 4 }, 'b/x': { input: 1.2, output: 4.5 } }) {
  const clock = handClock()
  const events: RouterEvent[] = []
  const router = createRouter({
    catalog: catalogOf(prices),
    clock,
    policy: { choice: { mode: 'argmin', explore: 0 } },
    onEvent: (event) => events.push(event),
  })
  const first = (id: string, more = {}) => router.decide(ask({ id, ...more })).ranked[0]?.deployment
  return { clock, events, router, first }
}

describe('what happened changes what is decided', () => {
  test('two failures of a hundred set a target back, and a clean minute restores it', () => {
    const { clock, events, router, first } = setUp()
    for (let i = 0; i < 100; i++) {
      first(`r${String(i)}`)
      const end = { target: 'a/x', ms: 500 } as const
      router.report(
        `r${String(i)}`,
        i === 20 || i === 98
          ? { type: 'fail', verdict: 'transient', ...end }
          : { type: 'end', ...end },
      )
      clock.time += 100
    }
    expect(events).toMatchObject([
      { type: 'router.demoted', target: 'a/x', requests: 99, errors: 2 },
    ])
    const decision = router.decide(ask({ id: 'later' }))
    expect(decision.ranked.at(-1)).toMatchObject({ deployment: 'a/x', flags: ['demoted'] })
    clock.time += 61_000
    expect(first('much later')).toBe('a/x')
  })

  test('a conversation leaves a home that is set back only when that is cheaper than its cache', () => {
    const cached = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 }
    const { clock, router } = setUp({ 'a/x': cached, 'b/x': cached })
    const meta = { sessionId: 'talk' }
    const only = (target: string) => ({ hints: { only: [target] } })
    router.decide(ask({ id: 'home', meta, inputTokens: 20_000, ...only('a/x') }))
    router.report('home', { type: 'end', target: 'a/x', ms: 500, usage: usage(20_000, 200) })
    for (let i = 0; i < 100; i++) {
      const id = `r${String(i)}`
      router.decide(ask({ id, ...only(i % 2 === 0 ? 'a/x' : 'b/x') }))
      const end = { target: i % 2 === 0 ? 'a/x' : 'b/x', ms: 500 } as const
      router.report(
        id,
        i % 4 === 0 ? { type: 'fail', verdict: 'transient', ...end } : { type: 'end', ...end },
      )
      clock.time += 100
    }
    const first = (inputTokens: number, more = {}) =>
      router.simulate(ask({ id: 'next', inputTokens, ...more })).ranked[0]
    expect(first(20_000)).toMatchObject({ deployment: 'b/x' })
    expect(first(20_300, { meta })).toMatchObject({
      deployment: 'a/x',
      flags: ['demoted', 'sticky'],
    })
    expect(first(400, { meta })).toMatchObject({ deployment: 'b/x' })
  })

  test('limits and bad requests are not the fault of a target', () => {
    const { events, router, first } = setUp()
    for (let i = 0; i < 50; i++) {
      first(`r${String(i)}`)
      const verdict = i % 2 === 0 ? 'rate_limited' : 'bad_request'
      router.report(`r${String(i)}`, { type: 'fail', target: 'a/x', ms: 50, verdict })
    }
    expect(events).toEqual([])
    expect(first('next')).toBe('a/x')
  })

  test('a target that hangs is left while its calls still hang', () => {
    const { clock, router, first } = setUp()
    for (let i = 0; i < 20; i++) {
      first(`warm${String(i)}`)
      for (const target of ['a/x', 'b/x'])
        router.report(`warm${String(i)}`, { type: 'first-token', target, ms: 400 })
      clock.time += 100
    }
    expect(first('before')).toBe('a/x')
    router.report('before', { type: 'start', target: 'a/x' })
    clock.time += 3000
    expect(first('during')).toBe('b/x')
    router.report('before', { type: 'cancel', target: 'a/x', ms: 3000 })
    expect(first('after')).toBe('a/x')
  })

  test('a conversation stays where its prompt is cached until moving pays', () => {
    const prices = {
      'a/x': { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 },
      'b/x': { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
    }
    const turn = (inputTokens: number) => {
      const { clock, router } = setUp(prices)
      router.decide(ask({ id: 't1', affinityKey: 'c', inputTokens, hints: { only: ['b/x'] } }))
      router.report('t1', { type: 'end', target: 'b/x', ms: 900, usage: usage(inputTokens, 0) })
      clock.time += 1000
      return router.decide(ask({ id: 't2', affinityKey: 'c', inputTokens: inputTokens + 500 }))
    }
    expect(turn(80_000).ranked[0]).toMatchObject({ deployment: 'b/x', flags: ['sticky'] })
    expect(turn(80_000).sticky).toEqual({ key: 'c', hit: true })
    expect(turn(80_000).ranked[0]?.estimate.cachedTokens).toBe(80_000)
    expect(turn(2000).ranked[0]?.deployment).toBe('a/x')
  })

  test('answers teach lengths, and lengths cost', () => {
    const { router, first } = setUp({
      'a/x': { input: 1, output: 4 },
      'b/x': { input: 1, output: 4.1 },
    })
    for (let i = 0; i < 100; i++) {
      first(`r${String(i)}`)
      router.report(`r${String(i)}`, {
        type: 'end',
        target: 'a/x',
        ms: 900,
        usage: usage(1000, 2000),
      })
    }
    expect(first('next')).toBe('b/x')
  })

  test('an idle target is tried again now and then, never by an unsafe request', () => {
    const clock = handClock()
    const catalog = catalogOf({ 'a/x': { input: 1, output: 1 }, 'b/x': { input: 50, output: 50 } })
    const router = createRouter({ catalog, clock, policy: { choice: { explore: 0.1 } } })
    const explored = (more: object) =>
      Array.from({ length: 2000 }, (_, i) =>
        router.decide(ask({ id: `e${String(i)}`, ...more })),
      ).filter(
        ({ ranked: [first] }) => first?.deployment === 'b/x' && first.flags.includes('explore'),
      ).length
    const count = explored({})
    expect(count).toBeGreaterThan(60)
    expect(count).toBeLessThan(140)
    expect(explored({ meta: { replaySafe: false } })).toBe(0)
  })

  test('an unknown decision is ignored and said so', () => {
    const { router } = setUp()
    expect(router.report('nobody', { type: 'start', target: 'a/x' })).toBe(false)
    expect(router.feedback('nobody', { metric: 'thumbs', value: 1 })).toBe(false)
    expect(router.explain('nobody')).toBeUndefined()
  })
})

test('decisions are explained in a sentence each, and the oldest are forgotten', () => {
  const catalog = catalogOf({ 'a/x': { input: 1, output: 4 }, 'b/x': {} })
  const router = createRouter({ catalog, clock: handClock(), keep: 10 })
  for (let i = 0; i < 30; i++) router.decide(ask({ id: `r${String(i)}`, text: 'a secret' }))
  expect(router.explain('r0')).toBeUndefined()
  const explanation = router.explain('r29')
  expect(explanation?.candidates).toEqual([
    {
      deployment: 'a/x',
      sentence: 'a/x is first: $0.0022, quality 0.50, first token in 725 ms, 0.5 % errors.',
    },
    { deployment: 'b/x', sentence: 'b/x is out: its price is unknown.' },
  ])
  expect(JSON.stringify(explanation)).not.toContain('secret')
})
