import { memoryStore, type JsonValue } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { usageOf } from '../test-support/usage-of.ts'
import { createCatalog } from './create-catalog.ts'
import type { RefreshFetch } from './download.ts'
import type { RefreshOptions } from './refresh.ts'

const clock = { wall: () => Date.parse('2026-11-24T12:00:00Z') }

interface Served {
  readonly status?: number
  readonly text: string
  readonly etag?: string
}

/** Answers from a table by the last part of the URL. */
function serving(
  files: Readonly<Record<string, Served | Error>>,
  seen: string[] = [],
): RefreshFetch {
  return async (url, { headers }) => {
    const name = url.split('/').at(-1) ?? ''
    seen.push(`${name} ${headers['if-none-match'] ?? '-'}`)
    const file = files[name] ?? new Error('no such host')
    if (file instanceof Error) throw file
    if (file.etag !== undefined && headers['if-none-match'] === file.etag)
      return new Response(null, { status: 304 })
    const more = file.etag === undefined ? {} : { headers: { etag: file.etag } }
    return new Response(file.text, { status: file.status ?? 200, ...more })
  }
}

function listed(input: number, output: number, more: JsonValue = {}): string {
  const cost = { input, output, ...(more as object) }
  return JSON.stringify({ openai: { models: { 'gpt-4o': { cost, limit: { context: 5 } } } } })
}

function catalogWith(fetch: RefreshFetch, more: Partial<RefreshOptions> = {}) {
  return createCatalog({ clock, refresh: { fetch, ...more } })
}

function inputRate(catalog: ReturnType<typeof createCatalog>, model = 'gpt-4o'): bigint | null {
  const price = catalog.price({ provider: 'openai', model })
  return catalog.cost(price, usageOf({ input: 1_000_000 })).nanoUsd
}

