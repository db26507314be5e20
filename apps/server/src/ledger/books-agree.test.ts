import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { JournalEntry } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openBooks, type OpenBooks } from './open-books.fixture.ts'

const count = Number(process.env['SIGNALBOX_BOOKS_REQUESTS'] ?? 600)
const folder = mkdtempSync(join(tmpdir(), 'books-'))
let books: OpenBooks
let journal: readonly JournalEntry[] = []
let usage: UsageBody
let models: UsageBody
let metrics = ''
let hits = 0

interface Row {
  readonly group?: string
  readonly requests: number
  readonly attempts: number
  readonly input_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
  readonly output_tokens: number
  readonly reasoning_tokens: number
  readonly cost_usd: string
  readonly saved_usd: string
  readonly cost_unknown: number
}
interface UsageBody {
  readonly totals: Row
  readonly groups: readonly Row[]
}

/** Of these nobody tells the gateway what was used: the stream breaks off, or the client leaves. */
const untold = new Set(['gpt-4.1', 'gpt-4-turbo'])
const buckets = [
  ['input', 'input_tokens', 'input'],
  ['cacheRead', 'cache_read_tokens', 'cache_read'],
  ['cacheWrite', 'cache_write_tokens', 'cache_write'],
  ['output', 'output_tokens', 'output'],
  ['reasoning', 'reasoning_tokens', 'reasoning'],
] as const

/** Whole USD per million tokens, so that every cost is a whole number of nano-USD. */
const prices: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'gpt-4o-mini': { input: 3, output: 7, cacheRead: 1 },
  'o4-mini': { input: 2, output: 11, reasoning: 11 },
  'gpt-4.1-mini': { input: 1, output: 4 },
  'claude-sonnet-4-5': { input: 5, output: 9 },
  'claude-haiku-4-5': { input: 6, output: 8, cacheRead: 1, cacheWrite: 13 },
}

const chat = '/v1/chat/completions'
const kinds: readonly (readonly [string, object])[] = [
  [chat, { model: 'main/gpt-4o-mini' }],
  [chat, { model: 'main/gpt-4o-mini', stream: true }],
  ['/v1/messages', { model: 'main/gpt-4o-mini', stream: true }],
  [chat, { model: 'main/o4-mini' }],
  [chat, { model: 'spread' }],
  [chat, { model: 'spread', stream: true }],
  ['/v1/messages', { model: 'claude/claude-haiku-4-5', stream: true }],
  [chat, { model: 'claude/claude-haiku-4-5' }],
  [chat, { model: 'main/gpt-4.1-nano' }],
  [chat, { model: 'main/gpt-4.1', stream: true }],
  [chat, { model: 'main/gpt-4-turbo', stream: true }],
  [chat, { model: 'nobody/has-this' }],
]

beforeAll(async () => {
  const overrides = Object.entries(prices).map(([model, rates]) => ({
    match: `${model.startsWith('claude') ? 'claude' : 'main'}/${model}`,
    prices: Object.fromEntries(
      Object.entries(rates).map(([unit, usd]) => [
        unit === 'cacheWrite' ? 'cacheWrite5m' : unit,
        String(usd),
      ]),
    ),
  }))
  books = await openBooks({
    folder,
    budgets: [
      { usd: 1000, per: 'day', strict: true },
      { tokens: 1_000_000_000, per: 'month', key: 'app', mode: 'observe' },
    ],
    sections: {
      catalog: { overrides },
      cache: { exact: { ttlSeconds: 300 } },
      models: { spread: { targets: ['main/gpt-4.1-mini', 'claude/claude-sonnet-4-5'] } },
      resilience: { breaker: { consecutiveFailures: 1000, failureRatio: 1, minAttempts: 100_000 } },
      telemetry: { requests: { file: join(folder, 'requests.db') } },
    },
  })
  await books.simulator.control({
    'gpt-4o-mini': { usage: '120,7', cached: 20 },
    'o4-mini': { usage: '33,40', reasoning: 25 },
    'gpt-4.1-mini': { fail: '503:0.3', usage: '11,3' },
    'claude-sonnet-4-5': { fail: '503:0.3', usage: '13,2' },
    'gpt-4.1-nano': { fail: '400:1' },
    'gpt-4.1': { cut: 2 },
    'gpt-4-turbo': { interval: 20, tokens: 50 },
    'claude-haiku-4-5': { usage: '210,9', cached: 50, written: 60 },
  })
  let next = 0
  const worker = async () => {
    while (next < count) await one(next++)
  }
  await Promise.all(Array.from({ length: 24 }, worker))
  journal = await books.simulator.journal()
  usage = await books.admin<UsageBody>('usage')
  models = await books.admin<UsageBody>('usage?group_by=model')
  metrics = await (await books.gateway.fetch(new Request('http://gateway/metrics'))).text()
}, 120_000)

