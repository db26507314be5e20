import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import type { SqlEngine } from './engine.ts'
import { postgresStore } from './postgres/postgres-store.ts'
import { migrations } from './sql/schema.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

const names = migrations.map(({ name }) => name)

async function tellsItsSchema(store: SqlEngine): Promise<void> {
  expect(await store.migrations()).toEqual({ applied: [], pending: names })
  expect(await store.migrations()).toEqual({ applied: [], pending: names })
  expect(await store.migrate()).toEqual(names)
  expect(await store.migrations()).toEqual({ applied: names, pending: [] })
  expect(await store.migrate()).toEqual([])
}

describe('a store that waits for its schema says what is missing', () => {
  test('in SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-migrations-'))
    {
      await using store = sqliteStore(join(folder, 'a.db'), { migrate: false, reserveBytes: 0 })
      await expect(tellsItsSchema(store)).resolves.toBeUndefined()
    }
    rmSync(folder, { recursive: true })
  })

  test.skipIf(findPostgres() === undefined)('in PostgreSQL', async () => {
    await using server = await startPostgres()
    await using store = postgresStore(server?.url ?? '', { migrate: false })
    await expect(tellsItsSchema(store)).resolves.toBeUndefined()
  })
})
