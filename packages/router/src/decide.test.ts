import { GatewayError } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { ask, catalogOf, handClock, healthOf, rule, target } from '../test-support/fixtures.ts'
import type { Reason } from './reasons.ts'
import type { RouteRequest } from './route-request.ts'
import type { RouterOptions } from './router-options.ts'
import { createRouter } from './router.ts'

const prices = { 'a/small': { input: 1, output: 4 }, 'b/large': { input: 3, output: 15 } }
const targets = [
  target('a/small', { region: 'eu', tags: ['local'] }),
  target('b/large', { region: 'us' }),
]
const sure = { choice: { mode: 'argmin', explore: 0 } } as const

function routerWith(options: RouterOptions = {}) {
  return createRouter({
    catalog: catalogOf(prices, targets),
    clock: handClock(),
    policy: sure,
    ...options,
  })
}

function firstOf(router: ReturnType<typeof createRouter>, more: Partial<RouteRequest> = {}) {
  return router.decide(ask(more)).ranked[0]?.deployment
}

describe('ranking', () => {
  test('terms add up to the utility, and the cheapest of equals is first', () => {
    const { ranked } = routerWith().decide(ask({ maxTokens: 100 }))
    expect(ranked.map(({ deployment }) => deployment)).toEqual(['a/small', 'b/large'])
    for (const { utility, terms } of ranked)
      expect(utility).toBeCloseTo(terms.cost + terms.latency + terms.error + terms.quality, 12)
    expect(ranked[0]?.terms.cost).toBeCloseTo(0.001 + 0.0004, 12)
    expect(ranked[0]?.terms.latency).toBeCloseTo(0.002 * 0.725, 12)
    expect(ranked[0]?.terms.error).toBeCloseTo(0.005 * 8 * 0.002, 12)
  })

  test('quality outweighs price as far as a preset says', () => {
    const quality = { default: { 'b/*': 0.6, 'a/*': 0.5 } }
    const order = (preset: 'cheap' | 'best') =>
      firstOf(routerWith({ policy: { ...sure, objective: { preset }, quality } }))
    expect(order('cheap')).toBe('a/small')
    expect(order('best')).toBe('b/large')
  })

  test('the longest glob speaks, the task before the default', () => {
    const quality = { sql: { 'b/*': 1 }, default: { '*': 0.5, 'a/*': 0.9 } }
    const router = routerWith({ policy: { ...sure, objective: { preset: 'best' }, quality } })
    expect(firstOf(router)).toBe('a/small')
    expect(firstOf(router, { meta: { task: 'sql' } })).toBe('b/large')
  })

  test('a sorted request is sorted, whatever the policy wants', () => {
    const quality = { default: { 'b/*': 1, 'a/*': 0 } }
    const router = routerWith({ policy: { ...sure, quality } })
    expect(firstOf(router)).toBe('b/large')
    expect(firstOf(router, { hints: { sort: 'price' } })).toBe('a/small')
  })

  test('Chinese, code and function calls lean on the shipped priors', () => {
    const equal = { input: 1, output: 4 }
    const catalog = catalogOf({ 'x/plain': equal, 'q/qwen-max': equal, 'm/mistral-large': equal })
    const router = createRouter({ catalog, policy: sure, clock: handClock() })
    expect(firstOf(router, { text: '请总结这份文件的要点。' })).toBe('q/qwen-max')
    expect(firstOf(router, { needs: ['tools'], text: 'Hi' })).toBe('m/mistral-large')
    const none = createRouter({ catalog, policy: { ...sure, priors: 'none' }, clock: handClock() })
    expect(firstOf(none, { meta: { language: 'zh' } })).toBe('m/mistral-large')
  })

  test('an order comes first as it stands; without fallbacks nobody else is asked', () => {
    const router = routerWith()
    expect(firstOf(router, { hints: { order: ['b'] } })).toBe('b/large')
    const alone = router.decide(ask({ hints: { order: ['b'], allowFallbacks: false } }))
    expect(alone.targets.map(({ id }) => id)).toEqual(['b/large'])
    expect(router.decide(ask({ hints: { allowFallbacks: false } })).targets).toHaveLength(1)
  })

  test('fallback models come after the asked one, however cheap', () => {
    const models = { strong: { targets: ['b/large'] }, weak: { targets: ['a/small'] } }
    const { targets: list } = routerWith({ models }).decide(
      ask({ model: 'strong', hints: { models: ['weak'] } }),
    )
    expect(list.map(({ id }) => id)).toEqual(['b/large', 'a/small'])
  })

  test('a 90/10 split escalates hard and angry requests and keeps each conversation on its side', () => {
    const split = {
      base: ['a/*'],
      strong: ['b/*'],
      escalate: 'complexity > 0.6 or sentiment < -0.5',
    }
    const router = routerWith({ policy: { ...sure, split } })
    const sides = Array.from({ length: 2000 }, (_, i) => firstOf(router, { id: `r${String(i)}` }))
    const strong = sides.filter((id) => id === 'b/large').length
    expect(strong / 2000).toBeGreaterThan(0.075)
    expect(strong / 2000).toBeLessThan(0.125)
    const angry = router.decide(ask({ meta: { sentiment: -1 } }))
    expect(angry.ranked[0]).toMatchObject({ deployment: 'b/large', flags: ['escalated'] })
    expect(
      firstOf(router, { text: 'Prove and derive it step by step, analyse and compare.' }),
    ).toBe('b/large')
    const same = new Set(Array.from({ length: 50 }, () => firstOf(router, { affinityKey: 'c' })))
    expect(same.size).toBe(1)
  })

  test('rules act in order, and may send a request to another policy', () => {
    const rules = [
      rule("tenant == 'acme'", { only: ['b/*'] }),
      rule("class == 'background'", { policy: 'frugal' }),
      rule('tokens > 5000', { deny: 'too long for this service' }),
    ]
    const router = routerWith({
      policy: { ...sure, rules },
      policies: { frugal: { ...sure, ceilings: { usd: 0.004 } } },
    })
    expect(firstOf(router, { meta: { tenant: 'acme' } })).toBe('b/large')
    const frugal = router.decide(ask({ hints: { priority: 'background' } }))
    expect(frugal.policy).toBe('frugal')
    expect(frugal.excluded).toMatchObject([{ deployment: 'b/large', reason: 'budget' }])
    expect(router.decide(ask({ inputTokens: 6000 })).excluded[0]?.detail).toBe(
      'too long for this service',
    )
  })

  test('a model nobody knows is an error of its own', () => {
    expect(() => routerWith().decide(ask({ model: 'nothing' }))).toThrow(GatewayError)
  })
})

