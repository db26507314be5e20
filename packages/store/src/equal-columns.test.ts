import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { expect, test } from 'vitest'

import { postgresStore } from './postgres/postgres-store.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

async function sqliteColumns(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-columns-'))
  const path = join(folder, 'a.db')
  {
    await using store = sqliteStore(path, { reserveBytes: 0 })
    await store.ready()
  }
  const db = new DatabaseSync(path, { readOnly: true })
  const rows = db
    .prepare(
      `SELECT t.name || '.' || c.name AS column FROM sqlite_schema t, pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name LIKE 'sb!_%' ESCAPE '!'`,
    )
    .all()
  db.close()
  rmSync(folder, { recursive: true })
  return rows.map((row) => String(row['column'])).toSorted()
}

async function postgresColumns(): Promise<readonly string[]> {
  await using server = await startPostgres()
  const url = server?.url ?? ''
  await using store = postgresStore(url)
  await store.migrate()
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ column: string }>(
    `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public'`,
  )
  await client.end()
  return rows.map(({ column }) => column).toSorted()
}

test.skipIf(findPostgres() === undefined)(
  'both engines have the same tables and columns',
  async () => {
    const columns = await sqliteColumns()
    expect(columns.length).toBeGreaterThan(50)
    expect(await postgresColumns()).toStrictEqual(columns)
  },
)
