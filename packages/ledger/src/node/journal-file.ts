import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { JournalFileOptions, JournalTexts, JournalWrite } from './journal-protocol.ts'

/** A journal in one SQLite file; a second process is refused while the first one lives. */
export interface JournalFile {
  load(): JournalTexts
  /** One transaction; answers the numbers of the entries that had no room. */
  write(writes: readonly JournalWrite[]): readonly number[]
  close(): void
}

const schema = `
CREATE TABLE IF NOT EXISTS lease (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (name TEXT PRIMARY KEY, settled INTEGER NOT NULL, row TEXT NOT NULL)
  STRICT, WITHOUT ROWID;`

/** Opens or makes the file; throws a sentence when another process holds it. */
export function openJournalFile(options: JournalFileOptions): JournalFile {
  const { path, synchronous, maxBytes } = options
  mkdirSync(dirname(path), { recursive: true })
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA busy_timeout=1000; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL')
    db.exec(`PRAGMA synchronous=${synchronous}; PRAGMA wal_autocheckpoint=2000`)
    db.exec(`BEGIN EXCLUSIVE; ${schema} COMMIT`)
  } catch (error) {
    db.close()
    throw openError(error, path)
  }
  const statements = {
    lease: db.prepare('INSERT OR IGNORE INTO lease VALUES (?)'),
    forget: db.prepare('DELETE FROM lease WHERE id = ?'),
    // A settled row is never reserved again: writes may overtake nothing, but replays repeat.
    reserve: db.prepare(
      'INSERT INTO entry VALUES (?, 0, ?) ON CONFLICT(name) DO UPDATE SET row = excluded.row WHERE settled = 0',
    ),
    settle: db.prepare(
      'INSERT INTO entry VALUES (?, 1, ?) ON CONFLICT(name) DO UPDATE SET settled = 1, row = excluded.row',
    ),
    ack: db.prepare('DELETE FROM entry WHERE name = ?'),
    pages: db.prepare(
      'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
    ),
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
  }

  function apply(write: JournalWrite): void {
    switch (write.type) {
      case 'lease':
        statements.lease.run(write.lease)
        return
      case 'forget':
        for (const lease of write.leases) statements.forget.run(lease)
        return
      case 'reserve':
      case 'settle':
        statements[write.type].run(write.name, write.row)
        return
      case 'ack':
        for (const name of write.names) statements.ack.run(name)
    }
  }

  function isFull(): boolean {
    return Number(statements.pages.get()?.['bytes'] ?? 0) > maxBytes
  }

  return {
    load() {
      const rows = db.prepare('SELECT settled, row FROM entry ORDER BY name').all()
      const leases = db.prepare('SELECT id FROM lease ORDER BY id').all()
      const texts = (settled: number) =>
        rows.filter((row) => row['settled'] === settled).map((row) => String(row['row']))
      return {
        leases: leases.map((row) => String(row['id'])),
        reserved: texts(0),
        settled: texts(1),
      }
    },
    write(writes) {
      const full = isFull()
      const refused: number[] = []
      statements.begin.run()
      try {
        for (const [at, write] of writes.entries()) {
          // What is known already must find room; what is new need not begin.
          const isNew = write.type === 'lease' || write.type === 'reserve'
          if (full && isNew) refused.push(at)
          else apply(write)
        }
        statements.commit.run()
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
      return refused
    },
    close() {
      db.close()
    },
  }
}

function openError(error: unknown, path: string): unknown {
  const isLocked = error instanceof Error && /locked|busy/i.test(error.message)
  if (!isLocked) return error
  return new Error(`The journal "${path}" belongs to another process: give each replica its own.`, {
    cause: error,
  })
}
