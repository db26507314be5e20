import { GatewayError, type Hints } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import type { Config, ModelConfig, ProviderConfig } from './config/config.ts'
import { demoProviders } from './config/demo.ts'
import { createResolver, type Ask } from './resolve.ts'

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

function ids(config: Config, model: string, ask: Partial<Ask> = {}): readonly string[] {
  const { targets } = createResolver(config)({ model, requestId: 'r', wire: 'openai-chat', ...ask })
  return targets.map(({ id }) => id)
}

function refusal(config: Config, model: string, ask: Partial<Ask> = {}): GatewayError {
  try {
    ids(config, model, ask)
  } catch (error) {
    if (GatewayError.is(error)) return error
    throw error
  }
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
    ['an unknown id, at home', 'gpt-99', {}, ['openai/gpt-99']],
    [
      'an unknown id, at home elsewhere',
      'claude-99',
      { wire: 'anthropic-messages' },
      ['claude/claude-99'],
    ],
    [
      'an unknown id, at home at Google',
      'gemini-99',
      { wire: 'google-generate' },
      ['gemini/gemini-99'],
    ],
    [
      'an unknown id, on another OpenAI surface',
      'gpt-99',
      { wire: 'openai-responses' },
      ['openai/gpt-99'],
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
  ])('is read: %s', (_, model, ask, expected) => {
    expect(ids(four, model, ask)).toEqual(expected)
  })

  test('an entry of models wins over a provider and over auto', () => {
    const targets = [{ provider: 'claude', model: 'x' }]
    const config = configOf(
      [openai, claude],
      [
        { name: 'openai/gpt-5', targets },
        { name: 'auto', targets },
      ],
    )
    expect(ids(config, 'openai/gpt-5')).toEqual(['claude/x'])
    expect(ids(config, 'auto')).toEqual(['claude/x'])
  })

  test('auto without entries takes the default models in order', () => {
    expect(ids(configOf([lab, claude, openai]), 'auto')).toEqual([
      'claude/claude-haiku-4-5',
      'openai/gpt-5-mini',
    ])
    expect(refusal(configOf([lab]), 'auto').message).toContain('add an entry under "models"')
  })

  test('an unknown name goes to the only provider there is, or the only one of its kind', () => {
    const groq = provider('groq', { adapter: 'groq' })
    expect(ids(configOf([claude]), 'gpt-99')).toEqual(['claude/gpt-99'])
    expect(ids(configOf([claude, groq]), 'llama')).toEqual(['groq/llama'])
    expect(refusal(configOf([openai, provider('other')]), 'gpt-99').kind).toBe('unknown_model')
    expect(refusal(configOf([openai, groq]), 'x', { wire: 'anthropic-messages' }).status).toBe(404)
  })

  test('a name with a slash is no typo only where ids have slashes', () => {
    expect(ids(configOf([provider('or', { adapter: 'openrouter' })]), 'meta/llama')).toEqual([
      'or/meta/llama',
    ])
    const error = refusal(configOf([openai]), 'opnai/gpt-5')
    expect(error.message).toContain('did you mean "openai/gpt-5"?')
  })

  test('a name that two providers know goes to both, the caller’s own kind first', () => {
    const azure = provider('second', { models: ['gpt-5'] })
    const relay = provider('relay', { adapter: 'anthropic', models: ['gpt-5'] })
    const config = configOf([relay, openai, azure])
    expect(ids(config, 'gpt-5')).toEqual(['openai/gpt-5', 'second/gpt-5', 'relay/gpt-5'])
    const wire = 'anthropic-messages'
    expect(ids(config, 'gpt-5', { wire })).toEqual(['relay/gpt-5', 'openai/gpt-5', 'second/gpt-5'])
  })

  test('an unknown one is refused with what there is', () => {
    const config = configOf([openai, provider('second')], [{ ...support, targets: [] }])
    const error = refusal(config, 'suport')
    expect(error).toMatchObject({ kind: 'unknown_model', status: 404 })
    expect(error.details).toMatchObject({ origin: 'client', param: 'model' })
    expect(error.message).toBe(
      'Nothing serves the model "suport" (did you mean "support"?). There are auto, support, and any model of a provider as openai/…, second/….',
    )
    expect(refusal(four, '').message).toContain('names no model')
    expect(refusal(four, 'gpt-5', { hints: { models: ['zz/x'] } }).details.param).toBe('models')
    const route = refusal(four, 'gpt-5', { hints: { route: 'gpt-5' } })
    expect(route.details.param).toBe('x-signalbox-route')
  })

  test('the entry used is told', () => {
    const resolve = createResolver(four)
    expect(resolve({ model: 'support', requestId: 'r' }).route).toBe('support')
    expect(resolve({ model: 'gpt-5', requestId: 'r' }).route).toBeUndefined()
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
  ])('answer %s from %s', (model, wire, expected) => {
    expect(ids(config, model, { wire })).toEqual(expected)
  })
})