afterAll(async () => {
  await books[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

async function one(i: number): Promise<void> {
  const [path, body] = kinds[i % kinds.length] ?? ['', {}]
  // One of ten is asked again, so that the cache has something to say.
  const text = i % 10 === 0 ? `again ${String(i % kinds.length)}` : `once ${String(i)}`
  const messages = [{ role: 'user', content: text }]
  const leave = new AbortController()
  const { signal } = leave
  const response = await books.ask(
    path,
    { messages, max_tokens: 100, temperature: 0, ...body },
    { signal },
  )
  if (response.headers.get('x-signalbox-cache') === 'hit') hits++
  if ('model' in body && String(body.model).endsWith('gpt-4-turbo')) {
    await response.body?.getReader().read()
    leave.abort()
  } else await response.text().catch(() => '')
}

const told = () => journal.filter(({ model, status }) => status === 200 && !untold.has(model))
const sumOf = (field: keyof JournalEntry['billed']) =>
  told().reduce((sum, { billed }) => sum + billed[field], 0)
const others = (read: (row: Row) => number) =>
  models.groups
    .filter(({ group = '' }) => untold.has(group))
    .reduce((sum, row) => sum + read(row), 0)
const nano = (usd: string) => {
  const [whole = '0', part = ''] = usd.split('.')
  return BigInt(whole + part.padEnd(9, '0'))
}

function metric(name: string, ...labels: readonly string[]): number {
  return metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
}

describe(`${String(count)} mixed requests, in books that are kept`, () => {
  test('held streams, failures, retries, cancellations and cached answers', () => {
    expect(usage.totals.requests).toBe(count)
    expect(hits).toBeGreaterThan(count / 60)
    expect(journal.filter(({ status }) => status === 503).length).toBeGreaterThan(count / 60)
    expect(journal.filter(({ aborted }) => aborted).length).toBeGreaterThan(count / 60)
    expect(metric('signalbox_attempts_total', 'reason="fallback"')).toBeGreaterThan(0)
    expect(metric('signalbox_cost_saved_total', 'by="cache"')).toBeGreaterThan(0)
  })

  test('made as many attempts as the providers saw, model by model', () => {
    expect(usage.totals.attempts).toBe(journal.length)
    expect(metric('signalbox_attempts_total')).toBe(journal.length)
    for (const model of new Set(journal.map((entry) => entry.model))) {
      const seen = journal.filter((entry) => entry.model === model).length
      const inBooks = models.groups.find(({ group }) => group === model)?.attempts
      expect([model, inBooks]).toEqual([model, seen])
    }
  })

  test('used the tokens that the providers billed, in the books as in the metrics', () => {
    for (const [field, column, type] of buckets) {
      expect([field, usage.totals[column] - others((row) => row[column])]).toEqual([
        field,
        sumOf(field),
      ])
      const inMetrics = metric('gen_ai_client_token_usage_sum', `gen_ai_token_type="${type}"`)
      expect([field, inMetrics]).toEqual([field, usage.totals[column]])
    }
  })

  test('cost what the tokens cost, to the nano-USD', () => {
    const expected = told().reduce((sum, { model, billed }) => {
      const rates = prices[model] ?? {}
      const cost = buckets.reduce(
        (usd, [field]) =>
          usd +
          billed[field] * (rates[field] ?? (field === 'reasoning' ? (rates['output'] ?? 0) : 0)),
        0,
      )
      return sum + BigInt(cost) * 1000n
    }, 0n)
    const unseen = models.groups
      .filter(({ group = '' }) => untold.has(group))
      .reduce((sum, { cost_usd }) => sum + nano(cost_usd), 0n)
    expect(nano(usage.totals.cost_usd) - unseen).toBe(expected)
    expect(expected).toBeGreaterThan(0n)
    expect(metric('signalbox_cost_total')).toBeCloseTo(Number(usage.totals.cost_usd), 7)
    expect(usage.totals.cost_unknown).toBe(0)
  })

  test('tells what answers of the cache would have cost', () => {
    expect(hits).toBeGreaterThan(0)
    expect(nano(usage.totals.saved_usd)).toBeGreaterThan(0n)
    expect(metric('signalbox_cost_saved_total')).toBeCloseTo(Number(usage.totals.saved_usd), 7)
  })

  test('took the same from the budgets, in USD and in tokens', async () => {
    const state = async () => {
      const { data } = await books.admin<{ data: { settled: string | number; unit: string }[] }>(
        'budgets',
      )
      return Object.fromEntries(data.map(({ unit, settled }) => [unit, settled]))
    }
    const { totals } = usage
    const tokens = buckets.reduce((sum, [, column]) => sum + totals[column], 0)
    expect(await state()).toEqual({ usd: totals.cost_usd, tokens })
  })

  test('by key, tenant, provider, route and day add up to the same', async () => {
    for (const by of ['key', 'tenant', 'provider', 'route', 'day']) {
      const { groups } = await books.admin<UsageBody>(`usage?group_by=${by}`)
      const cost = groups.reduce((sum, { cost_usd }) => sum + nano(cost_usd), 0n)
      expect([by, cost]).toEqual([by, nano(usage.totals.cost_usd)])
      expect([by, groups.reduce((sum, { requests }) => sum + requests, 0)]).toEqual([by, count])
    }
  })
})
