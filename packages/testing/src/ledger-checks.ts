import type { BudgetRow, BudgetState, Charge, LedgerStore, UsageRow } from '@signalbox/core'
import { expect } from 'vitest'

import type { ContractCheck } from './store-checks.ts'

/** A budget named after the key of its law. */
function budgetOf(id: string, limit: bigint, rest: Partial<BudgetRow> = {}): BudgetRow {
  return { id, scope: `tenant:${id}`, unit: 'usd', periodStart: 0, limit, mode: 'strict', ...rest }
}

/** One attempt of a request. */
export function rowOf(requestId: string, rest: Partial<UsageRow> = {}): UsageRow {
  const named = { requestId, attempt: 1, ts: 1_700_000_000_000, target: 't', provider: 'p' }
  return { ...named, model: 'm', kind: 'ok', nanoUsd: 0n, charges: [], ...rest }
}

/** What a row takes through a lease. */
function chargeOf(budget: string, lease: string, actual: bigint): Charge {
  return { budget, lease, estimate: actual, actual }
}

async function stateOf(store: LedgerStore, id: string): Promise<BudgetState> {
  const [state] = await store.budgets([id])
  if (state === undefined) throw new Error(`expected the budget ${id}`)
  return state
}

/** A budget of that limit, a live replica, and a way to ask for money. */
async function opened(store: LedgerStore, key: string, limit: bigint) {
  await store.define([budgetOf(key, limit)])
  await store.beat(key)
  return {
    grant: (lease: string, want: bigint) =>
      store.grant({ lease: `${key}/${lease}`, budget: key, replica: key, want }),
    charge: (request: string, lease: string, actual: bigint) =>
      store.flush([rowOf(key + request, { charges: [chargeOf(key, `${key}/${lease}`, actual)] })]),
    close: (lease: string) => store.close(`${key}/${lease}`),
    moved: async () => {
      const { settled, leased } = await stateOf(store, key)
      return { settled, leased }
    },
  }
}