describe('every reason', () => {
  const small = { ...prices, 'a/small': { input: 1, output: 4 } }
  const cases: readonly [Reason, Partial<RouteRequest>, RouterOptions?][] = [
    ['not_allowed', { allowed: ['b/*'] }],
    ['hint_excluded', { hints: { only: ['b/large'] } }],
    ['hint_excluded', { hints: { ignore: ['a'] } }],
    [
      'rule_excluded',
      {},
      { policy: { ...sure, rules: [rule('tokens > 0', { ignore: ['a/*'] })] } },
    ],
    ['region', { meta: { region: 'us' } }],
    ['pinned_elsewhere', { pins: [{ target: 'b/large', why: 'stored answer' }] }],
    [
      'quality_floor',
      {},
      { policy: { ...sure, floors: { quality: 0.7 }, quality: { default: { 'b/*': 1 } } } },
    ],
    ['circuit_open', {}, { health: healthOf({ 'a/small': { state: 'open', until: 1_012_000 } }) }],
    ['disabled', {}, { health: healthOf({ 'a/small': { state: 'disabled' } }) }],
    ['retry_after', {}, { health: healthOf({}, { 'a/small': { blockedUntil: 1_005_000 } }) }],
    ['rate_requests', {}, { health: healthOf({}, { 'a/small': { requests: 0 } }) }],
    ['rate_tokens', {}, { health: healthOf({}, { 'a/small': { tokens: 10 } }) }],
    [
      'concurrency',
      {},
      {
        health: {
          ...healthOf(),
          concurrency: (id) => ({ inflight: id === 'a/small' ? 5 : 0, limit: 5 }),
        },
      },
    ],
    ['price_unknown', {}, { catalog: catalogOf({ 'b/large': small['b/large'] }, targets) }],
    [
      'price_suspect',
      {},
      {
        catalog: catalogOf(
          { ...small, 'a/small': { input: 1, output: 4, suspect: true } },
          targets,
        ),
      },
    ],
    [
      'condition',
      {},
      { models: { auto: { targets: [{ target: 'a/small', when: 'tokens > 9999' }, 'b/large'] } } },
    ],
  ]
  test.each(cases)('%s', (reason, request, options) => {
    const router = routerWith(options)
    const decision = router.decide(ask(request))
    expect(decision.targets.map(({ id }) => id)).toEqual(['b/large'])
    expect(decision.excluded).toMatchObject([{ deployment: 'a/small', reason }])
    const sentence = router.explain(decision.id)?.candidates[1]?.sentence
    expect(sentence).toMatch(/^a\/small is out: .+\.$/)
  })

  const capabilities: readonly [Reason, Partial<RouteRequest>, object, string?][] = [
    ['kind', { kind: 'embedding' }, { operations: ['chat'] }],
    [
      'capability',
      { needs: ['tools', 'vision'] },
      { media: ['file'], toolChoice: ['auto'] },
      'vision',
    ],
    ['context_window', { inputTokens: 5000 }, { contextTokens: 4096 }],
    ['output_limit', { maxTokens: 5000 }, { maxOutputTokens: 4096 }],
    ['deprecated', {}, { deprecated: true }],
    ['tags', { requires: ['local'] }, {}, 'local'],
    ['data_policy', { meta: { dataClass: 'restricted' } }, {}, 'restricted'],
    ['max_price', { hints: { maxPrice: { prompt: 2 } } }, {}],
    ['budget', { meta: { maxUsd: 0.004 } }, {}],
  ]
  test.each(capabilities)('%s', (reason, request, known, detail) => {
    const catalog = {
      ...catalogOf(prices, targets),
      capabilities: ({ id }: { id: string }) => (id === 'b/large' ? known : undefined),
    }
    const decision = routerWith({ catalog }).decide(ask(request))
    expect(decision.targets.map(({ id }) => id)).toEqual(['a/small'])
    expect(decision.excluded).toMatchObject([{ deployment: 'b/large', reason }])
    expect(decision.excluded[0]?.detail ?? '').toContain(detail ?? '')
  })
})

