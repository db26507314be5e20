import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { afterAll, describe, expect, test } from 'vitest'

import { decodeLine, encodeLine, type LoggedRequest } from './log-line.ts'
import { runQuery } from './query.ts'
import { sqliteRequestLog, type RequestLog } from './request-log.ts'
import { defaultRetention } from './retention.ts'
import { createRing } from './ring.ts'
import { sampleRecord } from './sample-record.ts'
import { prune } from './sqlite/prune.ts'
import { migrate } from './sqlite/schema.ts'
import { sqliteRows } from './sqlite/sqlite-rows.ts'
import { createBatchWriter } from './sqlite/write-batch.ts'
import { timeWindows } from './time-windows.ts'
import { usageQuery } from './usage-query.ts'
import { overviewQuery } from './view-query.ts'

const logged = (record: Parameters<typeof encodeLine>[0]): LoggedRequest =>
  decodeLine(encodeLine(record))
const folder = mkdtempSync(join(tmpdir(), 'request-log-'))
const logs: RequestLog[] = []
let files = 0
afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()))
  rmSync(folder, { recursive: true, force: true })
})
const newFile = () => join(folder, `${String(files++)}.db`)

function open(more: Partial<Parameters<typeof sqliteRequestLog>[0]> = {}): RequestLog {
  const log = sqliteRequestLog({ file: newFile(), ...more })
  logs.push(log)
  return log
}

const t0 = 1_790_000_000_000
const day = { from: t0 - 86_400_000, to: t0 + 86_400_000 }

test('any range adds up to what its rows do, however it lies to minutes and hours', () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  db.prepare('INSERT INTO sessions VALUES (?, 0, 0, 0, NULL)').run('s')
  const starts = Array.from({ length: 300 }, (_, i) => t0 + i * 47_123)
  const requests = starts.map((startMs) => logged(sampleRecord({ startMs })))
  createBatchWriter(db).write('s', 1, { requests, grades: [] })
  for (let i = 0; i < 60; i++) {
    const from = t0 + ((i * 7_919_777) % 14_000_000)
    const to = from + ((i * 104_729_333) % 14_000_000)
    const expected = starts.filter((start) => start >= from && start < to).length
    const { totals } = runQuery(usageQuery({ from, to }), sqliteRows(db))
    expect(totals).toMatchObject({
      requests: expected,
      attempts: expected,
      input_tokens: expected * 10,
    })
    expect(timeWindows(from, to).at(0)?.from ?? from).toBe(from)
  }
})

test('rollups keep every percentile within one percent, in whatever batches they came', () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  db.prepare('INSERT INTO sessions VALUES (?, 0, 0, 0, NULL)').run('s')
  const writer = createBatchWriter(db)
  const times = Array.from({ length: 3000 }, (_, i) => 1 + ((i * 7919) % 9973) * 0.37)
  for (let i = 0; i < times.length; i += 250) {
    const records = times.slice(i, i + 250).map((totalMs) => logged(sampleRecord({ totalMs })))
    expect(writer.write('s', i / 250 + 1, { requests: records, grades: [] })).toBe(true)
    expect(writer.write('s', i / 250 + 1, { requests: records, grades: [] })).toBe(false)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const { totals } = runQuery(overviewQuery(day), sqliteRows(db))
  for (const [name, share] of [
    ['p50_ms', 0.5],
    ['p95_ms', 0.95],
    ['p99_ms', 0.99],
  ] as const) {
    const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
    expect(Math.abs(totals[name] - exact) / exact).toBeLessThanOrEqual(0.01)
  }
  expect(totals.requests).toBe(3000)
})

