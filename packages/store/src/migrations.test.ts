import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import type { SqlEngine } from './engine.ts'
import { postgresStatement } from './postgres/postgres-dialect.ts'
import { postgresStore } from './postgres/postgres-store.ts'
import { migrate } from './sql/migrate.ts'
import { migrations, type Migration } from './sql/schema.ts'
import type { SqlRow, Steps } from './sql/statement.ts'
import { connection } from './sqlite/connection.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

const names = migrations.map(({ name }) => name)
const added: Migration = {
  name: '9998-later',
  statements: [`ALTER TABLE sb_usage ADD COLUMN later TEXT`],
}
const broken: Migration = { name: '9999-rebuilt!', statements: [] }

async function tellsItsSchema(store: SqlEngine): Promise<void> {
  expect(await store.migrations()).toEqual({ applied: [], pending: names })
  expect(await store.migrations()).toEqual({ applied: [], pending: names })
  expect(await store.migrate()).toEqual(names)
  expect(await store.migrations()).toEqual({ applied: names, pending: [] })
  expect(await store.migrate()).toEqual([])
}

/** What a version left behind that knew only the first migration. */
function* oldData(): Steps<void> {
  yield {
    sql: `INSERT INTO sb_usage (request_id, attempt, ts, tenant, target, provider, model, kind,
        input, cache_read, cache_write, output, reasoning, nano_usd, charges)
      VALUES ('old', 1, 5, 'acme', 't', 'p', 'm', 'ok', 1, 2, 3, 4, 5, 6, '[]')`,
    params: [],
  }
  yield {
    sql: `INSERT INTO sb_settings (path, version, value) VALUES ('["tenants","acme"]', 1, '{"name":"acme"}')`,
    params: [],
  }
  yield { sql: `UPDATE sb_settings_version SET version = 1`, params: [] }
}

/** Old data is there, and new data beside it. */
async function works(store: SqlEngine): Promise<void> {
  const row = { requestId: 'new', attempt: 1, ts: 6, tenant: 'acme', target: 't', provider: 'p' }
  await store.flush([{ ...row, model: 'm', kind: 'ok', nanoUsd: 1n, charges: [] }])
  expect(await store.usage({ from: 0, to: 10, tenant: 'acme' })).toMatchObject([
    { requests: 2, inputTokens: 1, reasoningTokens: 5, nanoUsd: 7n, savedNanoUsd: 0n },
  ])
  expect((await store.load()).value).toEqual({ tenants: { acme: { name: 'acme' } } })
}

describe('in SQLite', () => {
  async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-migrations-'))
    await work(join(folder, 'a.db'))
    rmSync(folder, { recursive: true })
  }

  function leave(path: string, known: readonly Migration[]): void {
    const db = new DatabaseSync(path)
    const { run } = connection(db)
    run(migrate(known))
    run(oldData())
    db.close()
  }

  test('a store that waits for its schema says what is missing', () =>
    inFolder(async (path) => {
      await using store = sqliteStore(path, { migrate: false, reserveBytes: 0 })
      await expect(tellsItsSchema(store)).resolves.toBeUndefined()
    }))

  test.each(names.map((name, index) => [name, index + 1] as const))(
    'goes on from what the version of %s left',
    (_, count) =>
      inFolder(async (path) => {
        leave(path, migrations.slice(0, count))
        await using store = sqliteStore(path, { reserveBytes: 0 })
        await expect(works(store)).resolves.toBeUndefined()
        expect(await store.migrations()).toEqual({ applied: names, pending: [] })
      }),
  )

  test('goes back with its data to a version before something was added', () =>
    inFolder(async (path) => {
      leave(path, [...migrations, added])
      await using store = sqliteStore(path, { reserveBytes: 0 })
      await expect(works(store)).resolves.toBeUndefined()
    }))

  test('refuses what a later version has changed for good, and says what to do', () =>
    inFolder(async (path) => {
      leave(path, [...migrations, broken])
      await using store = sqliteStore(path, { reserveBytes: 0 })
      await expect(store.ready()).rejects.toMatchObject({
        reason: 'newer-schema',
        message: expect.stringContaining('9999-rebuilt!'),
      })
    }))
})

describe.skipIf(findPostgres() === undefined)('in PostgreSQL', () => {
  test('the same: what is missing, forward from every version, back, and no further', async () => {
    await using server = await startPostgres()
    const url = server?.url ?? ''
    const { default: pg } = await import('pg')

    async function run<Answer>(steps: Steps<Answer>): Promise<Answer> {
      const client = new pg.Client(url)
      await client.connect()
      let step = steps.next()
      while (step.done !== true) {
        const { rows } = await client.query<SqlRow>(postgresStatement(step.value))
        step = steps.next(rows)
      }
      await client.end()
      return step.value
    }

    async function leave(known: readonly Migration[]): Promise<void> {
      await run(empty())
      await run(migrate(known))
      await run(oldData())
    }

    {
      await using store = postgresStore(url, { migrate: false })
      await tellsItsSchema(store)
    }
    const versions = names.map((_, index) => migrations.slice(0, index + 1))
    for (const known of [...versions, [...migrations, added]]) {
      await leave(known)
      await using store = postgresStore(url)
      await works(store)
    }
    await leave([...migrations, broken])
    await using store = postgresStore(url)
    await expect(store.ready()).rejects.toMatchObject({ reason: 'newer-schema' })
  })
})

function* empty(): Steps<void> {
  yield { sql: 'DROP SCHEMA public CASCADE', params: [] }
  yield { sql: 'CREATE SCHEMA public', params: [] }
}