describe('a good refresh', () => {
  test('brings a new price into force and reports it', async () => {
    const catalog = catalogWith(serving({ 'api.json': { text: listed(2, 8) } }))
    const before = catalog.version
    const heard: unknown[] = []
    catalog.onChange((changes) => heard.push(...changes.map(({ field }) => field)))
    const report = await catalog.refresh('models.dev')
    expect(report.sources).toEqual([{ source: 'models.dev', result: 'accepted' }])
    expect(inputRate(catalog)).toBe(2_000_000_000n)
    expect(heard).toEqual(['input', 'output'])
    expect(catalog.changes(0)).toMatchObject([
      { field: 'input', from: '2.5', to: '2', source: 'models.dev', at: clock.wall() },
      { field: 'output', from: '10', to: '8' },
    ])
    expect(catalog.version).not.toBe(before)
    expect(catalog.capabilities({ provider: 'openai', model: 'gpt-4o' }).contextTokens).toBe(5)
  })

  test('asks with the tag of the last answer and then changes nothing', async () => {
    const seen: string[] = []
    const file = { text: listed(2, 8), etag: '"a"' }
    const catalog = catalogWith(serving({ 'api.json': file }, seen))
    await catalog.refresh('models.dev')
    const version = catalog.version
    const second = await catalog.refresh('models.dev')
    expect(second.sources).toEqual([{ source: 'models.dev', result: 'unchanged' }])
    expect(seen).toEqual(['api.json -', 'api.json "a"'])
    expect(catalog.version).toBe(version)
  })

  test('tells since when each list is known to be current', async () => {
    let now = Date.parse('2026-11-24T12:00:00Z')
    const store = memoryStore()
    const file = { text: listed(2, 8), etag: '"a"' }
    const files: Record<string, Served | Error> = { 'api.json': file }
    const refresh = { fetch: serving(files), store }
    const catalog = createCatalog({ clock: { wall: () => now }, refresh })
    expect(catalog.sources()).toEqual([])
    await catalog.refresh()
    const first = now
    expect(catalog.sources()).toEqual([{ source: 'models.dev', at: first }])
    now += 3_600_000
    files['api.json'] = new Error('gone')
    await catalog.refresh()
    expect(catalog.sources()).toEqual([{ source: 'models.dev', at: first }])
    files['api.json'] = file
    await catalog.refresh()
    expect(catalog.sources()).toEqual([{ source: 'models.dev', at: now }])
    const later = catalogWith(serving({}), { store })
    await later.restore()
    const day = Date.parse('2026-11-24')
    expect(later.sources()).toEqual([{ source: 'models.dev', at: day }])
    expect(createCatalog().sources()).toEqual([])
  })

  test('keeps the richer row while the shared rates agree', async () => {
    const catalog = catalogWith(serving({ 'api.json': { text: listed(2.5, 10) } }))
    const report = await catalog.refresh('models.dev')
    expect(report.changes).toEqual([])
    const batch = catalog.price({ provider: 'openai', model: 'gpt-4o', serviceTier: 'batch' })
    expect(batch.reason).toBeUndefined()
  })

  test('compares dated prices by the moment: a list that knows the change brings no change', async () => {
    const prices = [
      { prices: { input_mtok: 9, output_mtok: 99 } },
      {
        constraint: { type: 'start_date', start_date: '2026-01-01' },
        prices: { input_mtok: 2.5, output_mtok: 10 },
      },
    ]
    const text = JSON.stringify([{ id: 'openai', models: [{ id: 'gpt-4o', prices }] }])
    const report = await catalogWith(serving({ 'data.json': { text } })).refresh('genai-prices')
    expect([report.changes, report.findings]).toEqual([[], []])
  })

  test('can be taken back', async () => {
    const catalog = catalogWith(serving({ 'api.json': { text: listed(2, 8) } }))
    await catalog.refresh('models.dev')
    catalog.rollback()
    expect(inputRate(catalog)).toBe(2_500_000_000n)
  })

  test('survives a restart without a network', async () => {
    const store = memoryStore()
    const online = catalogWith(serving({ 'api.json': { text: listed(2, 8) } }), { store })
    await online.refresh('models.dev')
    const offline = catalogWith(serving({}), { store })
    expect(await offline.restore()).toBe(true)
    expect(inputRate(offline)).toBe(2_000_000_000n)
    expect(await catalogWith(serving({}), { store: memoryStore() }).restore()).toBe(false)
  })

  test('reads the curated list with tiers, dates and hours', async () => {
    const text = JSON.stringify([
      {
        id: 'openai',
        models: [
          {
            id: 'gpt-new',
            match: { or: [{ equals: 'gpt-newest' }, { starts_with: 'gpt-n' }] },
            prices: [
              {
                prices: {
                  input_mtok: { base: 1, tiers: [{ start: 100, price: 2 }] },
                  output_mtok: 3,
                },
              },
              {
                constraint: { type: 'start_date', start_date: '2027-01-01' },
                prices: { input_mtok: 4, output_mtok: 5, web_searches_kcount: 2.5 },
              },
            ],
          },
        ],
      },
    ])
    const catalog = catalogWith(serving({ 'data.json': { text } }))
    await catalog.refresh('genai-prices')
    expect(inputRate(catalog, 'gpt-new')).toBe(2_000_000_000n)
    expect(catalog.resolve('openai/gpt-nope')).toBeNull()
    const at = Date.parse('2027-01-01')
    const later = catalog.price({ provider: 'openai', model: 'gpt-new', at })
    expect(catalog.cost(later, usageOf({ input: 10 })).nanoUsd).toBe(40_000n)
  })
})

