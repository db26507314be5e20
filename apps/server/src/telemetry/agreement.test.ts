import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { SpanKind, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Usage } from '@signalbox/core'
import { simulate, type JournalEntry, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Config } from '../config/config.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { createServerCatalog } from '../routing/server-catalog.ts'

const count = Number(process.env['SIGNALBOX_AGREEMENT_REQUESTS'] ?? 5000)
const folder = mkdtempSync(join(tmpdir(), 'agreement-'))
const spans = new InMemorySpanExporter()
let simulator: Simulator
let gateway: Gateway
let config: Config
let journal: readonly JournalEntry[] = []
let usage: Record<string, number | string> = {}
let models: Record<string, Record<string, number | string>> = {}
let metrics = ''

/** Models whose usage the gateway cannot be told: the provider breaks off, or the client does. */
const untold = ['gpt-4.1', 'gpt-4-turbo']

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }),
  )
  simulator = await simulate({ port: 0, seed: 1, journalEntries: 4 * count })
  await simulator.control({
    'gpt-4o-mini': { usage: '120,7', cached: 20 },
    'gpt-4o': { usage: '1000,5' },
    'o4-mini': { usage: '33,40', reasoning: 25 },
    'gpt-4.1-mini': { fail: '503:0.3', usage: '11,3' },
    'claude-sonnet-4-5': { fail: '503:0.3', usage: '13,2' },
    'gpt-4.1-nano': { fail: '400:1' },
    'gpt-4.1': { cut: 2 },
    'gpt-4-turbo': { interval: 20, tokens: 50 },
    'claude-haiku-4-5': { usage: '210,9', cached: 50, written: 60 },
  })
  config = await parseConfig({
    version: 1,
    providers: {
      acme: { adapter: 'openai', apiKey: 'sk-canary-a', baseUrl: `${simulator.url}/openai/v1` },
      beta: { adapter: 'anthropic', apiKey: 'sk-canary-b', baseUrl: `${simulator.url}/anthropic` },
    },
    models: { spread: { targets: ['acme/gpt-4.1-mini', 'beta/claude-sonnet-4-5'] } },
    resilience: { breaker: { consecutiveFailures: 1000, failureRatio: 1, minAttempts: 100_000 } },
    telemetry: { requests: { file: join(folder, 'requests.db') } },
  })
  gateway = createGateway(config)
  await run()
  journal = await simulator.journal()
  usage = (await read('usage')).totals
  const { groups } = await read('usage?group_by=model')
  models = Object.fromEntries(groups.map((group) => [String(group['group']), group]))
  metrics = await (await gateway.fetch(new Request('http://gateway/metrics'))).text()
}, 300_000)

afterAll(async () => {
  await gateway.close()
  await simulator.close()
  trace.disable()
  rmSync(folder, { recursive: true, force: true })
})

interface UsageBody {
  readonly totals: Record<string, number | string>
  readonly groups: readonly Record<string, number | string>[]
}

async function read(path: string): Promise<UsageBody> {
  const response = await gateway.fetch(new Request(`http://gateway/admin/v1/${path}`))
  return (await response.json()) as UsageBody
}

async function run(): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await ask(next++)
  }
  await Promise.all(Array.from({ length: 32 }, worker))
}

async function ask(i: number): Promise<void> {
  const [path, body] = kinds[i % kinds.length] ?? ['', {}]
  const messages = [{ role: 'user', content: `canary-prompt ${String(i)}` }]
  const response = await gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body:
        typeof body === 'string' ? body : JSON.stringify({ messages, max_tokens: 100, ...body }),
    }),
  )
  if (JSON.stringify(body).includes('gpt-4-turbo')) {
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
  } else await response.text().catch(() => '')
}

const chat = '/v1/chat/completions'
const kinds: readonly (readonly [string, object | string])[] = [
  [chat, { model: 'acme/gpt-4o-mini' }],
  [chat, { model: 'acme/gpt-4o-mini', stream: true }],
  [chat, { model: 'acme/gpt-4o' }],
  [chat, { model: 'spread' }],
  [chat, { model: 'acme/o4-mini' }],
  ['/v1/messages', { model: 'beta/claude-haiku-4-5', stream: true }],
  ['/v1/messages', { model: 'acme/gpt-4o-mini' }],
  [chat, { model: 'beta/claude-haiku-4-5', stream: true }],
  [chat, { model: 'spread', stream: true }],
  [chat, { model: 'acme/o4-mini', stream: true }],
  [chat, { model: 'acme/gpt-4.1-nano' }],
  [chat, { model: 'acme/gpt-4.1', stream: true }],
  [chat, '{"model":'],
  [chat, { model: 'nobody/has-this' }],
  ['/v1/embeddings', { model: 'acme/text-embedding-3-small', input: 'canary text' }],
  [chat, { model: 'spread' }],
  [chat, { model: 'acme/gpt-4o', stream: true }],
  ['/v1/messages', { model: 'spread' }],
  [chat, { model: 'acme/gpt-4o-mini' }],
  [chat, { model: 'acme/gpt-4-turbo', stream: true }],
]

const sumOf = (entries: readonly JournalEntry[], field: keyof JournalEntry['billed']) =>
  entries.reduce((sum, { billed }) => sum + billed[field], 0)
const told = () => journal.filter(({ model, status }) => status === 200 && !untold.includes(model))

