import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

import type { LoggedRequest } from '../log-line.ts'
import { contentColumns, contentValues } from '../row-values.ts'

/** Prompts and answers in a file of their own: it can lie elsewhere, and be deleted as a whole. */
export interface ContentFile {
  write(session: string, batch: number, requests: readonly LoggedRequest[]): void
  /** Deletes what is older than that, in Unix ms. */
  prune(before: number): void
  close(): void
}

const tables = `
PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS contents (
  session TEXT NOT NULL, batch INTEGER NOT NULL, n INTEGER NOT NULL,
  ts INTEGER NOT NULL, id TEXT NOT NULL, tenant TEXT NOT NULL,
  input TEXT NOT NULL, system TEXT, tools TEXT, output TEXT,
  PRIMARY KEY (session, batch, n)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contents_id ON contents (id);
CREATE INDEX IF NOT EXISTS contents_ts ON contents (ts);
`

/** The file of content beside that of requests. */
export function contentPlace(place: string): string {
  return place.replace(/(?:\.db)?$/, '-content.db')
}

/** Made with the first content; one that is there is opened at once, since its rows grow old. */
export function openContentFile(place: string): ContentFile {
  const file = contentPlace(place)
  let db = existsSync(file) ? opened(file) : undefined
  return {
    write(session, batch, requests) {
      const rows = requests.flatMap((request) => {
        const values = contentValues(request)
        return values === undefined ? [] : [values]
      })
      if (rows.length === 0) return
      db ??= opened(file)
      const columns = ['session', 'batch', 'n', ...contentColumns]
      const marks = columns.map(() => '?').join(', ')
      // A batch that comes again is the same.
      const insert = db.prepare(
        `INSERT OR IGNORE INTO contents (${columns.join(', ')}) VALUES (${marks})`,
      )
      db.exec('BEGIN IMMEDIATE')
      for (const [n, values] of rows.entries()) insert.run(session, batch, n, ...values)
      db.exec('COMMIT')
    },
    prune(before) {
      const changes = db?.prepare('DELETE FROM contents WHERE ts < ?').run(before).changes
      if (changes !== undefined && Number(changes) > 0) db?.exec('PRAGMA incremental_vacuum(2000)')
    },
    close() {
      db?.close()
    },
  }
}

function opened(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec(tables)
  return db
}
