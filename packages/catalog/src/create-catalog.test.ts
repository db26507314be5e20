import { describe, expect, test } from 'vitest'

import { usageOf } from '../test-support/usage-of.ts'
import { createCatalog } from './create-catalog.ts'
import { genaiPrices } from './genai-prices/genai-prices.ts'

const clock = { wall: () => Date.parse('2026-11-24T12:00:00Z') }
const catalog = createCatalog({ clock })
const short = usageOf({ input: 1_000, output: 1_000 })

describe('what the answer says decides', () => {
  const priority = catalog.price({ provider: 'openai', model: 'gpt-5.5', serviceTier: 'priority' })

  test.each([
    ['default', 35_000_000n, 'standard'],
    ['priority', 87_500_000n, 'priority'],
    ['flex', 17_500_000n, 'flex'],
    ['auto', 35_000_000n, 'standard'],
  ])('asked for priority, served %s', (serviceTier, nanoUsd, serviceTierBilled) => {
    expect(catalog.cost(priority, short, { serviceTier })).toMatchObject({
      nanoUsd,
      serviceTierBilled,
    })
  })

  test('without a word the tier that was asked for is billed', () => {
    expect(catalog.cost(priority, short).nanoUsd).toBe(87_500_000n)
  })

  test('the result of a batch is a batch, whatever its answers say', () => {
    const batch = catalog.price({ provider: 'openai', model: 'gpt-5.5', serviceTier: 'batch' })
    expect(catalog.cost(batch, short, { serviceTier: 'default' }).serviceTierBilled).toBe('batch')
  })

  test('a tier that nobody prices is unknown, not standard', () => {
    expect(catalog.cost(priority, short, { serviceTier: 'scale' })).toMatchObject({
      nanoUsd: null,
      reason: 'no_price_for_service_tier',
      serviceTierBilled: 'scale',
    })
  })

  const price = catalog.price({ provider: 'openai', model: 'gpt-4o' })
  test('another model in the answer has its own price', () => {
    const cost = catalog.cost(price, short, { model: 'gpt-4o-mini-2024-07-18' })
    expect(cost.nanoUsd).toBe(750_000n)
  })

  test('an unknown model in the answer is billed as asked, with less confidence', () => {
    expect(catalog.cost(price, short, { model: 'gpt-4o-mystery' })).toMatchObject({
      nanoUsd: 12_500_000n,
      confidence: 'catalogue',
    })
  })
})

test('the moment of sending decides which price holds', () => {
  const price = catalog.price({ provider: 'google', model: 'gemini-3.7-flash' })
  const at = Date.parse('2027-01-01T00:00:00Z')
  expect(catalog.cost(price, short).nanoUsd).toBe(4_500_000n)
  expect(catalog.cost(price, short, { at }).nanoUsd).toBe(9_000_000n)
  expect(catalog.cost(price, short, { at: at - 1 }).nanoUsd).toBe(4_500_000n)
})

test('the same prices have the same row, other prices another', () => {
  const row = (model: string, serviceTier?: string) =>
    createCatalog({ clock }).price({ provider: 'openai', model, serviceTier }).rowId
  expect(row('gpt-4o')).toMatch(/^[0-9a-f]{16}$/)
  expect(row('gpt-4o')).toBe(row('gpt-4o'))
  expect(row('gpt-4o')).not.toBe(row('gpt-4o-mini'))
  expect(row('gpt-4o')).not.toBe(row('gpt-4o', 'batch'))
})

test('no usage is unknown; counted tokens say so', () => {
  const price = catalog.price({ provider: 'openai', model: 'gpt-4o' })
  expect(catalog.cost(price, undefined)).toMatchObject({ nanoUsd: null, reason: 'no_usage' })
  expect(catalog.cost(price, short, { basis: 'counted' }).basis).toBe('counted')
})

describe('an estimate before the call', () => {
  const target = { provider: 'openai', model: 'gpt-4o' }
  const chat = {
    operation: 'chat',
    model: 'gpt-4o',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'x'.repeat(3_500) }] }],
    maxOutputTokens: 100,
    stream: false,
  } as const

  test('counts text by length and the whole allowance of output', () => {
    const cost = catalog.estimate(chat, target)
    expect(cost).toMatchObject({ basis: 'estimated', confidence: 'first_party' })
    expect(cost.parts).toMatchObject([
      { unit: 'input', quantity: 1_004 },
      { unit: 'output', quantity: 100 },
    ])
  })

  test('takes what is known better', () => {
    const known = { inputTokens: 1_000, cachedTokens: 400, outputTokens: 10, reasoningTokens: 5 }
    expect(catalog.estimate(chat, target, known).parts.map(({ quantity }) => quantity)).toEqual([
      600, 10, 5, 400,
    ])
  })

  test('takes the tier of the request', () => {
    const flex = catalog.estimate({ ...chat, serviceTier: 'priority' }, target)
    expect(flex.serviceTierBilled).toBe('priority')
  })

  test('is unknown where the bill would be', () => {
    const cost = catalog.estimate(chat, { provider: 'nobody', model: 'x' })
    expect(cost).toMatchObject({ nanoUsd: null, reason: 'unknown_model' })
  })

  test.each([
    [{ operation: 'embed', model: 'm', inputs: [[{ type: 'text', text: 'abcdefg' }]] }, 2],
    [{ operation: 'rerank', model: 'm', query: 'abcdefg', documents: ['abcdefg'] }, 4],
    [{ operation: 'moderate', model: 'm', content: [{ type: 'text', text: '日本' }] }, 2],
  ] as const)('%o', (request, input) => {
    const cost = catalog.estimate(request, { provider: 'openai', model: 'gpt-4o' })
    expect(cost.parts).toMatchObject([{ unit: 'input', quantity: input }])
  })
})