/** The sum of a metric's samples whose labels hold all of these. */
function metric(name: string, ...labels: readonly string[]): number {
  return metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
}

describe(`${String(count)} mixed requests`, () => {
  test('are as many as were made, everywhere', async () => {
    expect(usage['requests']).toBe(count)
    expect(metric('http_server_request_duration_count')).toBe(count)
    const { totals } = await read('overview')
    expect(totals['requests']).toBe(count)
    const servers = spans.getFinishedSpans().filter(({ kind }) => kind === SpanKind.SERVER)
    // What was refused at the door never had a span.
    expect(servers.length).toBe(
      count - kinds.filter(([, body]) => typeof body === 'string').length * (count / kinds.length),
    )
  })

  test('made as many attempts as the providers saw, model by model', () => {
    const calls = spans.getFinishedSpans().filter(({ kind }) => kind === SpanKind.CLIENT)
    expect(usage['attempts']).toBe(journal.length)
    expect(metric('signalbox_attempts_total')).toBe(journal.length)
    expect(calls).toHaveLength(journal.length)
    for (const model of new Set(journal.map((entry) => entry.model))) {
      const seen = journal.filter((entry) => entry.model === model).length
      expect([model, models[model]?.['attempts']]).toEqual([model, seen])
      expect(metric('signalbox_attempts_total', `model="${model}"`)).toBe(seen)
    }
    expect(journal.length).toBeGreaterThan(count * 0.9)
    expect(metric('signalbox_attempts_total', 'reason="fallback"')).toBeGreaterThan(count * 0.01)
  })

  test('used the tokens that the providers billed', () => {
    const names = [
      ['input', 'input_tokens', 'input'],
      ['cacheRead', 'cache_read_tokens', 'cache_read'],
      ['cacheWrite', 'cache_write_tokens', 'cache_write'],
      ['output', 'output_tokens', 'output'],
      ['reasoning', 'reasoning_tokens', 'reasoning'],
    ] as const
    for (const [field, column, type] of names) {
      const expected = sumOf(told(), field)
      const others = untold.reduce((sum, model) => sum + Number(models[model]?.[column] ?? 0), 0)
      expect([field, Number(usage[column]) - others]).toEqual([field, expected])
      const unseen = untold.reduce(
        (sum, model) =>
          sum +
          metric(
            'gen_ai_client_token_usage_sum',
            `gen_ai_token_type="${type}"`,
            `request_model="${model}"`,
          ),
        0,
      )
      expect(metric('gen_ai_client_token_usage_sum', `gen_ai_token_type="${type}"`) - unseen).toBe(
        expected,
      )
    }
    const calls = spans
      .getFinishedSpans()
      .filter(({ attributes }) => !untold.includes(String(attributes['gen_ai.request.model'])))
    const inSpans = (name: string) =>
      calls.reduce((sum, { attributes }) => sum + Number(attributes[name] ?? 0), 0)
    expect(inSpans('gen_ai.usage.input_tokens')).toBe(
      sumOf(told(), 'input') + sumOf(told(), 'cacheRead') + sumOf(told(), 'cacheWrite'),
    )
    expect(inSpans('gen_ai.usage.output_tokens')).toBe(
      sumOf(told(), 'output') + sumOf(told(), 'reasoning'),
    )
    expect(inSpans('gen_ai.usage.cache_read.input_tokens')).toBe(sumOf(told(), 'cacheRead'))
  })

  test('cost what their tokens cost, to the nano-USD', () => {
    const prices = createServerCatalog(config)
    const nanoOf = ({ model, wire, billed }: JournalEntry): bigint => {
      const provider = wire.startsWith('anthropic') ? 'beta' : 'acme'
      const cost = prices.catalog.cost(prices.price({ provider, model }), usageOf(billed))
      return cost.nanoUsd ?? 0n
    }
    const expected = told().reduce((sum, entry) => sum + nanoOf(entry), 0n)
    const others = untold.reduce((sum, model) => sum + nano(models[model]?.['cost_usd']), 0n)
    expect(nano(usage['cost_usd']) - others).toBe(expected)
    expect(expected).toBeGreaterThan(0n)
    expect(metric('signalbox_cost_total')).toBeCloseTo(Number(usage['cost_usd']), 6)
    const inSpans = spans
      .getFinishedSpans()
      .reduce((sum, { attributes }) => sum + Number(attributes['signalbox.cost.usd'] ?? 0), 0)
    expect(inSpans).toBeCloseTo(Number(usage['cost_usd']), 6)
  })

  test('leave no prompt, answer or key in spans, metrics, rows or sums', async () => {
    const rows = await (
      await gateway.fetch(new Request('http://gateway/admin/v1/requests?limit=500'))
    ).text()
    const inSpans = spans
      .getFinishedSpans()
      .map(({ attributes, events, status }) => [attributes, events, status])
    expect([JSON.stringify(inSpans), metrics, rows].join('\n')).not.toContain('canary')
  })
})

function nano(usd: number | string | undefined): bigint {
  const [whole = '0', fraction = ''] = String(usd ?? '0').split('.')
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
}

function usageOf(billed: JournalEntry['billed']): Usage {
  return {
    input: {
      uncached: billed.input,
      cacheRead: billed.cacheRead,
      cacheWrite5m: billed.cacheWrite,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text: billed.output, reasoning: billed.reasoning },
  }
}
