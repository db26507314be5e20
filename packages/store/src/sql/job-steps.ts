import type { Job, JsonObject } from '@signalbox/core'

import { count, orNull, text } from './columns.ts'
import type { Steps } from './statement.ts'

const keptForMs = 7 * 86_400_000

/** A job with the id chosen by its sender, so that sending it twice adds it once. */
export function* addJob(job: {
  readonly id: string
  readonly type: string
  readonly payload: JsonObject
  readonly runAt?: number | undefined
  readonly dedupe?: string | undefined
}): Steps<string> {
  const { id, type, payload, runAt, dedupe } = job
  yield {
    sql: `DELETE FROM sb_job WHERE state IN ('done', 'failed') AND available_at < {now} - ${String(keptForMs)}`,
    params: [],
  }
  yield {
    sql: `INSERT INTO sb_job (id, type, payload, state, available_at, attempts, dedupe)
      VALUES (?, ?, ?, 'open', COALESCE(CAST(? AS {int}), {now}), 0, ?) ON CONFLICT DO NOTHING`,
    params: [id, type, JSON.stringify(payload), orNull(runAt), orNull(dedupe)],
  }
  const [row] = yield {
    sql: 'SELECT id FROM sb_job WHERE id = ? OR (type = ? AND dedupe = ?)',
    params: [id, type, orNull(dedupe)],
  }
  return row === undefined ? id : text(row, 'id')
}

/** Takes jobs whose time has come; a claimed one comes again when its lease is over. */
export function* claimJobs(type: string, wanted: number, leaseMs: number): Steps<readonly Job[]> {
  const rows = yield {
    sql: `UPDATE sb_job SET attempts = attempts + 1, available_at = {now} + CAST(? AS {int})
      WHERE id IN (SELECT id FROM sb_job WHERE state = 'open' AND type = ? AND available_at <= {now}
        ORDER BY available_at LIMIT CAST(? AS {int}) {skipLocked})
      RETURNING id, payload, attempts`,
    params: [Math.ceil(leaseMs), type, Math.max(0, Math.trunc(wanted))],
  }
  return rows.map((row) => ({
    id: text(row, 'id'),
    payload: JSON.parse(text(row, 'payload')) as JsonObject,
    attempt: count(row, 'attempts'),
  }))
}

/** More time for a claimed job. */
export function* extendJob(id: string, leaseMs: number): Steps<void> {
  yield {
    sql: `UPDATE sb_job SET available_at = {now} + CAST(? AS {int}) WHERE id = ? AND state = 'open'`,
    params: [Math.ceil(leaseMs), id],
  }
}

/** Done; one that may not run twice is remembered for a week. */
export function* completeJob(id: string): Steps<void> {
  yield { sql: 'DELETE FROM sb_job WHERE id = ? AND dedupe IS NULL', params: [id] }
  yield {
    sql: `UPDATE sb_job SET state = 'done', payload = '{"done":true}', available_at = {now}
      WHERE id = ?`,
    params: [id],
  }
}

/** Back to the queue at a time, or never again. */
export function* failJob(id: string, retryAt: number | undefined): Steps<void> {
  yield {
    sql: `UPDATE sb_job SET state = CASE WHEN CAST(? AS {int}) IS NULL THEN 'failed' ELSE state END,
        available_at = COALESCE(CAST(? AS {int}), {now})
      WHERE id = ? AND state = 'open'`,
    params: [orNull(retryAt), orNull(retryAt), id],
  }
}
