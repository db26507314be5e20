import { describe, expect, test } from 'vitest'

import { ConfigError } from '../config/config-error.ts'
import { parseConfig } from '../config/parse-config.ts'

const providers = { a: { adapter: 'openai', apiKey: '${KEY}' } }
const env = { KEY: 'sk-key', LONG: 'a-key-of-a-tenant-0123456789', SHORT: 'short' }

async function problems(sections: object): Promise<readonly string[]> {
  try {
    await parseConfig({ version: 1, providers, ...sections }, env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.issues
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path}: ${message}`)
  }
}

const key = { id: 'k', value: '${LONG}' }

describe('tenants', () => {
  test('a whole one is accepted as the contract writes it', async () => {
    const acme = {
      keys: [{ id: 'app', value: '${LONG}' }],
      models: ['support', 'openai/*'],
      limits: { rpm: 600, tpm: 400_000, concurrency: 50 },
      budgets: [{ usd: 50, per: 'day', strict: true }],
      safety: 'standard',
    }
    expect(await problems({ tenants: { acme } })).toEqual([])
  })

  test.each<[string, object, string]>([
    ['a key that two share', { a: { keys: [key] }, b: { keys: [key] } }, 'is the key a/k too'],
    ['two keys of one id', { a: { keys: [key, { ...key, value: 'x' }] } }, 'names two keys'],
    ['a budget of nothing', { a: { budgets: [{ per: 'day' }] } }, 'needs either "usd" or "tokens"'],
    ['a scope of nobody', { a: { scopes: ['chatt'] } }, 'must be'],
    ['an end that is no time', { a: { keys: [{ ...key, expires: 'soon' }] } }, 'expires'],
    ['a misspelt limit', { a: { limits: { rmp: 1 } } }, 'did you mean "rpm"'],
  ])('%s is refused', async (_what, tenants, message) => {
    expect((await problems({ tenants })).join('\n')).toContain(message)
  })
})

describe('secrets and cache', () => {
  test.each<[object, string]>([
    [{ secrets: { vault: { address: 'http://v' } } }, 'needs one of "token"'],
    [{ secrets: { kek: '${SHORT}' } }, 'must be 32 bytes in base64'],
    [{ cache: { exact: { maxBytes: 5 } } }, 'cache.exact.ttlSeconds: is missing'],
  ])('%o is refused', async (sections, message) => {
    expect((await problems(sections)).join('\n')).toContain(message)
  })

  test('a reference to a key is no secret in the file', async () => {
    const keys = [{ id: 'a', value: 'vault:kv/data/llm#openai' }]
    const config = await parseConfig({ version: 1, providers: { a: { adapter: 'openai', keys } } })
    expect(config.providers[0]?.keys[0]).toMatchObject({ id: 'a', isReference: true })
  })
})
