import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findPostgres, startPostgres, type PostgresServer } from '@signalbox/test-servers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { postgresRequestLog, sqliteRequestLog, type RequestLog } from './request-log.ts'
import { sampleAttempt, sampleRecord } from './sample-record.ts'

const folder = mkdtempSync(join(tmpdir(), 'request-logs-'))
let postgres: PostgresServer | undefined
let logs: RequestLog[] = []
let count = 0
beforeAll(async () => {
  postgres = await startPostgres()
}, 60_000)
afterEach(async () => {
  await Promise.all(logs.map((log) => log.close()))
  logs = []
})
afterAll(async () => {
  await postgres?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

// Far ahead: nothing is too old while a test runs.
const t0 = 1_990_000_000_000
const dayMs = 86_400_000
const day = { from: t0 - dayMs, to: t0 + dayMs }

/** An empty place, and how it is opened; again for every replica. */
const engines = {
  sqlite: async () => {
    const file = join(folder, `${String(count++)}.db`)
    return () => sqliteRequestLog({ file })
  },
  postgres: async () => {
    const url = (await postgres?.database(`log_${String(count++)}`)) ?? ''
    return () => postgresRequestLog({ url })
  },
}

const installed: readonly (keyof typeof engines)[] =
  findPostgres() === undefined ? ['sqlite'] : ['sqlite', 'postgres']

describe.each(installed)('what was written down in %s', (engine) => {
  let log: RequestLog
  // Each test has days of its own, so that one log is enough.
  let at = t0
  let days = day
  beforeAll(async () => {
    log = (await engines[engine]())()
  })
  beforeEach(() => {
    at += 10 * dayMs
    days = { from: at - dayMs, to: at + dayMs }
  })
  afterAll(() => log.close())
  const write = (patch: Parameters<typeof sampleRecord>[0] = {}) => {
    log.write(sampleRecord({ startMs: at, ...patch }))
  }

  test('is found again, whole, as soon as it was told', async () => {
    write({
      id: 'r-1',
      attempts: [
        sampleAttempt({
          outcome: 'error',
          errorType: 'rate_limited',
          tokens: undefined,
          nanoUsd: undefined,
          verdict: 'rate_limited',
        }),
        sampleAttempt({
          n: 2,
          provider: 'b',
          model: 'm2',
          target: 'b/m2',
          reason: 'fallback',
          nanoUsd: 9_007_199_254_740_993n,
        }),
      ],
    })
    expect(await log.request('r-1')).toMatchObject({
      id: 'r-1',
      provider: 'b',
      cost_usd: '9007199.254740993',
      attempt_count: 2,
      path: '/v1/chat/completions',
      attempts: [
        { n: 1, outcome: 'error', verdict: 'rate_limited', cost_usd: null },
        { n: 2, reason: 'fallback', key: 'blue', cost_usd: '9007199.254740993' },
      ],
    })
    expect(await log.request('r-2')).toBeNull()
    expect(await log.request('r-1', 'somebody-else')).toBeNull()
  })

  test('is listed page by page without gap or repetition, by any filter', async () => {
    for (let i = 0; i < 25; i++)
      write({
        id: `r-${String(i)}`,
        startMs: at + Math.floor(i / 3),
        tenant: i % 2 ? 'a' : 'b',
      })
    const seen: unknown[] = []
    let cursor: string | null | undefined
    do {
      const page = await log.requests({ limit: 7, ...days, ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `r-${String(24 - i)}`))
    const filtered = await log.requests({
      ...days,
      limit: 50,
      tenant: 'a',
      minMs: 1,
      provider: 'acme',
      outcome: 'ok',
    })
    expect(filtered.data).toHaveLength(12)
    expect((await log.requests({ ...days, limit: 50, minUsd: 1 })).data).toEqual([])
  })

  test('is graded, page by page, the later grade in place of the one before', async () => {
    write({ id: 'g-1' })
    const grade = (id: string, value: number, atMs: number, metric = 'score') => {
      log.grade({ id, metric, value, atMs, task: 'refund' })
    }
    grade('g-1', 0.2, at + 1)
    grade('g-1', 0.7, at + 2)
    grade('g-2', 1, at + 3)
    grade('g-1', 1, at + 4, 'thumbs')
    const first = await log.grades({ ...days, limit: 2 })
    expect(first.data).toMatchObject([
      { request_id: 'g-1', metric: 'score', value: 0.7, task: 'refund', language: null },
      { request_id: 'g-2', value: 1 },
    ])
    expect(first.data[0]).toMatchObject({ provider: 'acme', input_tokens: 10 })
    expect(first.data[1]).not.toHaveProperty('provider')
    const cursor = first.next ?? ''
    const rest = await log.grades({ ...days, limit: 2, cursor })
    expect(rest).toMatchObject({ data: [{ request_id: 'g-1', metric: 'thumbs' }], next: null })
    expect((await log.grades({ ...days, limit: 9, metric: 'thumbs' })).data).toHaveLength(1)
    expect((await log.grades({ from: at + 3, to: at + 4, limit: 9 })).data).toHaveLength(1)
  })

  test('adds up exactly by every group, tokens to the provider that told them', async () => {
    const failed = sampleAttempt({ outcome: 'error', nanoUsd: 5n })
    write({
      attempts: [failed, sampleAttempt({ n: 2, provider: 'b', model: 'm2', nanoUsd: 7n })],
    })
    write({ status: 400, errorType: 'invalid_request', attempts: [], keyId: undefined })
    write({
      status: 499,
      errorType: 'client_abort',
      clientAbort: true,
      startMs: at + 3_600_000,
    })
    write({ attempts: [sampleAttempt({ nanoUsd: null })] })
    const all = await log.usage(days)
    expect(all.totals).toEqual({
      requests: 4,
      attempts: 4,
      errors: 1,
      input_tokens: 40,
      cache_read_tokens: 4,
      cache_write_tokens: 8,
      output_tokens: 20,
      reasoning_tokens: 12,
      cost_usd: '0.000001246',
      saved_usd: '0',
      cost_unknown: 1,
    })
    const byProvider = await log.usage({ ...days, groupBy: 'provider' })
    expect(
      byProvider.groups.map(({ group, requests, attempts, cost_usd }) => [
        group,
        requests,
        attempts,
        cost_usd,
      ]),
    ).toEqual([
      ['', 1, 0, '0'],
      ['acme', 2, 3, '0.000001239'],
      ['b', 1, 1, '0.000000007'],
    ])
    for (const groupBy of ['model', 'route', 'tenant', 'key', 'day'] as const) {
      const { totals, groups } = await log.usage({ ...days, groupBy })
      expect(totals).toEqual(all.totals)
      expect(groups.reduce((sum, group) => sum + group.attempts, 0)).toBe(4)
    }
    expect((await log.usage({ ...days, tenant: 'nobody' })).totals.requests).toBe(0)
  })

  test('keeps every percentile within one percent, in whatever batches it came', async () => {
    const times = Array.from({ length: 900 }, (_, i) => 1 + ((i * 7919) % 9973) * 0.37)
    for (const [i, totalMs] of times.entries()) {
      write({ totalMs })
      if (i % 300 === 0) await log.flush()
    }
    const sorted = times.toSorted((a, b) => a - b)
    const { totals, providers } = await log.overview(days)
    for (const [name, share] of [
      ['p50_ms', 0.5],
      ['p95_ms', 0.95],
      ['p99_ms', 0.99],
    ] as const) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
      expect(Math.abs(totals[name] - exact) / exact).toBeLessThanOrEqual(0.01)
    }
    expect(totals).toMatchObject({ requests: 900, ok: 900, success_rate: 1 })
    expect(providers).toMatchObject([{ group: 'acme', requests: 900, cost_usd: totals.cost_usd }])
    const { series } = await log.series({ ...days, dim: 'model' })
    expect(series.map(({ group }) => group)).toEqual(['acme/m1'])
    expect(series[0]?.columns['requests']?.reduce((a, b) => Number(a) + Number(b), 0)).toBe(900)
  })

  test('holds content apart, and nothing of it where none was kept', async () => {
    const content = { input: '[{"role":"user"}]', output: '[{"role":"assistant\u0000"}]' }
    write({ id: 'with', content })
    write({ id: 'without' })
    expect(await log.content('with')).toMatchObject({ input: content.input, system: null })
    expect(await log.content('without')).toBeNull()
    expect(JSON.stringify(await log.request('with'))).not.toContain('assistant')
  })
})

describe.skipIf(findPostgres() === undefined)('replicas over one PostgreSQL', () => {
  test('see what all of them wrote, summed up as if it were one', async () => {
    const open = await engines.postgres()
    const [a, b] = [open(), open()]
    logs.push(a, b)
    for (let i = 0; i < 50; i++) {
      a.write(sampleRecord({ startMs: t0, id: `a-${String(i)}`, totalMs: 100, tenant: 'one' }))
      b.write(sampleRecord({ startMs: t0, id: `b-${String(i)}`, totalMs: 300, tenant: 'two' }))
    }
    await b.flush()
    const { totals } = await a.overview(day)
    expect(totals).toMatchObject({ requests: 100, attempts: 100, cost_usd: '0.0001234' })
    expect(Math.abs(totals.p50_ms - 100)).toBeLessThanOrEqual(1)
    expect(Math.abs(totals.p99_ms - 300)).toBeLessThanOrEqual(3)
    expect((await b.usage(day)).totals).toMatchObject({ requests: 100, input_tokens: 1000 })
    expect(await a.request('b-7')).toMatchObject({ id: 'b-7', attempts: [{ n: 1 }] })
    const page = await a.requests({ limit: 100 })
    expect(new Set(page.data.map(({ id }) => id)).size).toBe(100)
  })

  test('wait for a server that is away, and write each request once when it is back', async () => {
    const url = (await postgres?.database(`log_${String(count++)}`)) ?? ''
    const said: string[] = []
    const quiet = () => undefined
    const say = (text: string) => said.push(text)
    const log = postgresRequestLog({
      url,
      logger: { debug: quiet, info: say, warn: quiet, error: say },
    })
    logs.push(log)
    log.write(sampleRecord({ startMs: t0, id: 'before' }))
    expect(await log.request('before')).toMatchObject({ id: 'before' })
    await postgres?.stop('SIGQUIT')
    for (let i = 0; i < 20; i++) log.write(sampleRecord({ startMs: t0, id: `away-${String(i)}` }))
    await expect.poll(() => said, { timeout: 15_000 }).toHaveLength(1)
    await postgres?.start()
    await expect.poll(() => log.stats().depth, { timeout: 20_000 }).toBe(0)
    await expect
      .poll(() => log.overview(day).catch(() => undefined), { timeout: 15_000 })
      .toMatchObject({ totals: { requests: 21 } })
    expect((await log.requests({ limit: 50 })).data).toHaveLength(21)
    expect(said).toEqual([
      'requests cannot be written down; they wait',
      'requests are written down again',
    ])
  }, 60_000)

  test('are told of one that was cut off, not of one that lives or ended well', async () => {
    const url = (await postgres?.database(`log_${String(count++)}`)) ?? ''
    const living = postgresRequestLog({ url })
    logs.push(living)
    living.write(sampleRecord({ startMs: t0 }))
    await living.flush()
    expect(await saidOver(url)).toEqual([])
    const acknowledged = await killedOver(url)
    const { totals } = await living.usage({ from: 0, to: t0 + dayMs })
    expect(totals.requests).toBeGreaterThanOrEqual(acknowledged)
    expect(totals.attempts).toBe(totals.requests)
    expect(await saidOver(url)).toEqual([expect.stringContaining('was cut off')])
    expect(await saidOver(url)).toEqual([])
  })
})

/** What a run says that writes one request and ends well. */
async function saidOver(url: string): Promise<readonly string[]> {
  const said: string[] = []
  const quiet = () => undefined
  const warn = (text: string) => said.push(text)
  const log = postgresRequestLog({ url, logger: { debug: quiet, info: quiet, error: warn, warn } })
  log.write(sampleRecord({ startMs: t0 }))
  expect(await log.close()).toBe(0)
  return said
}

/** How many requests a run knew to be written down when it was killed. */
async function killedOver(url: string): Promise<number> {
  const fixture = join(import.meta.dirname, 'kill-me.fixture.ts')
  const child = spawn(process.execPath, ['--no-warnings', fixture, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      acknowledged = Math.max(acknowledged, ...String(bytes).trim().split('\n').map(Number))
      if (acknowledged > 500) resolve()
    })
  })
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  return acknowledged
}