describe('when little is left', () => {
  test('a latency ceiling is dropped rather than everybody, and said so', () => {
    const decision = routerWith().decide(ask({ meta: { maxLatencyMs: 1 } }))
    expect(decision.targets).toHaveLength(2)
    expect(decision.relaxed).toEqual(['latency_ceiling'])
  })

  test('with nothing but open circuits the one that opens first is tried', () => {
    const health = healthOf({
      'a/small': { state: 'open', until: 1_060_000 },
      'b/large': { state: 'open', until: 1_010_000 },
    })
    const decision = routerWith({ health }).decide(ask())
    expect(decision.panic).toBe(true)
    expect(decision.targets.map(({ id }) => id)).toEqual(['b/large'])
  })

  test('who only has to wait is not replaced by an open circuit', () => {
    const health = healthOf(
      { 'a/small': { state: 'open', until: 1_060_000 } },
      { 'b/large': { requests: 0 } },
    )
    const decision = routerWith({ health }).decide(ask())
    expect(decision.targets).toEqual([])
    expect(decision.excluded.map(({ reason }) => reason)).toEqual(['circuit_open', 'rate_requests'])
  })

  test('a degraded target comes last until it recovers', () => {
    const health = healthOf({ 'a/small': { state: 'degraded' } })
    const { ranked } = routerWith({ health }).decide(ask())
    expect(ranked.map(({ deployment, flags }) => [deployment, flags])).toEqual([
      ['b/large', []],
      ['a/small', ['demoted']],
    ])
  })

  test('a half-open target gets a fifth of the requests that may fail over', () => {
    const health = healthOf({ 'a/small': { state: 'half-open' } })
    const router = routerWith({ health })
    const firsts = Array.from({ length: 1000 }, (_, i) => firstOf(router, { id: `p${String(i)}` }))
    const share = firsts.filter((id) => id === 'a/small').length / 1000
    expect(share).toBeGreaterThan(0.15)
    expect(share).toBeLessThan(0.25)
    const unsafe = { id: 'p0', meta: { replaySafe: false } }
    expect(firstOf(router, unsafe)).toBe('b/large')
  })
})

test('next never repeats a target and prefers another failure domain', () => {
  const equal = { input: 1, output: 1 }
  const catalog = catalogOf({ 'a/one': equal, 'a/two': equal, 'b/one': { input: 9, output: 9 } })
  const decision = createRouter({ catalog, policy: sure, clock: handClock() }).decide(ask())
  const failed = (id: string) => decision.next({ target: id, verdict: 'transient' })?.deployment
  expect(decision.ranked[0]?.deployment).toBe('a/one')
  expect([failed('a/one'), failed('b/one'), failed('a/two')]).toEqual(['b/one', 'a/two', undefined])
})
