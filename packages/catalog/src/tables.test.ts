import { describe, expect, test } from 'vitest'

import { deprecations } from './data/deprecations.ts'
import { tables } from './data/tables.ts'
import { isDecimal } from './decimal.ts'
import type { Band, PriceSheet } from './model-entry.ts'
import { ownTables } from './own-tables.ts'

const snapshot = ownTables()
const providers = Object.keys(tables)

const makersOwn = new Set(['gpt-5-image-mini', 'qwen3-omni-30b-a3b-captioner'])

function bandsOf(sheet: PriceSheet | null): readonly Band[] {
  const all = [sheet?.modes ?? {}, ...(sheet?.schedule ?? []).map(({ modes }) => modes)]
  return all.flatMap((modes) => Object.values(modes).flat())
}

describe.each(providers)('the table of %s', (provider) => {
  const entries = [...(snapshot.models(provider)?.models.values() ?? [])]

  test('has no id twice and loses no line', () => {
    expect(entries.length).toBe(tables[provider]?.rows.trim().split('\n').length)
  })

  test('gives every row a source, a page and a date', () => {
    for (const { source, model } of entries) {
      expect([model, source.url.startsWith('https://')]).toEqual([model, true])
      expect([model, source.id]).toEqual([model, expect.stringMatching(/^[a-z]/)])
      expect([model, source.date]).toEqual([model, expect.stringMatching(/^2026-\d\d-\d\d$/)])
    }
  })

  test('has decimal rates, none of them zero, and cache reads below the input rate', () => {
    for (const { model, prices } of entries)
      for (const { rates } of bandsOf(prices)) {
        const wrong = Object.entries(rates).filter(
          ([, rate]) => !isDecimal(rate) || Number(rate) === 0,
        )
        expect([model, wrong]).toEqual([model, []])
        const { input = Infinity, cacheRead = 0 } = rates
        expect([model, Number(cacheRead) <= Number(input)]).toEqual([model, true])
      }
  })

  test('asks of no chat model more for input than for output, but where the maker does', () => {
    const dearer = entries.filter(({ kind, prices }) => {
      const { input = '0', output = 'Infinity' } = prices?.modes['standard']?.[0]?.rates ?? {}
      return kind === 'chat' && Number(input) > Number(output) * 1.05
    })
    expect(dearer.map(({ model }) => model).filter((model) => !makersOwn.has(model))).toEqual([])
  })

  test('prices documents and searches by piece, not by token', () => {
    const wrong = entries.filter(
      ({ kind, prices }) =>
        (kind === 'rerank' || kind === 'ocr') &&
        Number(prices?.modes['standard']?.[0]?.rates.input ?? 0) > 100,
    )
    expect(wrong.map(({ model }) => model)).toEqual([])
  })

  test('lists tiers in ascending order, the first from nothing on', () => {
    for (const { model, prices } of entries)
      for (const bands of Object.values(prices?.modes ?? {})) {
        const starts = bands.map(({ above }) => above)
        expect([model, starts]).toEqual([model, starts.toSorted((a, b) => a - b)])
        expect([model, starts[0]]).toEqual([model, 0])
      }
  })
})

test('every end of life is about a listed model, with a day and a page', () => {
  for (const [name, deprecation] of Object.entries(deprecations)) {
    const [provider = '', model = ''] = name.split('/')
    expect([name, snapshot.models(provider)?.models.has(model)]).toEqual([name, true])
    expect(deprecation?.retires).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(deprecation?.source).toMatch(/^https:/)
  }
})
