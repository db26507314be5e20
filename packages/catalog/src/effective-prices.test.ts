import { expect, test } from 'vitest'

import { usageOf } from '../test-support/usage-of.ts'
import { createEffectivePrices } from './effective-prices.ts'

const day = 86_400_000
const usage = usageOf({ input: 600, read: 400, output: 150, reasoning: 50 })

test('shares and the price per million come from what was settled', () => {
  const prices = createEffectivePrices()
  prices.observe('a', { usage, nanoUsd: 2_400_000n, at: 0 })
  expect(prices.effective('a')).toEqual({
    cachedShare: 0.4,
    outputPerInput: 0.2,
    reasoningShare: 0.25,
    usdPerMillion: 2,
    tierShare: { standard: 1 },
    samples: 1,
  })
  expect(prices.effective('b')).toBeNull()
})

test('three days later an old sample counts half', () => {
  const prices = createEffectivePrices()
  prices.observe('a', { usage: usageOf({ input: 100 }), nanoUsd: 1n, at: 0 })
  prices.observe('a', {
    usage: usageOf({ read: 100 }),
    nanoUsd: 1n,
    at: 3 * day,
    serviceTier: 'flex',
  })
  expect(prices.effective('a')?.cachedShare).toBeCloseTo(2 / 3, 12)
  expect(prices.effective('a')?.tierShare['flex']).toBeCloseTo(2 / 3, 12)
})

test('an unpriced use teaches shares but no price', () => {
  const prices = createEffectivePrices()
  prices.observe('a', { usage, nanoUsd: null, at: 0 })
  expect(prices.effective('a')).toMatchObject({ cachedShare: 0.4, usdPerMillion: Number.NaN })
  prices.observe('a', { usage, nanoUsd: 2_400_000n, at: 0 })
  expect(prices.effective('a')?.usdPerMillion).toBeCloseTo(2, 12)
})

test('the deployment that was not used for longest is forgotten', () => {
  const prices = createEffectivePrices(2)
  for (const name of ['a', 'b', 'a', 'c']) prices.observe(name, { usage, nanoUsd: 1n, at: 0 })
  expect(prices.effective('b')).toBeNull()
  expect(prices.effective('a')?.samples).toBe(2)
})
