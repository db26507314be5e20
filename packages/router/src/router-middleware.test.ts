import {
  createContext,
  GatewayError,
  pipeline,
  type ChatRequest,
  type Middleware,
  type Usage,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { catalogOf, healthOf, rule, target } from '../test-support/fixtures.ts'
import type { RouterEvent } from './route-event.ts'
import type { RouterOptions } from './router-options.ts'
import { createRouter } from './router.ts'

const chat = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  operation: 'chat',
  model: 'auto',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello there' }] }],
  stream: false,
  ...more,
})
const answer: Middleware = async (context) => {
  context.response = { type: 'completion', completion: { id: '1', model: 'm', candidates: [] } }
}
const usage: Usage = {
  input: {
    uncached: 9,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: 9, reasoning: 0 },
}
const targets = [target('a/x', { tags: ['local'] }), target('b/x')]
const catalog = catalogOf(
  { 'a/x': { input: 2, output: 8 }, 'b/x': { input: 1, output: 4 } },
  targets,
)
const sure = { choice: { mode: 'argmin', explore: 0 } } as const

async function run(options: RouterOptions, request = chat(), requires: readonly string[] = []) {
  const router = createRouter({ catalog, policy: sure, ...options })
  const context = createContext({ request })
  context.requires = requires
  await pipeline(router.middleware(), answer)(context)
  return { router, context }
}

