import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pipeline, type BudgetRow, type LedgerStore } from '@signalbox/core'
import { createLedger } from '@signalbox/ledger'
import { memoryLedgerStore } from '@signalbox/store'
import { postgresStore } from '@signalbox/store/postgres'
import { sqliteStore } from '@signalbox/store/sqlite'
import { findPostgres, startPostgres, type PostgresServer } from '@signalbox/test-servers'
import { ModelLedger } from '@signalbox/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { answering, ask, chat, contextFor, outputOnly, usageOf, whole } from './books.ts'

let folder = ''
let server: PostgresServer | undefined
let opened = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-engines-'))
  if (findPostgres() !== undefined) server = await startPostgres()
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

type Opened = LedgerStore & AsyncDisposable

const engines: Readonly<Record<string, () => Promise<Opened>>> = {
  memory: async () => ({ ...memoryLedgerStore(), [Symbol.asyncDispose]: async () => undefined }),
  SQLite: async () => sqliteStore(join(folder, `${String(opened++)}.db`)),
  PostgreSQL: async () =>
    postgresStore((await server?.database(`ledger${String(opened++)}`)) ?? ''),
}

const tenPerCall = chat({ maxOutputTokens: 10 })
const budgets = [
  { scope: 'org:x', usd: 10, per: 'month', strict: true },
  { scope: 'tenant:acme', usd: 0.5, per: 'day', strict: true },
] as const
/** Opening a database may take its time on a busy machine. */
const patient = { giveUpAfterMs: 20_000 }
const parents = { 'tenant:acme': 'org:x' }

for (const [name, open] of Object.entries(engines))
  describe.skipIf(name === 'PostgreSQL' && findPostgres() === undefined)(
    `a ledger on ${name}`,
    () => {
      test.each([1, 3])('lets exactly 50 of 200 pass on %i replicas', async (count) => {
        await using store = await open()
        const ledgers = Array.from({ length: count }, () =>
          createLedger({ store, catalog: outputOnly, budgets, parents, times: patient }),
        )
        const runs = ledgers.map((ledger) =>
          pipeline(
            ledger.budget(),
            ledger.record(),
            answering(async () => {
              await new Promise((resolve) => setTimeout(resolve, 10))
              return whole(usageOf(5, 10))
            }),
          ),
        )
        const results = await Promise.allSettled(
          Array.from({ length: 200 }, (_, at) => ask(runs[at % count]!, contextFor(tenPerCall))),
        )
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
        const closed = await Promise.all(ledgers.map((ledger) => ledger.close()))
        expect(closed).toEqual(ledgers.map(() => true))
        const states = await ledgers[0]!.states()
        expect(states.map(({ settled, leased }) => [settled, leased])).toEqual([
          [500_000_000n, 0n],
          [500_000_000n, 0n],
        ])
        const sum = await ledgers[0]!.spent('acme', { since: 0 })
        expect(sum).toMatchObject({ requests: 50, attempts: 50, nanoUsd: 500_000_000n })
      })

      test('keeps the same books as the model of the simulation', { timeout: 60_000 }, async () => {
        await using store = await open()
        let runs = 0
        const sameBooks = async (calls: readonly Operation[]) => {
          const prefix = `${String(runs++)}/`
          const model = new ModelLedger()
          const both = [modelCalls(model), store]
          const budgetRows = budgetNames.map((id) => rowOf(prefix + id, 100n))
          for (const one of both) await one.define(budgetRows)
          for (const call of calls) {
            const answers: unknown[] = []
            const lease = model.leases.get('lease' in call ? prefix + call.lease : '')
            for (const one of both)
              answers.push(await play(named(call, prefix), one, lease?.budget))
            expect(answers[1]).toEqual(answers[0])
            const told = (await store.budgets(budgetRows.map(({ id }) => id))).map(
              ({ id, settled, leased, limit }) => ({ id, settled, leased, limit }),
            )
            expect(told).toMatchObject(budgetRows.map(({ id }) => booksOf(model, id)))
          }
        }
        await fc.assert(
          fc.asyncProperty(fc.array(operations, { minLength: 5, maxLength: 40 }), sameBooks),
          { numRuns: name === 'memory' ? 300 : 30, seed: 7 },
        )
        expect(runs).toBeGreaterThanOrEqual(30)
      })
    },
  )

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const replicas = fc.constantFrom('r1', 'r2')
const budgetNames = ['x@0', 'y@0']
const budgetIds = fc.constantFrom(...budgetNames)
const amounts = fc.bigInt({ min: 0n, max: 60n })
const operations = fc.oneof(
  fc.record({ type: fc.constant('beat' as const), replica: replicas }),
  fc.record({ type: fc.constant('define' as const), budget: budgetIds, limit: amounts }),
  fc.record({
    type: fc.constant('grant' as const),
    lease: ids,
    budget: budgetIds,
    replica: replicas,
    want: amounts,
  }),
  fc.record({
    type: fc.constant('flush' as const),
    request: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
    budget: budgetIds,
    lease: fc.oneof(ids, fc.constant('')),
    actual: amounts,
  }),
  fc.record({ type: fc.constant('close' as const), lease: ids }),
  fc.record({ type: fc.constant('sweep' as const) }),
)
type Operation = typeof operations extends fc.Arbitrary<infer Value> ? Value : never

const rowOf = (id: string, limit: bigint): BudgetRow => ({
  id,
  scope: 'all',
  unit: 'usd',
  periodStart: 0,
  limit,
  mode: 'strict',
})

type Calls = Pick<LedgerStore, 'beat' | 'define' | 'grant' | 'flush' | 'close' | 'sweep'>

function modelCalls(model: ModelLedger): Calls {
  return {
    beat: async (replica) => model.beat(replica, 0),
    define: async (rows) => {
      for (const row of rows) model.define(row)
    },
    grant: async (wanted) => model.grant(wanted),
    flush: async (rows) => {
      model.flush(rows)
    },
    close: async (lease) => {
      model.close(lease)
    },
    sweep: async (ttlMs) => model.sweep(ttlMs, 0),
  }
}

function booksOf(model: ModelLedger, id: string): object {
  const { settled, leased, limit } = model.state(id) ?? {}
  return { id, settled, leased, limit }
}

/** One world beside the other in one store. */
function named(call: Operation, prefix: string): Operation {
  const entries = Object.entries(call).map(([key, value]) => {
    const isName = typeof value === 'string' && key !== 'type' && value !== ''
    return [key, isName ? `${prefix}${value}` : value]
  })
  return Object.fromEntries(entries) as Operation
}

/** A lease belongs to one budget. */
async function play(call: Operation, store: Calls, leaseOf: string | undefined): Promise<unknown> {
  switch (call.type) {
    case 'beat':
      return store.beat(call.replica)
    case 'define':
      return store.define([rowOf(call.budget, call.limit)])
    case 'grant':
      return store.grant(call)
    case 'flush': {
      const budget = leaseOf === undefined || leaseOf === '' ? call.budget : leaseOf
      const { lease, actual, request } = call
      const charges = [{ budget, lease, estimate: actual, actual }]
      const names = { target: 't', provider: 'p', model: 'm', kind: 'ok' } as const
      return store.flush([
        { requestId: request, attempt: 1, ts: 1, ...names, nanoUsd: actual, charges },
      ])
    }
    case 'close':
      return store.close(call.lease)
    case 'sweep':
      // Whoever ever beat was silent for longer than a time that has not come.
      return void (await store.sweep(-10_000))
  }
}
