import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { LogWriter } from '../log-writer.ts'
import { horizonOf } from '../retention.ts'
import { openContentFile } from './content-file.ts'
import { prune } from './prune.ts'
import { migrate } from './schema.ts'
import { createBatchWriter } from './write-batch.ts'

/** Writes into a file; it has one writer at a time. */
export function sqliteWriter(place: string, session: string): LogWriter {
  mkdirSync(dirname(place), { recursive: true })
  const db = new DatabaseSync(place)
  migrate(db)
  const cutOff = db
    .prepare('SELECT last_ts FROM sessions WHERE closed IS NULL AND id <> ?')
    .all(session)
    .map((row) => Number(row['last_ts']))
  db.prepare('UPDATE sessions SET closed = -1 WHERE closed IS NULL AND id <> ?').run(session)
  db.prepare('INSERT OR IGNORE INTO sessions VALUES (?, ?, 0, 0, NULL)').run(session, Date.now())
  const rows = createBatchWriter(db)
  const contents = openContentFile(place)
  return {
    cutOff,
    write(batch, lines) {
      contents.write(session, batch, lines.requests)
      return rows.write(session, batch, lines)
    },
    prune(retention, now) {
      contents.prune(horizonOf(retention, now).content)
      return prune(db, retention, now)
    },
    close() {
      db.prepare('UPDATE sessions SET closed = ? WHERE id = ?').run(Date.now(), session)
      db.close()
      contents.close()
    },
  }
}
