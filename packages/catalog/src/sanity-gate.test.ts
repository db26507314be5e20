import { describe, expect, test } from 'vitest'

import type { Band, ModelEntry } from './model-entry.ts'
import { gate, type GateFacts } from './sanity-gate.ts'
import type { Rates } from './units.ts'

function entryOf(
  standard: Rates,
  more: { batch?: Rates; tiers?: readonly Band[] } = {},
): ModelEntry {
  const { batch, tiers = [] } = more
  return {
    provider: 'p',
    model: 'm',
    kind: 'chat',
    capabilities: {},
    limits: {},
    prices: {
      modes: {
        standard: [{ above: 0, rates: standard }, ...tiers],
        ...(batch === undefined ? {} : { batch: [{ above: 0, rates: batch }] }),
      },
    },
    conflicts: [],
    source: { id: 'list', url: '', date: '' },
    confidence: 'catalogue',
  }
}

const known = entryOf({ input: '2', output: '8', cacheRead: '0.5' })
const facts: GateFacts = { known, peers: [], billedRecently: false, at: 0 }
const rules = (next: ModelEntry, more: Partial<GateFacts> = {}) =>
  gate(next, { ...facts, ...more }).findings.map(({ action, rule, field }) => [action, rule, field])

describe('a row that is kept out', () => {
  test.each<readonly [string, Rates, readonly string[]]>([
    [
      'ten times dearer',
      { input: '20', output: '80' },
      ['quarantined', 'change_too_large', 'input'],
    ],
    [
      'a thousand times',
      { input: '2000', output: '8000' },
      ['quarantined', 'change_too_large', 'input'],
    ],
    ['a tenth', { input: '0.2', output: '8' }, ['quarantined', 'change_too_large', 'input']],
    [
      'input and output swapped',
      { input: '8', output: '2' },
      ['dropped_row', 'input_above_output', 'input'],
    ],
    ['no input rate', { output: '8' }, ['kept_last_good', 'price_vanished', 'input']],
    ['no output rate', { input: '2' }, ['kept_last_good', 'price_vanished', 'output']],
  ])('%s', (_, rates, finding) => {
    const next = entryOf(rates)
    expect(rules(next)).toEqual([finding])
    expect(gate(next, facts).entry).toBeUndefined()
  })

  test('without any price the last good one stays', () => {
    expect(rules({ ...entryOf({}), prices: null })).toEqual([
      ['kept_last_good', 'price_vanished', 'input'],
    ])
  })

  test('a model that billed this week may not even triple', () => {
    const next = entryOf({ input: '6', output: '24' })
    expect(gate(next, facts).entry).toBeDefined()
    expect(rules(next, { billedRecently: true })).toEqual([
      ['quarantined', 'change_too_large', 'input'],
    ])
  })

  test('unless a second source says the same', () => {
    const next = entryOf({ input: '20', output: '80' })
    const seconded = entryOf({ input: '20', output: '80' })
    expect(gate(next, { ...facts, seconded }).entry).toEqual(next)
    const other = entryOf({ input: '21', output: '80' })
    expect(gate(next, { ...facts, seconded: other }).entry).toBeUndefined()
  })
})

describe('a field that is dropped', () => {
  const good = { input: '2', output: '8' }
  test.each<readonly [string, ModelEntry, string, string]>([
    [
      'a storage price as a cache read',
      entryOf({ ...good, cacheRead: '2.4' }),
      'standard.cacheRead',
      'cache_read_above_input',
    ],
    [
      'a surcharge as a cache write',
      entryOf({ ...good, cacheWrite5m: '0.083' }),
      'standard.cacheWrite5m',
      'cache_write_below_input',
    ],
    [
      'a batch dearer than standard',
      entryOf(good, { batch: { input: '3', output: '4' } }),
      'batch.input',
      'batch_above_standard',
    ],
    [
      'a tier below its base',
      entryOf(good, { tiers: [{ above: 9, rates: { input: '1', output: '9' } }] }),
      'standard.input',
      'tier_below_base',
    ],
  ])('%s', (_, next, field, rule) => {
    expect(rules(next)).toEqual([['dropped_field', rule, field]])
    const [mode = '', unit = ''] = field.split('.')
    const bands = gate(next, facts).entry?.prices?.modes[mode] ?? []
    expect(bands.at(-1)?.rates).not.toHaveProperty(unit)
    expect(bands.at(-1)?.rates.output).toBeDefined()
  })
})

test('far from what others ask is suspect, with two of them', () => {
  const next = entryOf({ input: '2', output: '8' })
  expect(gate(next, { ...facts, peers: [0.2, 0.25] }).entry).toMatchObject({
    suspect: true,
    confidence: 'suspect',
  })
  expect(gate(next, { ...facts, peers: [0.2] }).entry?.suspect).toBeUndefined()
  expect(gate(next, { ...facts, peers: [1.5, 2.5] }).findings).toEqual([])
})

test('a model that was unknown comes in as it is', () => {
  const next = entryOf({ input: '20', output: '80' })
  expect(gate(next, { ...facts, known: undefined })).toMatchObject({ entry: next, findings: [] })
})