describe('the middleware', () => {
  test('fills candidates and facts, and the decision can be explained by its id', async () => {
    const { router, context } = await run({ models: { auto: { targets: ['a/x', 'b/x'] } } })
    expect(context.candidates.map(({ id }) => id)).toEqual(['b/x', 'a/x'])
    expect(context.facts).toMatchObject({ decisionId: context.id, route: 'auto' })
    expect(router.explain(context.id)?.summary).toBe('"auto" under policy "default" goes to b/x.')
  })

  test('obeys the tags every target must carry', async () => {
    const { context } = await run({}, chat(), ['local'])
    expect(context.candidates.map(({ id }) => id)).toEqual(['a/x'])
  })

  test('reads needs, data class and metadata from the request', async () => {
    const sees = {
      ...catalog,
      capabilities: ({ id }: { id: string }) => (id === 'b/x' ? { media: [] } : {}),
    }
    const picture = {
      type: 'media',
      kind: 'image',
      source: { type: 'url', url: 'https://x.example/1.png' },
    } as const
    const seen = await run(
      { catalog: sees },
      chat({ messages: [{ role: 'user', content: [picture] }] }),
    )
    expect(seen.context.candidates.map(({ id }) => id)).toEqual(['a/x'])
    const secret = await run({}, chat({ hints: { dataClass: 'restricted' } }))
    expect(secret.context.candidates.map(({ id }) => id)).toEqual(['a/x'])
    const rules = [rule("metadata.team == 'blue'", { only: ['a/*'] })]
    const blue = await run({ policy: { ...sure, rules } }, chat({ metadata: { team: 'blue' } }))
    expect(blue.context.candidates.map(({ id }) => id)).toEqual(['a/x'])
  })

  test('ranks what somebody else has found where it knows no such model', async () => {
    const router = createRouter({ policy: sure })
    const context = createContext({ request: chat({ model: 'theirs' }) })
    context.candidates = targets
    await pipeline(router.middleware(), answer)(context)
    expect(context.candidates).toHaveLength(2)
  })

  test('takes what a request asks for: names of its own, and targets that no name stands for', async () => {
    const strange = { id: 'c/new', provider: 'c', model: 'new' }
    const router = createRouter({
      policy: { ...sure, prices: { unknown: 'allow' } },
      models: { own: { targets } },
    })
    const context = createContext({ request: chat({ model: 'c/new' }) })
    const asked = () => [[strange], 'own']
    await pipeline(router.middleware({ asked }), answer)(context)
    expect(context.candidates.map(({ id }) => id)).toEqual(['c/new', 'a/x', 'b/x'])
    expect(context.facts.route).toBeUndefined()
    const named = createContext({ request: chat({ model: 'own' }) })
    await pipeline(router.middleware(), answer)(named)
    expect(named.facts.route).toBe('own')
  })

  test.each([
    ['unknown_model', {}, chat({ model: 'none' })],
    ['unsupported', {}, chat({ hints: { only: ['c/*'] } })],
    ['no_compliant_provider', {}, chat({ hints: { dataClass: 'no such class' } })],
    ['permission', { policy: { rules: [rule('tokens > 0', { deny: 'closed' })] } }, chat()],
    [
      'context_length',
      { catalog: { ...catalog, capabilities: () => ({ contextTokens: 1 }) } },
      chat(),
    ],
  ] as const)('%s', async (kind, options, request) => {
    const error = await run(options, request).catch((thrown: unknown) => thrown)
    expect(GatewayError.is(error) && error.kind).toBe(kind)
  })

  test('a price that nobody knows is refused with what to do about it', async () => {
    const unpriced = catalogOf({}, targets)
    const error = await run({ catalog: unpriced }).catch((thrown: unknown) => thrown)
    expect(GatewayError.is(error) && error.message).toMatch(
      /price is unknown \(price_unknown\).*set "prices: \{ unknown: allow \}" in the policy.*"catalog.overrides"/,
    )
    expect(() =>
      createRouter({ catalog: unpriced, models: { m: { targets } }, policy: sure }),
    ).toThrow(/its price is unknown\. To use it .*"catalog.overrides"/)
  })

  test('who only has to wait is handed on, the soonest first', async () => {
    const health = healthOf({}, { 'a/x': { blockedUntil: 9e15 }, 'b/x': { blockedUntil: 8e15 } })
    const { context } = await run({ health })
    expect(context.candidates.map(({ id }) => id)).toEqual(['b/x', 'a/x'])
  })

  test.each(['as a whole', 'attempt by attempt'])(
    'learns from the end of a request, %s',
    async (how) => {
      const router = createRouter({ catalog, policy: sure })
      const broken: Middleware = async (context, next) => {
        if (context.candidates[0]?.id !== 'b/x') return answer(context, next)
        throw new GatewayError('upstream_error', 'Broken.', {
          origin: 'provider',
          verdict: 'transient',
        })
      }
      const inner = how === 'as a whole' ? [broken] : [router.attempts(), broken]
      for (let i = 0; i < 5; i++)
        await pipeline(
          router.middleware(),
          ...inner,
        )(createContext({ request: chat() })).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve))
      const { ranked } = router.simulate({ kind: 'chat', model: 'auto', inputTokens: 10 })
      expect(ranked.map(({ deployment }) => deployment)).toEqual(['a/x', 'b/x'])
      expect(ranked[1]?.estimate.pError).toBeCloseTo(1.02 / 5, 2)
      expect(ranked[0]?.estimate.pError).toBeLessThan(0.01)
    },
  )

  test('tells once that another model answers to a name', async () => {
    const events: RouterEvent[] = []
    const router = createRouter({ catalog, policy: sure, onEvent: (event) => events.push(event) })
    for (const responseModel of ['x-1', 'x-1', 'x-2', 'x-1']) {
      const named: Middleware = async (context, next) => {
        const [first] = context.candidates
        if (first !== undefined)
          context.facts.calls = [{ target: first, startedMs: 0, chunks: 0, responseModel }]
        await answer(context, next)
        const { response } = context
        if (response?.type === 'completion')
          context.response = { ...response, completion: { ...response.completion, usage } }
      }
      await pipeline(
        router.middleware(),
        router.attempts(),
        named,
      )(createContext({ request: chat() }))
      await new Promise((resolve) => setTimeout(resolve))
    }
    expect(events).toEqual([
      { type: 'router.model', provider: 'b', model: 'x', from: 'x-1', to: 'x-2' },
    ])
  })
})
