import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { ThreadOptions } from './protocol.ts'

/** Opens the database with its settings. */
export function openDatabase(options: ThreadOptions): DatabaseSync {
  const { path, mode, durability, maxBytes } = options
  const db = new DatabaseSync(path, { readOnly: mode === 'read', timeout: 5000 })
  try {
    if (mode === 'write') {
      db.exec('PRAGMA journal_mode = WAL')
      db.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`)
      db.exec('PRAGMA wal_autocheckpoint = 2000')
      if (maxBytes !== undefined) limitPages(db, maxBytes)
    }
    db.exec('PRAGMA foreign_keys = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Holds the file for this process alone; a kill frees it. */
export function lockFile(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}

function limitPages(db: DatabaseSync, maxBytes: number): void {
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size'] ?? 4096)
  db.exec(`PRAGMA max_page_count = ${String(Math.max(1, Math.floor(maxBytes / size)))}`)
}
