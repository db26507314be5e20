import { describe, expect, test } from 'vitest'

import type { ModelEntry, PriceSheet } from './model-entry.ts'
import { priceRow, type PriceRow } from './price-row.ts'

const entry: ModelEntry = {
  provider: 'p',
  model: 'm',
  kind: 'chat',
  capabilities: {},
  limits: {},
  prices: null,
  conflicts: [],
  source: { id: 's', url: '', date: '' },
  confidence: 'first_party',
}

function row(
  sheet: PriceSheet,
  query: { region?: string; serviceTier?: string; at?: string } = {},
): PriceRow | undefined {
  const { region, serviceTier = 'standard', at = '2026-11-24' } = query
  return priceRow(entry, sheet, { region, serviceTier, at: Date.parse(at) })
}

const standard = [
  { above: 0, rates: { input: '2', output: '8', cacheRead: '0.2' } },
  { above: 100, rates: { input: '4', output: '12' } },
]

describe('holes', () => {
  test('a tier scales what it does not name by its input rate', () => {
    expect(row({ modes: { standard } })?.bands[1]).toMatchObject({
      above: 100,
      rates: { input: '4', output: '12', cacheRead: '0.4' },
      scaled: new Set(['cacheRead']),
    })
  })

  test('a mode without the tier follows the tier at its own ratio', () => {
    const priority = [{ above: 0, rates: { input: '3', output: '9' } }]
    const bands = row({ modes: { standard, priority } }, { serviceTier: 'priority' })?.bands
    expect(bands?.map(({ above, rates }) => [above, rates])).toEqual([
      [0, { input: '3', output: '9', cacheRead: '0.3' }],
      [100, { input: '6', output: '18', cacheRead: '0.6' }],
    ])
  })

  test('a mode stands alone where there is no standard price', () => {
    const batch = [{ above: 0, rates: { input: '1' } }]
    expect(row({ modes: { batch } }, { serviceTier: 'batch' })?.bands[0]?.rates).toEqual({
      input: '1',
    })
    expect(row({ modes: { batch } })).toBeUndefined()
  })
})

describe('announced prices', () => {
  const batch = [{ above: 0, rates: { input: '1', output: '4' } }]
  const next = { from: '2027-01-01', modes: { standard: [{ above: 0, rates: { input: '3' } }] } }
  const sheet: PriceSheet = { modes: { standard, batch }, schedule: [next] }

  test('a mode that the new list does not name keeps its ratio and is marked', () => {
    const later = row(sheet, { serviceTier: 'batch', at: '2027-02-01' })
    expect(later?.bands[0]?.rates).toMatchObject({ input: '1.5', output: '6' })
    expect(later?.bands[0]?.scaled.has('input')).toBe(true)
    expect(row(sheet, { serviceTier: 'batch' })?.bands[0]?.rates).toMatchObject({ input: '1' })
  })

  test('a mode that there never was stays unknown', () => {
    expect(row(sheet, { serviceTier: 'flex', at: '2027-02-01' })).toBeUndefined()
  })

  test('a row says from when until when it holds', () => {
    expect(row(sheet)?.until).toBe(Date.parse('2027-01-01'))
    expect(row(sheet, { at: '2027-02-01' })?.from).toBe(Date.parse('2027-01-01'))
  })
})

describe('regions', () => {
  const regions = [
    { in: ['eu'], multiplier: '1.1' },
    { in: ['za'], rates: { input: '3', output: '10' } },
    { in: ['regional'], multiplier: '1.5' },
  ]
  test.each([
    ['eu', { input: '2.2', output: '8.8', cacheRead: '0.22' }],
    ['EU', { input: '2.2', output: '8.8', cacheRead: '0.22' }],
    ['za', { input: '3', output: '10', cacheRead: '0.3' }],
    ['us-central1', { input: '3', output: '12', cacheRead: '0.3' }],
    ['global', { input: '2', output: '8', cacheRead: '0.2' }],
  ])('%s', (region, rates) => {
    expect(row({ modes: { standard }, regions }, { region })?.bands[0]?.rates).toEqual(rates)
  })
})

test('the id depends on what is charged, not on who said it', () => {
  const sheet: PriceSheet = { modes: { standard } }
  const reversed = { modes: { standard: standard.map(({ above, rates }) => ({ rates, above })) } }
  expect(row(sheet)?.id).toBe(row(reversed)?.id)
  expect(row({ ...sheet, perUnit: { page: '1' } })?.id).not.toBe(row(sheet)?.id)
})
