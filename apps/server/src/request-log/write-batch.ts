import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

import type { LoggedRequest } from './log-line.ts'
import { classOf, rollUp, type ViewDelta } from './rollup.ts'
import { createSketch, type Sketch } from './sketch.ts'
import { sumColumns, sumValues } from './sums.ts'

/** Writes batches; one is in the database whole, once, or not at all. */
export interface BatchWriter {
  /** False: this batch had been written before. */
  write(session: string, batch: number, requests: readonly LoggedRequest[]): boolean
}

/** A writer over a migrated database. */
export function createBatchWriter(db: DatabaseSync): BatchWriter {
  const last = db.prepare('SELECT last_batch FROM sessions WHERE id = ?')
  const mark = db.prepare('UPDATE sessions SET last_batch = ?, last_ts = ? WHERE id = ?')
  const rows = rowWriter(db)
  const rollups = rollupWriter(db)
  return {
    write(session, batch, requests) {
      db.exec('BEGIN IMMEDIATE')
      try {
        const isOld = Number(last.get(session)?.['last_batch'] ?? 0) >= batch
        if (!isOld) {
          for (const request of requests) rows(request)
          rollups(requests)
          mark.run(batch, Date.now(), session)
        }
        db.exec('COMMIT')
        return !isOld
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
  }
}

function insert(db: DatabaseSync, table: string, columns: readonly string[]): StatementSync {
  const marks = columns.map(() => '?').join(', ')
  // A conflict would hold up all that comes after it.
  return db.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
}

const requestColumns =
  'ts id tenant key_id provider model route status class error_type stream total_ms ttft_ms overhead_us input cache_read cache_write output reasoning cost_nano cost_unknown saved_nano cache attempts detail'

const attemptColumns =
  'seq n ts target provider model reason outcome start_ms total_ms ttft_ms chunks key_id status error_type verdict upstream_request_id response_model finish_reason input cache_read cache_write output reasoning cost_nano basis confidence price_row'

function rowWriter(db: DatabaseSync): (request: LoggedRequest) => void {
  const request = insert(db, 'requests', requestColumns.split(' '))
  const attempt = insert(db, 'attempts', attemptColumns.split(' '))
  return (logged) => {
    const { lastInsertRowid } = request.run(...requestValues(logged))
    for (const each of logged.attempts)
      attempt.run(lastInsertRowid, ...attemptValues(each, logged.startMs))
  }
}

function requestValues(logged: LoggedRequest): readonly SQLInputValue[] {
  const { tokens } = logged
  return [
    Math.floor(logged.startMs),
    logged.id,
    logged.tenant ?? '',
    logged.keyId ?? '',
    logged.provider ?? '',
    logged.model ?? '',
    logged.route ?? '',
    logged.status,
    classOf(logged),
    logged.errorType ?? '',
    logged.stream ? 1 : 0,
    logged.totalMs,
    logged.ttftMs ?? null,
    logged.overheadUs,
    tokens.input,
    tokens.cacheRead,
    tokens.cacheWrite,
    tokens.output,
    tokens.reasoning,
    BigInt(logged.nanoUsd),
    logged.costUnknown ? 1 : 0,
    BigInt(logged.savedNanoUsd ?? 0),
    logged.cache?.result ?? '',
    logged.attempts.length,
    detailOf(logged),
  ]
}

/** What lists and filters do not need. */
function detailOf(logged: LoggedRequest): string {
  const { traceId, spanId, queueMs, method, httpRoute, surface, operation, requestedModel } = logged
  const { strategy, decisionId, experiment, variant, tags, errorCode, finishReason } = logged
  const { steps, guards, warnings } = logged
  const request = {
    traceId,
    spanId,
    queueMs,
    method,
    httpRoute,
    surface,
    operation,
    requestedModel,
  }
  const course = {
    strategy,
    decisionId,
    experiment,
    variant,
    tags,
    errorCode,
    finishReason,
    steps,
    guards,
    warnings,
  }
  return JSON.stringify({ ...request, ...course, cacheKind: logged.cache?.kind })
}

function attemptValues(
  attempt: LoggedRequest['attempts'][number],
  startMs: number,
): readonly SQLInputValue[] {
  const { tokens, nanoUsd } = attempt
  return [
    attempt.n,
    Math.floor(startMs),
    attempt.target,
    attempt.provider,
    attempt.model,
    attempt.reason,
    attempt.outcome,
    attempt.startMs,
    attempt.totalMs,
    attempt.ttftMs ?? null,
    attempt.chunks,
    attempt.keyId ?? null,
    attempt.status ?? null,
    attempt.errorType ?? null,
    attempt.verdict ?? null,
    attempt.upstreamRequestId ?? null,
    attempt.responseModel ?? null,
    attempt.finishReason ?? null,
    tokens?.input ?? 0,
    tokens?.cacheRead ?? 0,
    tokens?.cacheWrite ?? 0,
    tokens?.output ?? 0,
    tokens?.reasoning ?? 0,
    nanoUsd === undefined || nanoUsd === null ? null : BigInt(nanoUsd),
    attempt.basis ?? null,
    attempt.confidence ?? null,
    attempt.priceRowId ?? null,
  ]
}

const sketches = ['total', 'ttft', 'overhead'] as const
const classColumns = ['ok', 'refused', 'throttled', 'failed', 'aborted'] as const

function rollupWriter(db: DatabaseSync): (requests: readonly LoggedRequest[]) => void {
  const sums = upsert(db, 'sums', 'res bucket provider model route tenant key_id', sumColumns, [])
  const added = [...sumColumns, ...classColumns, 'attempt_errors']
  const views = upsert(db, 'views', 'res dim value bucket', added, sketches)
  const before = db.prepare(
    'SELECT total, ttft, overhead FROM views WHERE res = ? AND dim = ? AND value = ? AND bucket = ?',
  )
  const merged = (row: ViewDelta): readonly Uint8Array[] => {
    const found = before.get(...row.at)
    return sketches.map((name) => grown(row[name], found?.[name]))
  }
  return (requests) => {
    const deltas = rollUp(requests)
    for (const row of deltas.sums.values()) sums.run(...row.at, ...sumValues(row.sums))
    for (const row of deltas.views.values()) {
      const counts = classColumns.map((name) => row.classes[name])
      const values = [...sumValues(row.sums), ...counts, row.attemptErrors]
      views.run(...row.at, ...values, ...merged(row))
    }
  }
}

function grown(sketch: Sketch, before: unknown): Uint8Array {
  if (!(before instanceof Uint8Array)) return sketch.encode()
  const sum = createSketch()
  sum.merge(before)
  sum.merge(sketch.encode())
  return sum.encode()
}

function upsert(
  db: DatabaseSync,
  table: string,
  key: string,
  added: readonly string[],
  replaced: readonly string[],
): StatementSync {
  const keys = key.split(' ')
  const columns = [...keys, ...added, ...replaced]
  const sets = [
    ...added.map((column) => `${column} = ${column} + excluded.${column}`),
    ...replaced.map((column) => `${column} = excluded.${column}`),
  ]
  return db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sets.join(', ')}`,
  )
}