test('a quick comparison agrees with the bill and knows what it does not know', () => {
  const price = catalog.price({ provider: 'anthropic', model: 'claude-sonnet-4-5' })
  const guess = { input: 150_000, cacheRead: 60_000, cacheWrite: 10, output: 7, reasoning: 3 }
  const used = { input: 150_000, read: 60_000, write5m: 10, output: 7, reasoning: 3 }
  const exact = Number(catalog.cost(price, usageOf(used)).attoUsd) / 1e18
  expect(catalog.quickUsd(price, guess)).toBeCloseTo(exact, 12)
  const nobody = catalog.price({ provider: 'nobody', model: 'x' })
  expect(catalog.quickUsd(nobody, guess)).toBeNaN()
  expect(catalog.quickUsd(catalog.price({ provider: 'ollama', model: 'x' }), guess)).toBe(0)
})

test('capabilities say what is known and leave out the rest', () => {
  expect(catalog.capabilities({ provider: 'openai', model: 'gpt-5.5' })).toEqual({
    operations: ['chat'],
    media: ['image', 'file'],
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    reasoning: 'effort',
    jsonSchema: 'native',
  })
  expect(catalog.capabilities({ provider: 'nobody', model: 'x' })).toEqual({})
  expect(
    catalog.capabilities({ provider: 'openai', model: 'text-embedding-3-small' }),
  ).toMatchObject({ operations: ['embed'] })
})

test('a price can be ranked by, and what is unknown is absent', () => {
  expect(catalog.price({ provider: 'anthropic', model: 'claude-opus-4-8' })).toMatchObject({
    input: 5,
    output: 25,
    cacheRead: 0.5,
    cacheWrite: 6.25,
    request: 0,
    suspect: false,
  })
  expect(catalog.price({ provider: 'nobody', model: 'x' }).input).toBeUndefined()
  expect(catalog.price({ provider: 'ollama', model: 'x' })).toMatchObject({ input: 0, output: 0 })
  const doubted = catalog.models().find(({ suspect }) => suspect === true)
  expect(catalog.price(doubted ?? { provider: '', model: '' }).suspect).toBe(true)
})

test('a model past its end says so among its capabilities', () => {
  const of = (model: string) => catalog.capabilities({ provider: 'google', model }).deprecated
  expect([of('gemini-2.0-flash'), of('gemini-2.5-pro')]).toEqual([true, undefined])
})

describe('ends of life', () => {
  const at = (text: string): number => Date.parse(text)
  test.each([
    ['2026-10-01', 'deprecated', 'is deprecated and retires on 2026-12-01'],
    ['2026-11-24', 'retires_soon', 'is deprecated and retires on 2026-12-01'],
    ['2026-12-01', 'retired', 'was retired on 2026-12-01'],
  ])('on %s gemini-2.5-pro is %s', (day, state, text) => {
    const notice = catalog.notice({ provider: 'google', model: 'gemini-2.5-pro' }, at(day))
    expect(notice).toMatchObject({ state, successor: 'gemini-3.8-flash' })
    expect(notice?.message).toContain(text)
    expect(notice?.message).toContain('use google/gemini-3.8-flash')
  })

  test('a model without an end has no notice; a bare status is one', () => {
    expect(catalog.notice({ provider: 'openai', model: 'gpt-5.5' })).toBeUndefined()
    expect(catalog.notice({ provider: 'mistral', model: 'devstral-medium-2507' })).toMatchObject({
      state: 'deprecated',
      message: 'mistral/devstral-medium-2507 is deprecated.',
    })
  })
})

test('layers are compared by what is in force, not by what was', () => {
  const layered = createCatalog({ clock, snapshots: [genaiPrices()] })
  const disputed = layered.conflicts({ provider: 'openai' })
  const fields = disputed.filter(({ model }) => model === 'gpt-5.6-sol').map(({ field }) => field)
  expect(fields).toEqual([])
  expect(disputed).toContainEqual(expect.objectContaining({ model: 'gpt-5.5', field: 'threshold' }))
})

test('a search among documents is billed by the search', () => {
  const price = catalog.price({ provider: 'cohere', model: 'rerank-v3.5' })
  expect(catalog.cost(price, usageOf({ units: { searchUnits: 3 } })).nanoUsd).toBe(6_000_000n)
  expect(catalog.cost(price, usageOf({ input: 5 })).missing).toEqual(['input'])
})

test('what a provider charges for stands over what it counts', () => {
  const price = catalog.price({ provider: 'cohere', model: 'command-a-03-2025' })
  const counted = { input: 1000, output: 100, cacheRead: 500 }
  const { nanoUsd, parts } = catalog.cost(
    price,
    usageOf({ ...counted, units: { billedIn: 40, billedOut: 20 } }),
  )
  expect(nanoUsd).toBe(300_000n)
  expect(parts.map(({ unit, quantity }) => `${unit} ${String(quantity)}`)).toEqual([
    'input 40',
    'output 20',
  ])
})

test('models and conflicts can be listed', () => {
  expect(catalog.models().length).toBeGreaterThan(1_400)
  const embeddings = catalog.models({ provider: 'openai', kind: 'embedding' })
  expect(embeddings.map(({ model }) => model)).toContain('text-embedding-3-small')
  expect(catalog.conflicts({ provider: 'google' })).toContainEqual({
    provider: 'google',
    model: 'gemini-3.7-flash',
    field: 'input',
    values: { 'genai-prices': '0.75', 'portkey-models': '1.5' },
    inForce: '0.75',
  })
})
