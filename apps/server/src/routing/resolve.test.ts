import {
  createContext,
  GatewayError,
  pipeline,
  type Context,
  type Hints,
  type Middleware,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import type { Config, ModelConfig, ProviderConfig } from '../config/config.ts'
import { demoProviders } from '../config/demo.ts'
import { routingPart } from './routing-part.ts'

interface Ask {
  readonly wire: string
  readonly requestId: string
  readonly hints: Hints
  readonly requires: readonly string[]
}

function provider(name: string, fields: Partial<ProviderConfig> = {}): ProviderConfig {
  const rest = { keys: [], api: 'auto', tags: [], timeouts: {}, models: [], demo: false } as const
  return { name, adapter: 'openai', ...rest, ...fields }
}

function configOf(
  providers: readonly ProviderConfig[],
  models: readonly ModelConfig[] = [],
): Config {
  return { server: { host: '127.0.0.1', port: 4400 }, providers, models }
}

const openai = provider('openai', { models: ['gpt-5-mini', 'gpt-5'] })
const claude = provider('claude', { adapter: 'anthropic', models: ['claude-haiku-4-5'] })
const gemini = provider('gemini', { adapter: 'google', models: ['gemini-2.5-flash'] })
const lab = provider('lab', { adapter: 'vllm', baseUrl: 'http://h/v1', tags: ['local'] })
const support: ModelConfig = {
  name: 'support',
  targets: [
    { provider: 'openai', model: 'gpt-4o-mini' },
    { provider: 'claude', model: 'claude-haiku-4-5', weight: 2 },
    { provider: 'lab', model: 'meta/llama' },
  ],
}
const four = configOf([openai, claude, gemini, lab], [support])

const answer: Middleware = async (context) => {
  context.response = {
    type: 'completion',
    completion: { id: '1', model: 'm', candidates: [] },
  }
}
const health = {
  circuit: () => ({ state: 'healthy' as const }),
  bucket: () => ({ requests: Infinity, tokens: Infinity, share: 1 }),
  concurrency: () => ({ inflight: 0, limit: Infinity }),
}

const parts = new WeakMap<Config, ReturnType<typeof routingPart>>()

function partOf(config: Config): ReturnType<typeof routingPart> {
  const part = parts.get(config) ?? routingPart(config, { health, logger: undefined })
  parts.set(config, part)
  return part
}

async function routed(config: Config, model: string, ask: Partial<Ask> = {}): Promise<Context> {
  const { wire = 'openai-chat', hints, requestId, requires = [] } = ask
  const messages = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
  const context = createContext({
    request: {
      operation: 'chat',
      model,
      messages,
      stream: false,
      hints,
      source: { wire, body: {}, headers: [] },
    },
    id: requestId,
  })
  context.requires = requires
  await pipeline(...partOf(config).stages, answer)(context)
  return context
}

async function ids(config: Config, model: string, ask?: Partial<Ask>): Promise<readonly string[]> {
  const { candidates } = await routed(config, model, ask)
  return candidates.map(({ id }) => id)
}

/** Where price and luck decide the order. */
async function anyOrder(...args: Parameters<typeof ids>): Promise<readonly string[]> {
  return (await ids(...args)).toSorted()
}

async function refusal(
  config: Config,
  model: string,
  ask: Partial<Ask> = {},
): Promise<GatewayError> {
  const error = await routed(config, model, ask).catch((thrown: unknown) => thrown)
  if (GatewayError.is(error)) return error
  throw new Error('it was resolved')
}

describe('a model string', () => {
  test.each<[string, string, Partial<Ask>, readonly string[]]>([
    ['provider/model', 'claude/claude-x', {}, ['claude/claude-x']],
    ['provider/model with more slashes', 'lab/meta/llama', {}, ['lab/meta/llama']],
    [
      'an entry of models',
      'support',
      {},
      ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama'],
    ],
    ['auto', 'auto', {}, ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama']],
    ['a known id, from a foreign client', 'claude-haiku-4-5', {}, ['claude/claude-haiku-4-5']],
    [
      'an id of the catalogue, from a foreign client',
      'gpt-4.1-mini',
      { wire: 'anthropic-messages' },
      ['openai/gpt-4.1-mini'],
    ],
    [
      'an id of the catalogue with its date',
      'claude-haiku-4-5-20251001',
      { wire: 'google-generate' },
      ['claude/claude-haiku-4-5-20251001'],
    ],
    [
      'a route header',
      'gpt-5',
      { hints: { route: 'support' } },
      ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama'],
    ],
    [
      'a fallback list',
      'gpt-5',
      { hints: { models: ['claude/x', 'openai/gpt-5', 'auto'] } },
      [
        'openai/gpt-5',
        'claude/x',
        'openai/gpt-4o-mini',
        'claude/claude-haiku-4-5',
        'lab/meta/llama',
      ],
    ],
    ['only a fallback list', '', { hints: { models: ['claude/x'] } }, ['claude/x']],
  ])('is read: %s', async (_, model, ask, expected) => {
    const found = await ids(four, model, ask)
    expect(found.toSorted()).toEqual(expected.toSorted())
    // Whatever the prices say, fallbacks stay behind what was asked for.
    const fixed = ask.hints?.models === undefined ? 0 : 2
    expect(found.slice(0, fixed)).toEqual(expected.slice(0, fixed))
  })

  test('an entry of models wins over a provider and over auto', async () => {
    const targets = [{ provider: 'claude', model: 'x' }]
    const config = configOf(
      [openai, claude],
      [
        { name: 'openai/gpt-5', targets },
        { name: 'auto', targets },
      ],
    )
    expect(await ids(config, 'openai/gpt-5')).toEqual(['claude/x'])
    expect(await ids(config, 'auto')).toEqual(['claude/x'])
  })

  test('auto without entries takes the default models', async () => {
    expect(await anyOrder(configOf([lab, claude, openai]), 'auto')).toEqual([
      'claude/claude-haiku-4-5',
      'openai/gpt-5-mini',
    ])
    expect((await refusal(configOf([lab]), 'auto')).message).toContain(
      'add an entry under "models"',
    )
  })

  test.each(['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generate'])(
    'an id that nobody knows is refused, with what it may have been, on %s',
    async (wire) => {
      const error = await refusal(configOf([openai, claude, gemini]), 'gpt-5-mni', { wire })
      expect(error).toMatchObject({ kind: 'unknown_model', status: 404 })
      expect(error.message).toContain('did you mean "gpt-5-mini"?')
      expect(error.message).toContain('openai/…')
    },
  )

  test('an unknown name goes to the only provider there is, or the only one that may have any', async () => {
    const groq = provider('groq', { adapter: 'groq' })
    expect(await ids(configOf([claude]), 'gpt-99')).toEqual(['claude/gpt-99'])
    expect(await ids(configOf([claude, lab]), 'own-model')).toEqual(['lab/own-model'])
    expect((await refusal(configOf([claude, groq]), 'llama')).kind).toBe('unknown_model')
    expect((await refusal(configOf([openai, provider('other')]), 'gpt-99')).kind).toBe(
      'unknown_model',
    )
    expect(
      (await refusal(configOf([openai, groq]), 'x', { wire: 'anthropic-messages' })).status,
    ).toBe(404)
  })

  test('a name with a slash is no typo only where ids have slashes', async () => {
    expect(await ids(configOf([provider('or', { adapter: 'openrouter' })]), 'meta/llama')).toEqual([
      'or/meta/llama',
    ])
    const error = await refusal(configOf([openai]), 'opnai/gpt-5')
    expect(error.message).toContain('did you mean "openai/gpt-5"?')
  })

  test('a name that two providers know goes to both, the caller’s own kind first', async () => {
    const azure = provider('second', { models: ['gpt-5'] })
    const relay = provider('relay', { adapter: 'anthropic', models: ['gpt-5'] })
    const config = configOf([relay, openai, azure])
    const found = await ids(config, 'gpt-5')
    expect(found.slice(0, 2).toSorted()).toEqual(['openai/gpt-5', 'second/gpt-5'])
    expect(found[2]).toBe('relay/gpt-5')
    const [first] = await ids(config, 'gpt-5', { wire: 'anthropic-messages' })
    expect(first).toBe('relay/gpt-5')
  })

  test('an unknown one is refused with what there is', async () => {
    const config = configOf(
      [openai, provider('second')],
      [{ ...support, targets: [{ provider: 'openai', model: 'x' }] }],
    )
    const error = await refusal(config, 'suport')
    expect(error).toMatchObject({ kind: 'unknown_model', status: 404 })
    expect(error.details).toMatchObject({ origin: 'client', param: 'model' })
    expect(error.message).toBe(
      'Nothing serves the model "suport" (did you mean "support"?). There are auto, support, and any model of a provider as openai/…, second/….',
    )
    expect((await refusal(four, '')).message).toContain('names no model')
    expect((await refusal(four, 'gpt-5', { hints: { models: ['zz/x'] } })).details.param).toBe(
      'models',
    )
    const route = await refusal(four, 'gpt-5', { hints: { route: 'gpt-5' } })
    expect(route.details.param).toBe('x-signalbox-route')
  })

  test('the entry used is told, a client’s own string is not', async () => {
    expect((await routed(four, 'support')).facts.route).toBe('support')
    expect((await routed(four, 'auto')).facts.route).toBe('auto')
    expect((await routed(four, 'gpt-5')).facts.route).toBeUndefined()
  })
})

describe('the simulated providers', () => {
  const config = configOf(demoProviders)
  test.each([
    ['gpt-5-mini', 'anthropic-messages', ['sim-openai/gpt-5-mini']],
    ['claude-haiku-4-5', 'openai-chat', ['sim-anthropic/claude-haiku-4-5']],
    ['gemini-2.5-flash', 'openai-responses', ['sim-google/gemini-2.5-flash']],
    [
      'sim-fast',
      'google-generate',
      ['sim-google/sim-fast', 'sim-openai/sim-fast', 'sim-anthropic/sim-fast'],
    ],
    ['sim?ttft=50&fail=503:0.1', 'anthropic-messages', ['sim-anthropic/sim?ttft=50&fail=503:0.1']],
    [
      'auto',
      'openai-chat',
      ['sim-openai/gpt-5-mini', 'sim-anthropic/claude-haiku-4-5', 'sim-google/gemini-2.5-flash'],
    ],
  ])('answer %s from %s', async (model, wire, expected) => {
    const found = await ids(config, model, { wire })
    expect(found.toSorted()).toEqual(expected.toSorted())
  })
})

describe('a target', () => {
  const target = async (fields: Partial<ProviderConfig>, wire?: string) => {
    const config = configOf([provider('p', fields)])
    const { candidates } = await routed(config, 'p/m', wire === undefined ? {} : { wire })
    return candidates[0]
  }

  test('carries what an adapter needs', async () => {
    const fields = {
      adapter: 'vertex',
      project: 'pr',
      region: 'eu',
      tags: ['t'],
      baseUrl: 'https://h',
    } as const
    expect(await target(fields)).toEqual({
      id: 'p/m',
      provider: 'p',
      model: 'm',
      baseUrl: 'https://h',
      region: 'eu',
      account: 'pr',
      credential: 'p',
      tags: ['t'],
    })
  })

  test.each([
    ['auto', 'openai-chat', 'openai-chat'],
    ['auto', 'openai-responses', 'openai-responses'],
    ['auto', 'anthropic-messages', undefined],
    ['chat', 'openai-responses', 'openai-chat'],
    ['responses', 'openai-chat', 'openai-responses'],
  ] as const)('with api %s from %s speaks %s', async (api, wire, expected) => {
    expect((await target({ api }, wire))?.wire).toBe(expected)
  })

  test('of Ollama is its OpenAI surface', async () => {
    const there = await target({ adapter: 'ollama', baseUrl: 'http://h:11434' })
    expect(there?.baseUrl).toBe('http://h:11434/v1')
    expect((await target({ adapter: 'ollama' }))?.baseUrl).toBeUndefined()
  })
})

describe('weights', () => {
  const weighted = (...weights: number[]): Config =>
    configOf(
      [openai],
      [
        {
          name: 'w',
          targets: weights.map((weight, i) => ({ provider: 'openai', model: `m${i}`, weight })),
        },
      ],
    )
  const firsts = async (config: Config): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {}
    for (let i = 0; i < 2000; i++) {
      const [first = ''] = await ids(config, 'w', { requestId: `request-${i}` })
      counts[first] = (counts[first] ?? 0) + 1
    }
    return counts
  }

  test('decide how often each comes first', async () => {
    const counts = await firsts(weighted(3, 1))
    expect(counts['openai/m0']! / 2000).toBeCloseTo(0.75, 1)
    expect(counts['openai/m0']! + counts['openai/m1']!).toBe(2000)
  })

  test('of 0 come last and never first', async () => {
    expect(await firsts(weighted(0, 1))).toEqual({ 'openai/m1': 2000 })
    expect(await ids(weighted(0, 1), 'w')).toEqual(['openai/m1', 'openai/m0'])
  })

  test('give the same order for the same request id', async () => {
    const config = weighted(1, 1, 1, 1)
    const once = await ids(config, 'w', { requestId: 'a' })
    expect(await ids(config, 'w', { requestId: 'a' })).toEqual(once)
  })

  test('of some targets only leave the ranking to the policy', async () => {
    expect((await ids(four, 'support'))[0]).toBe('lab/meta/llama')
  })
})

describe('hints', () => {
  test.each<[string, Hints, readonly string[]]>([
    [
      'order',
      { order: ['lab', 'claude'] },
      ['lab/meta/llama', 'claude/claude-haiku-4-5', 'openai/gpt-4o-mini'],
    ],
    [
      'order by target',
      { order: ['claude/claude-haiku-4-5'] },
      ['claude/claude-haiku-4-5', 'openai/gpt-4o-mini', 'lab/meta/llama'],
    ],
    ['only', { only: ['claude', 'lab'] }, ['claude/claude-haiku-4-5', 'lab/meta/llama']],
    ['ignore', { ignore: ['openai', 'lab/meta/llama'] }, ['claude/claude-haiku-4-5']],
    ['no fallbacks', { allowFallbacks: false }, ['lab/meta/llama']],
    ['no fallbacks, in an order', { order: ['lab'], allowFallbacks: false }, ['lab/meta/llama']],
    [
      'fallbacks',
      { allowFallbacks: true, order: ['lab', 'unknown'] },
      ['lab/meta/llama', 'openai/gpt-4o-mini', 'claude/claude-haiku-4-5'],
    ],
    ['restricted data', { dataClass: 'restricted' }, ['lab/meta/llama']],
    [
      'tags for the log',
      { tags: ['team-a'] },
      ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama'],
    ],
  ])('%s', async (_, hints, expected) => {
    const found = await ids(four, 'support', { hints })
    const { order = [] } = hints
    expect(found.slice(0, order.length)).toEqual(expected.slice(0, order.length))
    expect(found.toSorted()).toEqual(expected.toSorted())
  })

  test('restricted data never leaves, fallbacks included', async () => {
    const error = await refusal(four, 'gpt-5', {
      hints: { dataClass: 'restricted', models: ['claude/x'] },
    })
    expect(error).toMatchObject({ kind: 'no_compliant_provider', status: 503 })
    expect(error.message).toBe(
      'No target of "gpt-5" may serve this request: openai/gpt-5: it may not see this class of data (data_policy: restricted); claude/x: it may not see this class of data (data_policy: restricted).',
    )
  })

  test('tags that a stage requires are obeyed', async () => {
    expect(await ids(four, 'support', { requires: ['local'] })).toEqual(['lab/meta/llama'])
    expect((await refusal(four, 'support', { requires: ['eu'] })).kind).toBe(
      'no_compliant_provider',
    )
  })

  test('an unknown data class is refused, not served as public', async () => {
    const error = await refusal(four, 'support', { hints: { dataClass: 'secret' } })
    expect(error).toMatchObject({ kind: 'invalid_request', status: 400 })
    expect(error.details.param).toBe('x-signalbox-data-class')
  })

  test.each<[Hints, string]>([
    [{ only: ['gemini'] }, 'provider.only'],
    [{ ignore: ['openai', 'claude', 'lab'] }, 'provider.ignore'],
    [{ only: [] }, 'provider.only'],
  ])('%o that leave nothing are refused', async (hints, param) => {
    const error = await refusal(four, 'support', { hints })
    expect(error).toMatchObject({ kind: 'unsupported', status: 400 })
    expect(error.details.param).toBe(param)
  })
})