/** What every ledger promises, by sentence. */
export const ledgerChecks: Readonly<Record<string, ContractCheck<LedgerStore>>> = {
  'keeps a budget as it was defined': async (store, key) => {
    const budget = budgetOf(key, 2n ** 60n, { unit: 'tokens', periodStart: 5, periodEnd: 9 })
    await store.define([budget])
    expect(await store.budgets([`${key}/none`, key, key])).toStrictEqual([
      { ...budget, settled: 0n, leased: 0n },
    ])
  },
  'changes limit and mode, and keeps what has gone': async (store, key) => {
    const { grant, moved } = await opened(store, key, 100n)
    await grant('a', 60n)
    await store.define([budgetOf(key, 50n, { mode: 'soft' })])
    expect(await stateOf(store, key)).toMatchObject({ limit: 50n, mode: 'soft' })
    expect(await moved()).toStrictEqual({ settled: 0n, leased: 60n })
    expect(await grant('b', 1n)).toBe(0n)
  },
  'hands out what is there and not more': async (store, key) => {
    const { grant, moved } = await opened(store, key, 100n)
    expect(await grant('a', 70n)).toBe(70n)
    expect(await grant('b', 70n)).toBe(30n)
    expect(await grant('c', 70n)).toBe(0n)
    expect(await grant('d', -5n)).toBe(0n)
    expect(await moved()).toStrictEqual({ settled: 0n, leased: 100n })
  },
  'hands exactly the limit to fifty who ask at once': async (store, key) => {
    const { grant, moved } = await opened(store, key, 1000n)
    const asks = Array.from({ length: 50 }, (_, index) => grant(String(index), 30n))
    const granted = await Promise.all(asks)
    expect(granted.reduce((sum, one) => sum + one, 0n)).toBe(1000n)
    expect((await moved()).leased).toBe(1000n)
  },
  'answers a repeated lease as the first time, a denial too': async (store, key) => {
    const { grant, close, moved } = await opened(store, key, 10n)
    expect(await Promise.all([grant('a', 10n), grant('a', 10n)])).toStrictEqual([10n, 10n])
    expect(await grant('b', 10n)).toBe(0n)
    await close('a')
    expect(await grant('b', 10n)).toBe(0n)
    expect(await grant('a', 4n)).toBe(10n)
    expect(await moved()).toStrictEqual({ settled: 0n, leased: 0n })
  },
  'gives nothing to a replica it does not know, nor from a budget it does not know': async (
    store,
    key,
  ) => {
    const { moved } = await opened(store, key, 10n)
    const ask = { lease: `${key}/a`, budget: key, replica: `${key}/ghost`, want: 5n }
    expect(await store.grant(ask)).toBe(0n)
    const other = { lease: `${key}/b`, budget: `${key}/later`, replica: key, want: 5n }
    expect(await store.grant(other)).toBe(0n)
    await store.define([budgetOf(`${key}/later`, 10n)])
    expect(await store.grant(other)).toBe(0n)
    expect(await moved()).toStrictEqual({ settled: 0n, leased: 0n })
  },
  'never grants a lease that was closed before it came': async (store, key) => {
    const { grant, close, moved } = await opened(store, key, 10n)
    await close('a')
    expect(await grant('a', 10n)).toBe(0n)
    expect(await moved()).toStrictEqual({ settled: 0n, leased: 0n })
  },
  'moves what a row cost from leased to settled': async (store, key) => {
    const { grant, charge, close, moved } = await opened(store, key, 100n)
    await grant('a', 60n)
    await charge('1', 'a', 25n)
    expect(await moved()).toStrictEqual({ settled: 25n, leased: 35n })
    await close('a')
    await close('a')
    expect(await moved()).toStrictEqual({ settled: 25n, leased: 0n })
    await charge('2', 'a', 5n)
    expect(await moved()).toStrictEqual({ settled: 30n, leased: 0n })
  },
  'settles an overrun without leasing less than nothing': async (store, key) => {
    const { grant, charge, close, moved } = await opened(store, key, 100n)
    await grant('a', 10n)
    await charge('1', 'a', 14n)
    expect(await moved()).toStrictEqual({ settled: 14n, leased: 0n })
    await charge('2', 'a', -6n)
    expect(await moved()).toStrictEqual({ settled: 8n, leased: 2n })
    await close('a')
    expect(await moved()).toStrictEqual({ settled: 8n, leased: 0n })
  },
  'charges a row without a lease straight to its budget': async (store, key) => {
    const { charge, moved } = await opened(store, key, 100n)
    await store.flush([rowOf(key, { charges: [chargeOf(key, '', 7n)] })])
    await charge('1', 'unknown', 2n)
    await store.flush([rowOf(`${key}/x`, { charges: [chargeOf(`${key}/none`, '', 7n)] })])
    expect(await moved()).toStrictEqual({ settled: 9n, leased: 0n })
  },
  'counts a row once, however often it comes': async (store, key) => {
    const { grant, moved } = await opened(store, key, 100n)
    await grant('a', 50n)
    const row = rowOf(key, { charges: [chargeOf(key, `${key}/a`, 10n)], tenant: key })
    await Promise.all([store.flush([row, row]), store.flush([row]), store.flush([row])])
    expect(await moved()).toStrictEqual({ settled: 10n, leased: 40n })
    await store.flush([row, { ...row, attempt: 2 }, { ...row, ts: row.ts + 1 }])
    expect(await moved()).toStrictEqual({ settled: 30n, leased: 20n })
    const [sum] = await store.usage({ from: 0, to: 2e12, tenant: key })
    expect(sum).toMatchObject({ requests: 1, attempts: 3 })
  },
  'settles many budgets at once, in whatever order rows name them': async (store, key) => {
    const ids = Array.from({ length: 6 }, (_, index) => `${key}/${String(index)}`)
    await store.define(ids.map((id) => budgetOf(id, 10_000n)))
    await store.beat(key)
    for (const id of ids)
      await store.grant({ lease: `${id}/l`, budget: id, replica: key, want: 1000n })
    const flushes = Array.from({ length: 12 }, (_, turn) => {
      const order = turn % 2 === 0 ? ids : ids.toReversed()
      const charges = order.map((id) => chargeOf(id, `${id}/l`, 3n))
      return store.flush(
        [0, 1, 2].map((n) => rowOf(`${key}/${String(turn)}/${String(n)}`, { charges })),
      )
    })
    await Promise.all(flushes)
    const states = await store.budgets(ids)
    expect(states.map(({ settled, leased }) => [settled, leased])).toStrictEqual(
      ids.map(() => [108n, 892n]),
    )
  },
  'charges what a lost replica may have spent, and nobody revives it': async (
    store,
    key,
    advance,
  ) => {
    const { grant, charge, moved } = await opened(store, key, 100n)
    await grant('a', 60n)
    await charge('1', 'a', 20n)
    const before = await store.replicas()
    await advance(1100)
    await store.beat(`${key}/alive`)
    expect(await store.sweep(1000)).toBeGreaterThanOrEqual(1)
    expect(await store.replicas()).toBeLessThanOrEqual(before)
    expect(await moved()).toStrictEqual({ settled: 60n, leased: 0n })
    await store.sweep(1000)
    expect(await moved()).toStrictEqual({ settled: 60n, leased: 0n })
    expect(await store.beat(key)).toBe(false)
    expect(await store.beat(`${key}/alive`)).toBe(true)
    expect(await grant('b', 5n)).toBe(0n)
  },
  'takes late rows of a lost replica out of what was charged for it': async (
    store,
    key,
    advance,
  ) => {
    const { grant, charge, close, moved } = await opened(store, key, 100n)
    await grant('a', 30n)
    await grant('b', 30n)
    await advance(120)
    await store.sweep(100)
    expect(await moved()).toStrictEqual({ settled: 60n, leased: 0n })
    await charge('1', 'a', 12n)
    expect((await moved()).settled).toBe(60n)
    await charge('2', 'a', 20n)
    expect((await moved()).settled).toBe(62n)
    await charge('3', 'b', 10n)
    await close('b')
    await close('a')
    expect(await moved()).toStrictEqual({ settled: 42n, leased: 0n })
  },
}
