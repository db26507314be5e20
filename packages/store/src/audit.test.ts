import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { AuditRow, AuditStore } from '@signalbox/core'
import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { memoryEngine } from './memory/memory-engine.ts'
import { postgresStore } from './postgres/postgres-store.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

const row = (id: string, more: Partial<AuditRow> = {}): AuditRow => ({
  id,
  ts: 1000,
  who: 'admin:a',
  action: 'POST /keys',
  subject: `/keys/${id}`,
  detail: { before: null, after: { name: "O'Brien; DROP TABLE sb_audit", n: 0 } },
  ...more,
})

async function keepsTheBook(store: AuditStore): Promise<void> {
  await store.record(row('2'))
  await store.record(row('1', { who: 'admin:b', ts: 500 }))
  await store.record(row('3', { action: 'DELETE /keys' }))
  await store.record(row('3', { who: 'somebody else' }))
  expect(await store.audit({ limit: 10 })).toEqual([
    row('3', { action: 'DELETE /keys' }),
    row('2'),
    row('1', { who: 'admin:b', ts: 500 }),
  ])
  const ids = async (query: Parameters<AuditStore['audit']>[0]) =>
    (await store.audit(query)).map(({ id }) => id)
  expect(await ids({ limit: 2 })).toEqual(['3', '2'])
  expect(await ids({ limit: 2, before: '2' })).toEqual(['1'])
  expect(await ids({ limit: 9, who: 'admin:b' })).toEqual(['1'])
  expect(await ids({ limit: 9, action: 'POST /keys', before: '3' })).toEqual(['2', '1'])
  expect(await ids({ limit: 9, who: "' OR 1=1 --" })).toEqual([])
  await store.forget(1000)
  expect(await ids({ limit: 9 })).toEqual(['3', '2'])
}

describe('what operators did is kept, newest first', () => {
  test('in memory', async () => {
    await expect(keepsTheBook(memoryEngine())).resolves.toBeUndefined()
  })

  test('in SQLite, and after it was closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-audit-'))
    const path = join(folder, 'a.db')
    {
      await using store = sqliteStore(path, { reserveBytes: 0 })
      await expect(keepsTheBook(store)).resolves.toBeUndefined()
    }
    {
      await using store = sqliteStore(path, { reserveBytes: 0 })
      expect(await store.audit({ limit: 9 })).toHaveLength(2)
    }
    rmSync(folder, { recursive: true })
  })

  test.skipIf(findPostgres() === undefined)('in PostgreSQL', async () => {
    await using server = await startPostgres()
    await using store = postgresStore(server?.url ?? '')
    await expect(keepsTheBook(store)).resolves.toBeUndefined()
  })
})