describe('a worker that fails', () => {
  test('holds nobody up: what it cannot write waits, what finds no room is counted', async () => {
    const lines: string[] = []
    const quiet = () => undefined
    const logger = {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (text: string) => lines.push(text),
    }
    const log = sqliteRequestLog({
      file: join(folder, 'no', '\u0000bad', 'x.db'),
      maxLines: 10,
      logger,
    })
    for (let i = 0; i < 25; i++) log.write(sampleRecord())
    // A thread takes its time to start on a busy machine.
    await expect.poll(() => lines.length, { timeout: 15_000 }).toBe(1)
    expect(log.stats()).toMatchObject({ depth: 10, dropped: 15, acknowledged: 0 })
    expect(lines[0]).toContain('cannot be written down')
    expect(await log.close()).toBe(25)
  })

  test('a killed process loses nothing that was acknowledged, and the next one says that it was cut off', async () => {
    const file = newFile()
    const child = spawn(
      process.execPath,
      ['--no-warnings', join(import.meta.dirname, 'kill-me.fixture.ts'), file],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let acknowledged = 0
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (bytes: Buffer) => {
        acknowledged = Math.max(acknowledged, ...String(bytes).trim().split('\n').map(Number))
        if (acknowledged > 2000) resolve()
      })
    })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const said: string[] = []
    const quiet = () => undefined
    const log = open({
      file,
      logger: { debug: quiet, info: quiet, error: quiet, warn: (text) => said.push(text) },
    })
    const { totals } = await log.usage(day)
    expect(totals.requests).toBeGreaterThanOrEqual(acknowledged)
    expect(totals.attempts).toBe(totals.requests)
    await expect
      .poll(() => said, { timeout: 15_000 })
      .toEqual([expect.stringContaining('was cut off')])
  })

  test('a clean end is no cut', async () => {
    const file = newFile()
    const said: string[] = []
    const quiet = () => undefined
    const logger = {
      debug: quiet,
      info: quiet,
      error: quiet,
      warn: (text: string) => said.push(text),
    }
    const first = sqliteRequestLog({ file })
    for (let i = 0; i < 500; i++) first.write(sampleRecord())
    expect(await first.close()).toBe(0)
    const second = open({ file, logger })
    expect((await second.usage(day)).totals.requests).toBe(500)
    expect(said).toEqual([])
  })
})

test('a request is one line of JSON on standard output, with its ids and without keys', async () => {
  const fixture = join(import.meta.dirname, 'print-me.fixture.ts')
  const child = spawn(process.execPath, ['--no-warnings', fixture, newFile()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (bytes: Buffer) => (text += String(bytes)))
  await new Promise((resolve) => child.once('close', resolve))
  const lines = text.trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    msg: 'request completed',
    request_id: 'r-1',
    trace_id: 't-1',
    status: 200,
    requestedModel: '***',
    attempts: [{ n: 1, nanoUsd: '1234' }],
  })
})

describe('a ring', () => {
  test('is bounded by count and by size, and counts what it lets go', () => {
    const ring = createRing({ maxLines: 3, maxChars: 100 })
    expect(['a', 'b', 'c', 'd'].map((line) => ring.push(line))).toEqual([true, true, true, false])
    expect(ring.take(2)).toEqual(['a', 'b'])
    expect(ring.push('e')).toBe(false)
    ring.done()
    expect(ring.push('x'.repeat(100))).toBe(false)
    expect(ring.push('f')).toBe(true)
    expect([ring.depth, ring.dropped]).toEqual([2, 3])
  })
})

test('what is too old or too much is deleted, sums stay', () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  db.prepare('INSERT INTO sessions VALUES (?, 0, 0, 0, NULL)').run('s')
  const old = Array.from({ length: 2500 }, () =>
    logged(sampleRecord({ startMs: t0 - 30 * 86_400_000 })),
  )
  const requests = [...old, logged(sampleRecord({ startMs: t0 }))]
  createBatchWriter(db).write('s', 1, { requests, grades: [] })
  const retention = { ...defaultRetention, maxBytes: 1e12 }
  expect(prune(db, retention, t0)).toBe(true)
  expect(prune(db, retention, t0)).toBe(false)
  const count = (table: string) => db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.['n']
  expect([count('requests'), count('attempts')]).toEqual([1, 1])
  expect(db.prepare('SELECT SUM(requests) AS n FROM sums WHERE res = 60').get()?.['n']).toBe(2501)
  expect(db.prepare('SELECT SUM(requests) AS n FROM sums WHERE res = 1').get()?.['n']).toBe(1)
  expect(prune(db, { ...retention, maxBytes: 1 }, t0)).toBe(false)
  expect(count('requests')).toBe(0)
})
