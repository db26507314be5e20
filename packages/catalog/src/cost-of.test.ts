import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { usageOf, type Quantities } from '../test-support/usage-of.ts'
import type { CompiledPrice } from './compiled-price.ts'
import { costOf, formatUsd } from './cost-of.ts'
import { createCatalog } from './create-catalog.ts'
import { parseDecimal } from './decimal.ts'
import type { Override } from './overrides.ts'

function priced(override: Omit<Override, 'match'>, tier?: string): CompiledPrice {
  const catalog = createCatalog({ overrides: [{ match: 'mine/m', ...override }] })
  return catalog.price({ provider: 'mine', model: 'm', serviceTier: tier })
}

const count = fc.integer({ min: 0, max: 1_000_000_000 })
const rate = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 9_999_999_999 }))
  .map(([whole, fraction]) => `${String(whole)}.${String(fraction).padStart(10, '0')}`)
const rates = fc.record({ input: rate, output: rate, cacheRead: rate, reasoning: rate })
const quantities = fc.record({ input: count, output: count, read: count, reasoning: count })

describe('exactness', () => {
  test('any rates and counts give what fractions give, and parts add up', () => {
    fc.assert(
      fc.property(rates, quantities, (prices, used) => {
        const cost = costOf(priced({ prices }), usageOf(used))
        const atto =
          BigInt(used.input) * parseDecimal(prices.input) +
          BigInt(used.output) * parseDecimal(prices.output) +
          BigInt(used.read) * parseDecimal(prices.cacheRead) +
          BigInt(used.reasoning) * parseDecimal(prices.reasoning)
        expect(cost.attoUsd).toBe(atto)
        const nano = cost.nanoUsd ?? -1n
        const twice = (atto - nano * 1_000_000_000n) * 2n
        expect(twice <= 1_000_000_000n && twice >= -1_000_000_000n).toBe(true)
        const parts = cost.parts.reduce((sum, part) => sum + part.nanoUsd, 0n)
        expect(parts).toBe(nano)
      }),
      { numRuns: 2_000 },
    )
  })

  test('more of anything never costs less', () => {
    const price = priced({ prices: { input: '0.1', output: '0.3', cacheRead: '0.025' } })
    fc.assert(
      fc.property(
        quantities,
        fc.constantFrom('input', 'output', 'read', 'reasoning'),
        (used, more) => {
          const grown = { ...used, [more]: Math.min(1e9, used[more] + 1) }
          const [before, after] = [costOf(price, usageOf(used)), costOf(price, usageOf(grown))]
          expect((after.attoUsd ?? -1n) >= (before.attoUsd ?? 0n)).toBe(true)
        },
      ),
    )
  })

  test('a tie is rounded to the even nano-USD, once for the whole request', () => {
    const price = priced({ prices: { input: '0.0005', output: '0.0005' } })
    expect(costOf(price, usageOf({ input: 1 })).nanoUsd).toBe(0n)
    expect(costOf(price, usageOf({ input: 3 })).nanoUsd).toBe(2n)
    expect(costOf(price, usageOf({ input: 1, output: 1 })).nanoUsd).toBe(1n)
  })

  test('nothing used costs zero', () => {
    expect(costOf(priced({ prices: { input: '1' } }), usageOf({}))).toMatchObject({
      nanoUsd: 0n,
      attoUsd: 0n,
      parts: [],
    })
  })
})

describe('unknown is never zero', () => {
  const unknown: readonly (readonly [string, Quantities, readonly string[]])[] = [
    ['audio has no fallback', { input: 5, units: { audioIn: 5 } }, ['audioIn']],
    ['video has none', { input: 5, units: { videoIn: 5 } }, ['videoIn']],
    ['spoken output has none', { output: 5, units: { audioOut: 5 } }, ['audioOut']],
    ['drawn output has none', { output: 5, units: { imageOut: 5 } }, ['imageOut']],
    ['a search without a price', { input: 1, units: { webSearches: 1 } }, ['webSearch']],
    ['a unit nobody knows', { units: { quantumLeaps: 2 } }, ['quantumLeaps']],
    ['no output rate', { output: 1 }, ['output']],
  ]
  test.each(unknown)('%s', (_, used, missing) => {
    const rows = missing[0] === 'output' ? { input: '1' } : { input: '1', output: '2' }
    expect(costOf(priced({ prices: rows }), usageOf(used))).toMatchObject({
      nanoUsd: null,
      attoUsd: null,
      confidence: 'unknown',
      reason: 'no_rate_for_unit',
      missing,
    })
  })

  test('a unit that was not used asks for no rate', () => {
    const price = priced({ prices: { input: '1' } })
    expect(
      costOf(price, usageOf({ input: 1, units: { audioIn: 0, webSearches: 0 } })).nanoUsd,
    ).toBe(1_000n)
  })

  test.each([
    { input: -1 },
    { input: Number.NaN },
    { output: 0.5 },
    { read: 2e9 },
    { toolUse: -3 },
  ])('a count that cannot be: %o', (used) => {
    const cost = costOf(priced({ prices: { input: '1', output: '1' } }), usageOf(used))
    expect(cost).toMatchObject({ nanoUsd: null, reason: 'bad_usage' })
  })

  test('a service tier without prices', () => {
    expect(costOf(priced({ prices: { input: '1' } }, 'flex'), usageOf({ input: 1 }))).toMatchObject(
      {
        nanoUsd: null,
        reason: 'no_price_for_service_tier',
      },
    )
  })

  test('what the provider says it charged fills the gap', () => {
    const usage = { ...usageOf({ input: 1, output: 1 }), providerCostUsd: '0.00123' }
    expect(costOf(priced({ prices: { input: '1' } }), usage)).toMatchObject({
      nanoUsd: 1_230_000n,
      confidence: 'provider_api',
    })
  })
})

