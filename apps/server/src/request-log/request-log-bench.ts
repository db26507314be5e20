import { DatabaseSync } from 'node:sqlite'

import { decodeLines, encodeLine } from './log-line.ts'
import { runQuery, type Query } from './query.ts'
import { requestsQuery } from './request-query.ts'
import { sampleAttempt, sampleRecord } from './sample-record.ts'
import { migrate } from './sqlite/schema.ts'
import { sqliteRows } from './sqlite/sqlite-rows.ts'
import { createBatchWriter } from './sqlite/write-batch.ts'
import { usageQuery } from './usage-query.ts'
import { overviewQuery, seriesQuery } from './view-query.ts'

export { encodeLine } from './log-line.ts'

/** How long one question took, in ms; `cpu` is the median of its processor time. */
export interface Timing {
  readonly name: string
  readonly p50: number
  readonly p95: number
  readonly cpu: number
}

const dayMs = 86_400_000
const end = 1_790_000_000_000
const providers = ['acme', 'beta', 'gamma', 'delta']

/** Fills a file with a week of requests, then asks what boards and lists ask. */
export function requestLogBench(
  file: string,
  rows: number,
): { readonly writeMs: number; readonly questions: readonly Timing[] } {
  const db = new DatabaseSync(file)
  migrate(db)
  db.prepare('INSERT INTO sessions VALUES (?, 0, 0, 0, NULL)').run('bench')
  const startedAt = performance.now()
  fill(db, rows)
  const writeMs = performance.now() - startedAt
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const day = { from: end - dayMs, to: end }
  const week = { from: end - 7 * dayMs, to: end }
  const rowsOf = sqliteRows(db)
  const asked = (query: () => Query<unknown>) => () => runQuery(query(), rowsOf)
  const list = (more: object) => asked(() => requestsQuery({ limit: 50, ...more }))
  const questions = [
    timed(
      'overview, 24 h',
      asked(() => overviewQuery(day)),
    ),
    timed(
      'overview, 24 h, one provider',
      asked(() => overviewQuery({ ...day, dim: 'provider', value: 'acme' })),
    ),
    timed(
      'overview, 7 d',
      asked(() => overviewQuery(week)),
    ),
    timed(
      'series by model, 24 h',
      asked(() => seriesQuery({ ...day, dim: 'model' })),
    ),
    timed(
      'usage by key, 7 d, odd ends',
      asked(() => usageQuery({ from: week.from + 12_345, to: end - 54_321, groupBy: 'key' })),
    ),
    timed('requests, first page', list({})),
    timed('requests, one tenant', list({ tenant: 'tenant-7' })),
    timed('requests, failed only', list({ outcome: 'failed' })),
    timed('requests, slower than 1.9 s', list({ minMs: 1900 })),
    timed('requests, a page in the middle', list({ cursor: `${String(end - 3 * dayMs)}.1` })),
  ]
  db.close()
  return { writeMs, questions }
}

function fill(db: DatabaseSync, rows: number): void {
  const writer = createBatchWriter(db)
  const size = 5000
  for (let batch = 0; batch * size < rows; batch++) {
    const count = Math.min(size, rows - batch * size)
    const records = Array.from({ length: count }, (_, i) => recordAt(batch * size + i, rows))
    writer.write('bench', batch + 1, decodeLines(records.map(encodeLine)))
  }
}

function recordAt(i: number, rows: number) {
  const failed = i % 50 === 0
  // Twenty kinds of requests: who asks mostly asks for the same.
  const kind = i % 20
  const provider = providers[kind % 4] ?? ''
  const model = `model-${String(kind % 10)}`
  const attempt = sampleAttempt({ provider, model, target: `${provider}/${model}` })
  return sampleRecord({
    startMs: end - 7 * dayMs + Math.floor((i / rows) * 7 * dayMs),
    totalMs: 200 + ((i * 7919) % 1800),
    ttftMs: 100 + ((i * 104_729) % 400),
    overheadUs: 100 + (i % 900),
    tenant: `tenant-${String(kind)}`,
    keyId: `key-${String(kind)}`,
    route: `route-${String(kind % 5)}`,
    status: failed ? 502 : 200,
    errorType: failed ? 'upstream_5xx' : undefined,
    attempts: failed
      ? [
          { ...attempt, outcome: 'error' },
          { ...attempt, n: 2 },
        ]
      : [attempt],
  })
}

function timed(name: string, run: () => unknown): Timing {
  const rounds = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage()
    const startedAt = performance.now()
    run()
    const wall = performance.now() - startedAt
    const { user, system } = process.cpuUsage(before)
    return { wall, cpu: (user + system) / 1000 }
  })
  const walls = rounds.map(({ wall }) => wall).toSorted((a, b) => a - b)
  const cpus = rounds.map(({ cpu }) => cpu).toSorted((a, b) => a - b)
  return { name, p50: walls[7] ?? 0, p95: walls[14] ?? 0, cpu: cpus[7] ?? 0 }
}
