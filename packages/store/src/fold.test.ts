import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { LedgerStore, UsageRow } from '@signalbox/core'
import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { postgresStore } from './postgres/postgres-store.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

const count = 1200
const at = 1_600_000_000_000

function rowOf(n: number): UsageRow {
  return {
    requestId: `r${String(n)}`,
    attempt: 1,
    ts: at + n * 100_000,
    tenant: n % 2 === 0 ? 'acme' : undefined,
    target: 't',
    provider: 'p',
    model: 'm',
    kind: 'ok',
    nanoUsd: 3n,
    charges: [],
  }
}

async function folded(store: LedgerStore): Promise<number> {
  let sum = 0
  for (let rows = 1; rows > 0; sum += rows) rows = await store.fold(at + count * 100_000)
  return sum
}

async function holds(store: LedgerStore, others: readonly LedgerStore[]): Promise<void> {
  await store.flush(Array.from({ length: count + 5 }, (_, n) => rowOf(n)))
  const sums = () => store.usage({ from: 0, to: 2e12, groupBy: 'tenant' })
  const before = await sums()
  const all = await Promise.all([store, ...others].map(folded))
  expect(all.reduce((a, b) => a + b, 0)).toBe(count)
  expect(await sums()).toEqual(before)
}

describe('old rows go, and what they add up to stays', () => {
  test('in SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-fold-'))
    {
      await using store = sqliteStore(join(folder, 'a.db'), { reserveBytes: 0 })
      await expect(holds(store, [])).resolves.toBeUndefined()
    }
    rmSync(folder, { recursive: true })
  })

  test.skipIf(findPostgres() === undefined)(
    'in PostgreSQL, while three replicas do it at once',
    async () => {
      await using server = await startPostgres()
      const url = server?.url ?? ''
      await using store = postgresStore(url)
      await using second = postgresStore(url)
      await using third = postgresStore(url)
      await expect(holds(store, [second, third])).resolves.toBeUndefined()
    },
  )
})
