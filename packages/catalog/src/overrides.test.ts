import { describe, expect, test } from 'vitest'

import { usageOf } from '../test-support/usage-of.ts'
import { createCatalog } from './create-catalog.ts'
import type { Override } from './overrides.ts'

const million = usageOf({ input: 1_000_000 })

test('own rates go over the tables, for a configured name and for a whole provider', () => {
  const catalog = createCatalog({
    overrides: [
      { match: 'openai/*', prices: { input: '9' } },
      { match: 'openai/gpt-4o', prices: { input: '1.5', output: '2' }, reason: 'contract' },
    ],
  })
  const exact = catalog.price({ provider: 'openai', model: 'GPT-4o' })
  expect(catalog.cost(exact, million)).toMatchObject({
    nanoUsd: 1_500_000_000n,
    confidence: 'override',
  })
  const any = catalog.price({ provider: 'openai', model: 'gpt-4.1' })
  expect(catalog.cost(any, million).nanoUsd).toBe(9_000_000_000n)
})

test('a deployment is the model that it is said to be', () => {
  const catalog = createCatalog({
    providers: { prod: { adapter: 'azure' } },
    overrides: [{ match: 'prod/chat', model: 'gpt-4o', limits: { context: 99 } }],
  })
  expect(catalog.capabilities({ provider: 'prod', model: 'chat' }).contextTokens).toBe(99)
  const price = catalog.price({ provider: 'prod', model: 'chat' })
  expect(catalog.cost(price, million).nanoUsd).toBe(2_500_000_000n)
})

test('a price replaces the whole row: no rate of the table shines through', () => {
  const catalog = createCatalog({
    overrides: [{ match: 'openai/gpt-5.5', prices: { input: '1', output: '2' } }],
  })
  const price = catalog.price({ provider: 'openai', model: 'gpt-5.5', serviceTier: 'batch' })
  expect(price.reason).toBe('no_price_for_service_tier')
  const long = catalog.price({ provider: 'openai', model: 'gpt-5.5' })
  expect(catalog.cost(long, usageOf({ input: 300_000 })).nanoUsd).toBe(300_000_000n)
})

test('an override may come later and changes the version', () => {
  const catalog = createCatalog()
  const heard: number[] = []
  const stop = catalog.onChange((changes) => heard.push(changes.length))
  const before = catalog.version
  catalog.put({ match: 'new/model', prices: { input: '1' } })
  expect(catalog.cost(catalog.price({ provider: 'new', model: 'model' }), million).nanoUsd).toBe(
    1_000_000_000n,
  )
  expect(catalog.version).not.toBe(before)
  stop()
  catalog.put({ match: 'new/model', prices: { input: '2' } })
  expect(catalog.cost(catalog.price({ provider: 'new', model: 'model' }), million).nanoUsd).toBe(
    2_000_000_000n,
  )
  expect(heard).toEqual([0])
})

describe('wrong overrides are refused, all of them at once', () => {
  test.each<readonly [Override, string]>([
    [{ match: 'gpt-4o' }, 'is not provider/model'],
    [{ match: 'a/b', prices: { input: '-1' } }, 'input is "-1", not a decimal'],
    [{ match: 'a/b', prices: { inptu: '1' } }, 'no unit "inptu"'],
    [{ match: 'a/b', prices: { batch: { input: '1e3' } } }, 'batch.input is "1e3"'],
    [{ match: 'a/b', prices: { input: '1' }, free: true }, 'is free and has prices'],
    [{ match: 'a/b', perUnit: { webSearch: 'x' } }, 'webSearch is "x"'],
  ])('%o', (override, message) => {
    expect(() => createCatalog({ overrides: [override] })).toThrow(message)
    expect(() => createCatalog().put(override)).toThrow(message)
  })

  test.each(['0', '-1', 'half'])('a contract with the factor %s', (factor) => {
    const contracts = [{ tenant: 'acme', provider: 'openai', factor }]
    expect(() => createCatalog({ contracts })).toThrow('The contract of acme')
  })
})

test('a contract is a factor for one tenant, under an override', () => {
  const catalog = createCatalog({
    contracts: [{ tenant: 'acme', provider: 'openai', factor: '0.92' }],
    overrides: [{ match: 'openai/gpt-4.1', prices: { input: '1' } }],
  })
  const cost = (model: string, tenant?: string) =>
    catalog.cost(catalog.price({ provider: 'openai', model, tenant }), million)
  expect(cost('gpt-4o', 'acme')).toMatchObject({ nanoUsd: 2_300_000_000n, confidence: 'contract' })
  expect(cost('gpt-4o', 'other').nanoUsd).toBe(2_500_000_000n)
  expect(cost('gpt-4o').nanoUsd).toBe(2_500_000_000n)
  expect(cost('gpt-4.1', 'acme').nanoUsd).toBe(1_000_000_000n)
})
