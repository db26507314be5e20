import { describe, expect, test } from 'vitest'

import { usageOf, type Quantities } from '../test-support/usage-of.ts'
import { formatUsd } from './cost-of.ts'
import { createCatalog } from './create-catalog.ts'

const catalog = createCatalog()

interface Query {
  readonly tier?: string
  readonly region?: string
  readonly at?: string
}

function usd(target: string, quantities: Quantities, { tier, region, at }: Query = {}): string {
  const [provider = '', ...model] = target.split('/')
  const price = catalog.price({
    provider,
    model: model.join('/'),
    serviceTier: tier,
    region,
    at: Date.parse(at ?? '2026-11-24'),
  })
  const { attoUsd, missing } = catalog.cost(price, usageOf(quantities))
  return attoUsd === null ? `unknown: ${missing.join(', ')}` : formatUsd(attoUsd)
}

const cached = { input: 200_000, read: 100_000, output: 1_000 }
const short = { input: 1_000, output: 1_000 }
const plain = { input: 10_000, output: 1_000 }

const cases: readonly (readonly [string, string, Quantities, Query, string])[] = [
  ['1', 'openai/gpt-5.5', cached, {}, '2.145'],
  ['2, at the threshold', 'openai/gpt-5.5', { input: 272_000, output: 1_000 }, {}, '1.39'],
  ['3', 'openai/gpt-5.5', { input: 272_001, output: 1_000 }, {}, '2.76501'],
  ['4', 'openai/gpt-5.5', cached, { tier: 'batch' }, '1.0725'],
  ['5', 'openai/gpt-5.5', short, { tier: 'priority' }, '0.0875'],
  ['5, said to be default', 'openai/gpt-5.5', short, { tier: 'default' }, '0.035'],
  ['6', 'openai/gpt-5.5', short, { region: 'eu' }, '0.0385'],
  [
    '7',
    'anthropic/claude-opus-4-8',
    { input: 1_200, read: 48_000, write5m: 2_000, write1h: 1_000, output: 900 },
    {},
    '0.075',
  ],
  ['8', 'anthropic/claude-sonnet-5', plain, { at: '2026-08-31T23:59:59Z' }, '0.03'],
  ['10', 'anthropic/claude-sonnet-4-5', { input: 205_000, output: 1_000 }, {}, '1.2525'],
  [
    '11, at the threshold',
    'anthropic/claude-sonnet-4-5',
    { input: 5_000, read: 190_000, write5m: 5_000, output: 1_000 },
    {},
    '0.10575',
  ],
  [
    '12',
    'google/gemini-2.5-flash',
    { input: 30_000, output: 1_000, units: { audioIn: 20_000 } },
    {},
    '0.0255',
  ],
  ['13, before', 'google/gemini-3.7-flash', plain, { at: '2026-12-31T23:59:59Z' }, '0.01125'],
  ['13, after', 'google/gemini-3.7-flash', plain, { at: '2027-01-01T00:00:00Z' }, '0.0225'],
  [
    '14',
    'deepseek/deepseek-v4-pro',
    { input: 2_000, read: 100_000, output: 3_000 },
    { at: '2026-08-16' },
    '0.0038425',
  ],
  ['15', 'qwen/qwen-plus', { input: 1_000, output: 200, reasoning: 800 }, {}, '0.00384'],
  [
    '16',
    'groq/llama-3.3-70b-versatile',
    { input: 3_000, read: 5_000, output: 500 },
    {},
    '0.005115',
  ],
  [
    '17',
    'bedrock/amazon.nova-pro-v1:0',
    { input: 1_000_000, output: 1_000 },
    { region: 'eu-west-2' },
    '1.13452',
  ],
  ['18', 'openai/text-embedding-3-small', { input: 1_000_000 }, {}, '0.02'],
  ['19', 'anthropic/claude-haiku-4-5', { input: 10_000, output: 2_000 }, { tier: 'batch' }, '0.01'],
  ['20', 'openai/o4-mini', { input: 1_000, output: 300, reasoning: 700 }, {}, '0.0055'],
  ['21', 'openai/gpt-4o', { units: { webSearches: 3 } }, {}, '0.03'],
  ['22', 'ollama-cloud/gpt-oss:120b', { input: 1, output: 1 }, {}, 'unknown: input, output'],
  ['23', 'openai/gpt-5.5', { read: 1 }, {}, '0.0000005'],
]

test.each(cases)('golden case %s: %s', (_, target, quantities, query, expected) => {
  expect(usd(target, quantities, query)).toBe(expected)
})

test('a withdrawn price rise is not in force: what was announced for September stays off', () => {
  expect(usd('anthropic/claude-sonnet-5', plain, { at: '2026-09-01T00:00:00Z' })).toBe('0.03')
})

describe('a price list with peak hours', () => {
  test.each([
    ['2026-08-16T08:00:00Z', '0.0038425'],
    ['2026-11-24T05:00:00Z', '0.00946'],
    ['2026-11-24T06:00:00Z', '0.01892'],
    ['2026-11-24T10:00:00Z', '0.00946'],
    ['2026-11-28T06:00:00Z', '0.00946'],
  ])('at %s the same use costs %s', (at, expected) => {
    const usage = { input: 2_000, read: 100_000, output: 3_000 }
    expect(usd('deepseek/deepseek-v4-pro', usage, { at })).toBe(expected)
  })
})

describe('thresholds count every token that was sent', () => {
  test.each([
    [199_999, '0.749997'],
    [200_000, '0.75'],
    [200_001, '1.425006'],
  ])('%d tokens in cost %s', (input, expected) => {
    const usage = { input, output: 10_000 }
    expect(usd('anthropic/claude-sonnet-4-5', usage)).toBe(expected)
  })

  test.each([
    [49_999, '0.209997'],
    [50_000, '0.21'],
    [50_001, '0.412506'],
  ])('%d new and 150,000 cached tokens cost %s', (input, expected) => {
    const usage = { input, read: 150_000, output: 1_000 }
    expect(usd('anthropic/claude-sonnet-4-5', usage)).toBe(expected)
  })
})
