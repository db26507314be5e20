import type { DatabaseSync } from 'node:sqlite'

import { horizonOf, type Retention } from '../retention.ts'

/** Deleted at a time, so that no batch waits long. */
const chunk = 2000

/** Deletes a piece of what is too old or too much; true: there is more to do. */
export function prune(db: DatabaseSync, retention: Retention, now: number): boolean {
  const { request, minute, tenMinutes, hour } = horizonOf(retention, now)
  const isTooLarge = usedBytes(db) > retention.maxBytes
  db.prepare('DELETE FROM grades WHERE ts < ?').run(request)
  const deleted = deleteRequests(db, isTooLarge ? '1 = 1' : `ts < ${String(request)}`)
  for (const table of ['sums', 'views'])
    db.exec(
      `DELETE FROM ${table} WHERE (res = 1 AND bucket < ${String(minute)})
         OR (res = 10 AND bucket < ${String(tenMinutes)}) OR (res = 60 AND bucket < ${String(hour)})`,
    )
  if (deleted > 0) db.exec('PRAGMA incremental_vacuum(2000)')
  return deleted === chunk
}

/** The bytes of a database that hold something. */
function usedBytes(db: DatabaseSync): number {
  const read = (name: string) => Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
  return (read('page_count') - read('freelist_count')) * read('page_size')
}

function deleteRequests(db: DatabaseSync, where: string): number {
  const oldest = `SELECT seq FROM requests WHERE ${where} ORDER BY ts LIMIT ${String(chunk)}`
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(`DELETE FROM attempts WHERE seq IN (${oldest})`)
    const { changes } = db.prepare(`DELETE FROM requests WHERE seq IN (${oldest})`).run()
    db.exec('COMMIT')
    return Number(changes)
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
