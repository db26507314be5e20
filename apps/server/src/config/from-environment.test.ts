import { describe, expect, test } from 'vitest'

import { adapterNames, adapterTable } from './adapter-table.ts'
import { withDemoAddress } from './demo.ts'
import { configFromEnvironment } from './from-environment.ts'

const absent = async () => undefined
const load = (
  env: Record<string, string>,
  probeOllama: () => Promise<readonly string[] | undefined> = absent,
) => configFromEnvironment(env, { probeOllama })

describe('without a file', () => {
  test.each(
    adapterNames.flatMap((adapter) =>
      (adapterTable[adapter].environment ?? []).map((variable) => [variable, adapter] as const),
    ),
  )('%s makes the provider %s', async (variable, adapter) => {
    const { config, origins } = await load({ [variable]: 'the-key' })
    expect(config.providers.map(({ name, demo }) => [name, demo])).toEqual([[adapter, false]])
    expect(config.providers[0]!.keys[0]!.value.reveal()).toBe('the-key')
    expect(origins.get(`providers.${adapter}`)).toBe(`env ${variable}`)
  })

  test('GEMINI_API_KEY is taken before GOOGLE_API_KEY', async () => {
    const { config } = await load({ GOOGLE_API_KEY: 'b', GEMINI_API_KEY: 'a' })
    expect(config.providers.map(({ keys }) => keys[0]!.value.reveal())).toEqual(['a'])
  })

  test('a variable set to nothing is no key', async () => {
    const { config } = await load({ OPENAI_API_KEY: '', ANTHROPIC_API_KEY: 'a' })
    expect(config.providers.map(({ name }) => name)).toEqual(['anthropic'])
  })

  test('an Ollama that answers is a local provider with its own models', async () => {
    const { config } = await load({ XAI_API_KEY: 'x' }, async () => ['qwen3:8b'])
    expect(config.providers.map(({ name }) => name)).toEqual(['xai', 'ollama'])
    expect(config.providers[1]).toMatchObject({ tags: ['local'], models: ['qwen3:8b'], keys: [] })
  })

  test('nothing found makes three simulated providers, and says so', async () => {
    const { config, origins } = await load({})
    expect(config.providers.map(({ name, demo }) => [name, demo])).toEqual([
      ['sim-openai', true],
      ['sim-anthropic', true],
      ['sim-google', true],
    ])
    expect(origins.get('providers.sim-openai')).toContain('simulated')
    expect(config.server).toEqual({ host: '127.0.0.1', port: 4400 })
  })

  test('an access key of AWS makes a provider that looks for it anew, in the region that is set', async () => {
    const pair = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 's' }
    const { config, origins } = await load({ ...pair, AWS_REGION: 'eu-west-1' })
    const [found] = config.providers
    expect(found).toMatchObject({ name: 'bedrock', region: 'eu-west-1' })
    expect(found?.keys.map(({ value, isReference }) => [value.reveal(), isReference])).toEqual([
      ['aws:chain', true],
    ])
    expect(origins.get('providers.bedrock')).toBe('env AWS_ACCESS_KEY_ID')
    expect(origins.get('providers.bedrock.region')).toBe('env AWS_REGION')
    expect((await load(pair)).config.providers[0]?.region).toBe('us-east-1')
    const half = await load({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' })
    expect(half.config.providers[0]?.demo).toBe(true)
  })

  test('SIGNALBOX_ADMIN_KEY becomes the admin key', async () => {
    const { config } = await load({ SIGNALBOX_ADMIN_KEY: 'adm' })
    expect(config.server.adminKey?.reveal()).toBe('adm')
  })
})

test('simulated providers get the address of the simulator, others keep theirs', async () => {
  const { config } = await load({})
  const [real] = (await load({ OPENAI_API_KEY: 'k' })).config.providers
  const both = { ...config, providers: [...config.providers, real!] }
  expect(
    withDemoAddress(both, 'http://127.0.0.1:9').providers.map(({ baseUrl }) => baseUrl),
  ).toEqual([
    'http://127.0.0.1:9/openai/v1',
    'http://127.0.0.1:9/anthropic',
    'http://127.0.0.1:9/google',
    undefined,
  ])
})