describe('a target', () => {
  const target = (fields: Partial<ProviderConfig>, wire?: string) =>
    createResolver(configOf([provider('p', fields)]))({ model: 'p/m', requestId: 'r', wire })
      .targets[0]

  test('carries what an adapter needs', () => {
    const fields = {
      adapter: 'vertex',
      project: 'pr',
      region: 'eu',
      tags: ['t'],
      baseUrl: 'https://h',
    } as const
    expect(target(fields)).toEqual({
      id: 'p/m',
      provider: 'p',
      model: 'm',
      wire: undefined,
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
  ] as const)('with api %s from %s speaks %s', (api, wire, expected) => {
    expect(target({ api }, wire)?.wire).toBe(expected)
  })

  test('of Ollama is its OpenAI surface', () => {
    expect(target({ adapter: 'ollama', baseUrl: 'http://h:11434' })?.baseUrl).toBe(
      'http://h:11434/v1',
    )
    expect(target({ adapter: 'ollama' })?.baseUrl).toBeUndefined()
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
  const firsts = (config: Config): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (let i = 0; i < 2000; i++) {
      const [first = ''] = ids(config, 'w', { requestId: `request-${i}` })
      counts[first] = (counts[first] ?? 0) + 1
    }
    return counts
  }

  test('decide how often each comes first', () => {
    const counts = firsts(weighted(3, 1))
    expect(counts['openai/m0']! / 2000).toBeCloseTo(0.75, 1)
    expect(counts['openai/m0']! + counts['openai/m1']!).toBe(2000)
  })

  test('of 0 come last and never first', () => {
    expect(firsts(weighted(0, 1))).toEqual({ 'openai/m1': 2000 })
    expect(ids(weighted(0, 1), 'w')).toEqual(['openai/m1', 'openai/m0'])
  })

  test('give the same order for the same request id', () => {
    const config = weighted(1, 1, 1, 1)
    expect(ids(config, 'w', { requestId: 'a' })).toEqual(ids(config, 'w', { requestId: 'a' }))
  })

  test('do nothing unless every target has one', () => {
    for (let i = 0; i < 20; i++)
      expect(ids(four, 'support', { requestId: String(i) })[0]).toBe('openai/gpt-4o-mini')
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
    ['no fallbacks', { allowFallbacks: false }, ['openai/gpt-4o-mini']],
    ['no fallbacks, in an order', { order: ['lab'], allowFallbacks: false }, ['lab/meta/llama']],
    [
      'fallbacks',
      { allowFallbacks: true, order: ['unknown'] },
      ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama'],
    ],
    ['restricted data', { dataClass: 'restricted' }, ['lab/meta/llama']],
    [
      'tags for the log',
      { tags: ['team-a'] },
      ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5', 'lab/meta/llama'],
    ],
  ])('%s', (_, hints, expected) => {
    expect(ids(four, 'support', { hints })).toEqual(expected)
  })

  test('restricted data never leaves, fallbacks included', () => {
    const error = refusal(four, 'gpt-5', {
      hints: { dataClass: 'restricted', models: ['claude/x'] },
    })
    expect(error).toMatchObject({ kind: 'no_compliant_provider', status: 503 })
    expect(error.message).toBe(
      'No target may serve this request: openai/gpt-5 lacks the tag local; claude/x lacks the tag local.',
    )
  })

  test('tags that a stage requires are obeyed', () => {
    expect(ids(four, 'support', { requires: ['local'] })).toEqual(['lab/meta/llama'])
    expect(refusal(four, 'support', { requires: ['eu'] }).kind).toBe('no_compliant_provider')
  })

  test('an unknown data class is refused, not served as public', () => {
    const error = refusal(four, 'support', { hints: { dataClass: 'secret' } })
    expect(error).toMatchObject({ kind: 'invalid_request', status: 400 })
    expect(error.details.param).toBe('x-signalbox-data-class')
  })

  test.each<[Hints, string]>([
    [{ only: ['gemini'] }, 'provider.only'],
    [{ ignore: ['openai', 'claude', 'lab'] }, 'provider.ignore'],
    [{ only: [] }, 'provider.only'],
  ])('%o that leave nothing are refused', (hints, param) => {
    const error = refusal(four, 'support', { hints })
    expect(error).toMatchObject({ kind: 'unsupported', status: 400 })
    expect(error.details.param).toBe(param)
  })
})