describe('a bad refresh changes nothing', () => {
  const broken: readonly (readonly [string, Served | Error, string])[] = [
    ['no host', new Error('getaddrinfo ENOTFOUND'), 'ENOTFOUND'],
    ['an error page', { status: 503, text: 'sorry' }, 'answered 503'],
    ['HTML with 200', { text: '<html>' }, 'did not answer with JSON'],
    ['a truncated file', { text: listed(2, 8).slice(0, -3) }, 'did not answer with JSON'],
    ['an error body with 200', { text: '{"error":"quota"}' }, 'lists no models'],
    ['a list', { text: '[]' }, 'lists no models'],
    ['too many bytes', { text: `"${'x'.repeat(2_000)}"` }, 'is longer than 1000 bytes'],
  ]
  test.each(broken)('%s', async (_, file, error) => {
    const catalog = catalogWith(serving({ 'api.json': file }), { maxBytes: 1_000 })
    const version = catalog.version
    const [report] = (await catalog.refresh('models.dev')).sources
    expect(report).toMatchObject({ result: 'failed' })
    expect(report?.error).toContain(error)
    expect(catalog.version).toBe(version)
    expect(inputRate(catalog)).toBe(2_500_000_000n)
  })

  test.each([
    [25, 100, 'change_too_large'],
    [2_500, 10_000, 'change_too_large'],
    [10, 2.5, 'input_above_output'],
    [0, 10, 'price_vanished'],
    [0, 0, 'price_vanished'],
  ])('rates of %d and %d', async (input, output, rule) => {
    const catalog = catalogWith(serving({ 'api.json': { text: listed(input, output) } }))
    const report = await catalog.refresh('models.dev')
    expect(report.findings).toMatchObject([{ provider: 'openai', model: 'gpt-4o', rule }])
    expect(inputRate(catalog)).toBe(2_500_000_000n)
  })

  test('a model that has just been billed may not triple', async () => {
    const catalog = catalogWith(serving({ 'api.json': { text: listed(7.5, 30) } }))
    expect(inputRate(catalog)).toBe(2_500_000_000n)
    expect((await catalog.refresh('models.dev')).findings).toMatchObject([
      { action: 'quarantined' },
    ])
    expect(inputRate(catalog)).toBe(2_500_000_000n)
  })

  test('a list on which a third changes at once is refused whole', async () => {
    const models = createCatalog()
      .models({ provider: 'anthropic', kind: 'chat' })
      .map(({ model }) => [model, { cost: { input: 1.1, output: 2.2 } }] as const)
    const text = JSON.stringify({ anthropic: { models: Object.fromEntries(models) } })
    const catalog = catalogWith(serving({ 'api.json': { text } }))
    const report = await catalog.refresh('models.dev')
    expect(report.sources).toEqual([{ source: 'models.dev', result: 'refused' }])
    expect(report.refused['anthropic']).toContain('would change at once')
  })

  test('only the providers that are wanted are read', async () => {
    const fetch = serving({ 'api.json': { text: listed(2, 8) } })
    const catalog = catalogWith(fetch, { providers: ['anthropic'] })
    await catalog.refresh('models.dev')
    expect(inputRate(catalog)).toBe(2_500_000_000n)
  })
})

test('two sources that agree bring a large change together', async () => {
  const curated = [
    { id: 'openai', models: [{ id: 'gpt-4o', prices: { input_mtok: 25, output_mtok: 100 } }] },
  ]
  const fetch = serving({
    'data.json': { text: JSON.stringify(curated) },
    'api.json': { text: listed(25, 100) },
  })
  const catalog = catalogWith(fetch)
  await catalog.refresh()
  expect(inputRate(catalog)).toBe(25_000_000_000n)
})

test('a source that another one and the rows in force contradict is outvoted', async () => {
  const curated = [
    { id: 'openai', models: [{ id: 'gpt-4o', prices: { input_mtok: 5, output_mtok: 20 } }] },
  ]
  const catalog = catalogWith(
    serving({
      'data.json': { text: JSON.stringify(curated) },
      'api.json': { text: listed(2.5, 10) },
    }),
  )
  expect((await catalog.refresh()).findings).toMatchObject([{ rule: 'outvoted', to: '5' }])
  expect(inputRate(catalog)).toBe(2_500_000_000n)
})

test('without a way to fetch a refresh says so', async () => {
  await expect(createCatalog().refresh()).rejects.toThrow('no way to refresh')
  expect(await createCatalog().restore()).toBe(false)
})
