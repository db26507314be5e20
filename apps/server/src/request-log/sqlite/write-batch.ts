import type { DatabaseSync, StatementSync } from 'node:sqlite'

import { gradeColumns, gradeValues } from '../grade.ts'
import type { LoggedRequest } from '../log-line.ts'
import type { LoggedLines } from '../log-writer.ts'
import { rollUp, type ViewDelta } from '../rollup.ts'
import { attemptColumns, attemptValues, requestColumns, requestValues } from '../row-values.ts'
import { sumColumns, sumValues } from '../sums.ts'
import { addedToViews, mergedSketches, viewCounts, viewSketches } from '../view-rows.ts'

/** Writes batches; one is in the database whole, once, or not at all. */
export interface BatchWriter {
  /** False: this batch had been written before. */
  write(session: string, batch: number, lines: LoggedLines): boolean
}

/** A writer over a migrated database. */
export function createBatchWriter(db: DatabaseSync): BatchWriter {
  const last = db.prepare('SELECT last_batch FROM sessions WHERE id = ?')
  const mark = db.prepare('UPDATE sessions SET last_batch = ?, last_ts = ? WHERE id = ?')
  const rows = rowWriter(db)
  const rollups = rollupWriter(db)
  const grades = insert(db, 'grades', gradeColumns)
  return {
    write(session, batch, { requests, grades: graded }) {
      db.exec('BEGIN IMMEDIATE')
      try {
        const isOld = Number(last.get(session)?.['last_batch'] ?? 0) >= batch
        if (!isOld) {
          for (const request of requests) rows(request)
          rollups(requests)
          for (const grade of graded) grades.run(...gradeValues(grade))
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

function rowWriter(db: DatabaseSync): (request: LoggedRequest) => void {
  const request = insert(db, 'requests', requestColumns)
  const attempt = insert(db, 'attempts', ['seq', ...attemptColumns])
  return (logged) => {
    const { lastInsertRowid } = request.run(...requestValues(logged))
    for (const each of logged.attempts)
      attempt.run(lastInsertRowid, ...attemptValues(each, logged.startMs))
  }
}

function rollupWriter(db: DatabaseSync): (requests: readonly LoggedRequest[]) => void {
  const sums = upsert(db, 'sums', 'res bucket provider model route tenant key_id', sumColumns, [])
  const views = upsert(db, 'views', 'res dim value bucket', addedToViews, viewSketches)
  const before = db.prepare(
    'SELECT total, ttft, overhead FROM views WHERE res = ? AND dim = ? AND value = ? AND bucket = ?',
  )
  const merged = (row: ViewDelta) => mergedSketches(row, before.get(...row.at))
  return (requests) => {
    const deltas = rollUp(requests)
    for (const row of deltas.sums.values()) sums.run(...row.at, ...sumValues(row.sums))
    for (const row of deltas.views.values())
      views.run(...row.at, ...viewCounts(row), ...merged(row))
  }
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