describe('rates that nobody states are flagged', () => {
  const assumptions: readonly (readonly [string, Quantities, string, string])[] = [
    ['cache reads at the input rate', { read: 1_000_000 }, '4', 'input-rate'],
    ['cache writes at the input rate', { write5m: 1_000_000 }, '4', 'input-rate'],
    ['unnamed writes like those of 5 minutes', { other: 1_000_000 }, '4', 'input-rate'],
    ['writes for an hour at twice the input rate', { write1h: 1_000_000 }, '8', 'input-rate'],
    ['reasoning at the output rate', { reasoning: 1_000_000 }, '6', 'output-rate'],
    ['images at the input rate', { input: 1e6, units: { imageIn: 1e6 } }, '4', 'input-rate'],
  ]
  test.each(assumptions)('%s', (_, used, usd, assumed) => {
    const cost = costOf(priced({ prices: { input: '4', output: '6' } }), usageOf(used))
    expect(formatUsd(cost.attoUsd ?? -1n)).toBe(usd)
    expect(cost.parts).toMatchObject([{ assumed }])
  })

  test('a mode scales what it does not name', () => {
    const prices = { input: '4', output: '6', cacheRead: '0.4', batch: { input: '2', output: '3' } }
    const cost = costOf(priced({ prices }, 'batch'), usageOf({ read: 1_000_000 }))
    expect(cost.parts).toMatchObject([{ rate: '0.2', assumed: 'scaled' }])
  })
})

describe('media are overlays of the text buckets', () => {
  const prices = { input: '1', output: '2', cacheRead: '0.1', audioIn: '10', audioCacheRead: '3' }

  test('audio is taken out of the uncached input', () => {
    const usage = usageOf({ input: 300, units: { audioIn: 100 } })
    expect(costOf(priced({ prices }), usage).nanoUsd).toBe(200n * 1_000n + 100n * 10_000n)
  })

  test('what does not fit the uncached input was cached', () => {
    const usage = usageOf({ input: 60, read: 100, units: { audioIn: 100 } })
    expect(costOf(priced({ prices }), usage).nanoUsd).toBe(
      60n * 10_000n + 40n * 3_000n + 60n * 100n,
    )
  })

  test('cached audio that is counted apart is not counted twice', () => {
    const usage = usageOf({ input: 100, read: 100, units: { audioIn: 100, audioCacheRead: 40 } })
    expect(costOf(priced({ prices }), usage).nanoUsd).toBe(
      60n * 10_000n + 40n * 1_000n + 40n * 3_000n + 60n * 100n,
    )
  })

  test('predicted tokens are already in the output', () => {
    const usage = usageOf({ output: 10, units: { acceptedPrediction: 4, rejectedPrediction: 3 } })
    expect(costOf(priced({ prices }), usage).nanoUsd).toBe(20_000n)
  })
})

test('on models that bill a whole thinking answer its rate covers the text too', () => {
  const prices = { input: '1', output: '2', reasoning: '8' }
  const price = priced({ prices, reasoningScope: 'response' })
  expect(costOf(price, usageOf({ output: 10, reasoning: 5 })).nanoUsd).toBe(15n * 8_000n)
  expect(costOf(price, usageOf({ output: 10 })).nanoUsd).toBe(10n * 2_000n)
})

test('free is zero and known', () => {
  const cost = costOf(priced({ free: true }), usageOf({ input: 5, units: { webSearches: 1 } }))
  expect(cost).toMatchObject({ nanoUsd: 0n, confidence: 'override' })
})

test('estimated usage says so', () => {
  const usage = { ...usageOf({ input: 1 }), estimated: true }
  expect(costOf(priced({ prices: { input: '1' } }), usage).basis).toBe('estimated')
})
