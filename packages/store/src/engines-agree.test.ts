import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { LedgerStore } from '@signalbox/core'
import { findPostgres, startPostgres } from '@signalbox/test-servers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { memoryLedgerStore } from './memory/memory-ledger-store.ts'
import { postgresStore } from './postgres/postgres-store.ts'
import { sqliteStore } from './sqlite/sqlite-store.ts'

type Step = (store: LedgerStore, run: string) => Promise<unknown>

const budgets = ['a', 'b', 'c']
const budgetName = fc.constantFrom(...budgets)
const leaseName = fc.constantFrom('1', '2', '3', '4', '')
const replicaName = fc.constantFrom('r', 's')

const charge = fc.record({
  budget: budgetName,
  lease: leaseName,
  actual: fc.bigInt({ min: -5n, max: 60n }),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  replicaName.map(
    (replica): Step =>
      (store, run) =>
        store.beat(run + replica),
  ),
  fc
    .record({
      lease: leaseName,
      budget: budgetName,
      replica: replicaName,
      want: fc.bigInt(-2n, 90n),
    })
    .map(
      ({ lease, budget, replica, want }): Step =>
        (store, run) =>
          store.grant({ lease: run + lease, budget: run + budget, replica: run + replica, want }),
    ),
  fc
    .record({ id: fc.integer({ min: 1, max: 6 }), charges: fc.array(charge, { maxLength: 3 }) })
    .map(
      ({ id, charges }): Step =>
        (store, run) =>
          store.flush([
            {
              requestId: `${run}${String(id)}`,
              attempt: 1,
              ts: id,
              target: 't',
              provider: 'p',
              model: 'm',
              tenant: run,
              kind: id % 2 === 0 ? 'failed' : 'ok',
              nanoUsd: id === 3 ? null : BigInt(id),
              charges: charges.map(({ budget, lease, actual }) => ({
                budget: run + budget,
                lease: run + lease,
                estimate: actual,
                actual,
              })),
            },
          ]),
    ),
  leaseName.map(
    (lease): Step =>
      (store, run) =>
        store.close(run + lease),
  ),
  // Everybody who ever beat is silent for longer than nothing.
  fc.constant<Step>(async (store) => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    await store.sweep(0)
  }),
)

async function play(store: LedgerStore, run: string, steps: readonly Step[]) {
  const answers: unknown[] = []
  const modes = ['strict', 'soft', 'observe'] as const
  await store.define(
    budgets.map((id, index) => ({
      id: run + id,
      scope: id,
      unit: 'usd',
      periodStart: 0,
      limit: BigInt(50 + index * 70),
      mode: modes[index] ?? 'soft',
    })),
  )
  for (const one of steps) answers.push(await one(store, run))
  answers.push(await store.budgets(budgets.map((id) => run + id)))
  answers.push(await store.usage({ from: 0, to: 10, tenant: run }))
  return answers
}

async function agrees(store: LedgerStore, numRuns: number): Promise<void> {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const run = `${String(++runs)}/`
      const expected = await play(memoryLedgerStore(), run, steps)
      expect(await play(store, run, steps)).toEqual(expected)
    }),
    { numRuns },
  )
}

describe('whatever happens, the books are those of the memory ledger', () => {
  test('in SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-agree-'))
    {
      await using store = sqliteStore(join(folder, 'a.db'), { reserveBytes: 0 })
      await expect(agrees(store, 80)).resolves.toBeUndefined()
    }
    rmSync(folder, { recursive: true })
  })

  test.skipIf(findPostgres() === undefined)('in PostgreSQL', async () => {
    await using server = await startPostgres()
    await using store = postgresStore(server?.url ?? '')
    await expect(agrees(store, 20)).resolves.toBeUndefined()
  })
})
