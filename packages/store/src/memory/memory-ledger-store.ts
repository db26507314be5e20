import {
  type BudgetRow,
  type Clock,
  type LedgerStore,
  systemClock,
  type UsageRow,
} from '@signalbox/core'

import {
  chargeLease,
  closeLease,
  expireLease,
  type LeaseAccount,
  type LeaseStep,
} from '../lease-account.ts'
import { rowKey } from '../row-key.ts'
import { pricedRequests, sumUsage } from './sum-usage.ts'

/** Where a memory ledger takes its time from and how many rows it remembers; the oldest go first. */
export interface MemoryLedgerOptions {
  readonly clock?: Pick<Clock, 'wall'> | undefined
  readonly maxRows?: number | undefined
}

interface Budget {
  row: BudgetRow
  settled: bigint
  leased: bigint
}

interface Lease {
  readonly budget: string
  readonly replica: string
  account: LeaseAccount
}

/** The books of one process: the same protocol as every engine, gone with it. */
export function memoryLedgerStore(options: MemoryLedgerOptions = {}): LedgerStore {
  const { clock = systemClock, maxRows = 100_000 } = options
  const budgets = new Map<string, Budget>()
  const leases = new Map<string, Lease>()
  const replicas = new Map<string, { beatAt: number; live: boolean }>()
  const rows = new Map<string, UsageRow>()

  function take(lease: Lease, { account, settled, leased }: LeaseStep): void {
    lease.account = account
    move(lease.budget, settled, leased)
  }

  function move(id: string, settled: bigint, leased: bigint): void {
    const budget = budgets.get(id)
    if (budget === undefined) return
    budget.settled += settled
    budget.leased += leased
  }

  function addLease(id: string, budget: string, replica: string, granted: bigint): void {
    if (leases.size >= maxRows) forgetClosed()
    const state = granted > 0n ? 'open' : 'closed'
    leases.set(id, { budget, replica, account: { granted, spent: 0n, unconfirmed: 0n, state } })
  }

  function forgetClosed(): void {
    for (const [id, { account }] of leases) {
      if (leases.size <= maxRows / 2) return
      if (account.state === 'closed') leases.delete(id)
    }
  }

  return {
    async beat(id) {
      const replica = replicas.get(id) ?? { beatAt: 0, live: true }
      replicas.set(id, replica)
      if (replica.live) replica.beatAt = clock.wall()
      return replica.live
    },

    replicas: async () => [...replicas.values()].filter(({ live }) => live).length,

    async define(defined) {
      for (const row of defined) {
        const known = budgets.get(row.id)
        if (known === undefined) budgets.set(row.id, { row, settled: 0n, leased: 0n })
        else known.row = { ...known.row, limit: row.limit, mode: row.mode }
      }
    },

    async budgets(ids) {
      return [...new Set(ids)].toSorted().flatMap((id) => {
        const budget = budgets.get(id)
        if (budget === undefined) return []
        return [{ ...budget.row, settled: budget.settled, leased: budget.leased }]
      })
    },

    async grant({ lease, budget: budgetId, replica, want }) {
      const known = leases.get(lease)
      if (known !== undefined) return known.account.granted
      const budget = budgets.get(budgetId)
      const live = replicas.get(replica)?.live === true
      const free =
        budget === undefined || !live ? 0n : budget.row.limit - budget.settled - budget.leased
      const wanted = want < free ? want : free
      const granted = wanted > 0n ? wanted : 0n
      addLease(lease, budgetId, replica, granted)
      move(budgetId, 0n, granted)
      return granted
    },

    async flush(flushed) {
      for (const row of flushed) {
        const key = rowKey(row)
        if (rows.has(key)) continue
        const [oldest] = rows.keys()
        if (oldest !== undefined && rows.size >= maxRows) rows.delete(oldest)
        rows.set(key, row)
        for (const { budget, lease: id, actual } of row.charges) {
          const lease = leases.get(id)
          if (lease?.budget === budget) take(lease, chargeLease(lease.account, actual))
          else move(budget, actual, 0n)
        }
      }
    },

    async close(id) {
      const lease = leases.get(id)
      if (lease === undefined) addLease(id, '', '', 0n)
      else take(lease, closeLease(lease.account))
    },

    async sweep(ttlMs) {
      const before = clock.wall() - ttlMs
      const lost = new Set<string>()
      for (const [id, replica] of replicas) {
        if (!replica.live || replica.beatAt >= before) continue
        replica.live = false
        lost.add(id)
      }
      for (const lease of leases.values())
        if (lease.account.state === 'open' && lost.has(lease.replica))
          take(lease, expireLease(lease.account))
      return lost.size
    },

    usage: async (query) => sumUsage([...rows.values()], query),

    async unpriced(limit) {
      const priced = pricedRequests([...rows.values()])
      return [...rows.values()]
        .filter(({ nanoUsd, requestId }) => nanoUsd === null && !priced.has(requestId))
        .toSorted((a, b) => b.ts - a.ts)
        .slice(0, limit)
    },

    // Its rows are bounded, and gone with it.
    fold: async () => 0,
  }
}
