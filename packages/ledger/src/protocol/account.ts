import type { BudgetRow, BudgetState } from '@signalbox/core'

import type { Lease } from './lease.ts'
import { SpendRate } from './spend-rate.ts'

/** One budget as this replica knows it. */
export interface Account {
  budget: BudgetRow
  readonly leases: Lease[]
  /** Whether the store knows the budget as it is now. */
  phase: 'unknown' | 'defining' | 'defined'
  /** A grant is on its way. */
  isGranting: boolean
  /** As last heard; stale. */
  view: BudgetState | undefined
  /** When the store refused somebody (monotonic ms), and what was left then. */
  refusal: { readonly at: number; readonly left: bigint } | undefined
  /** The store did not answer the last time. */
  isDown: boolean
  /** Unsettled reservations, also those without a lease. */
  inFlight: number
  /** Admitted without a lease while the store was away. */
  uncovered: bigint
  readonly rate: SpendRate
  usedAt: number
}

/** The accounts of this replica, made when they are first used. */
export interface Accounts {
  /** A changed limit or mode is told to the store again. */
  open(budget: BudgetRow): Account
  find(id: string): Account | undefined
  all(): Iterable<Account>
  drop(id: string): void
}

/** No accounts yet. */
export function createAccounts(now: () => number): Accounts {
  const accounts = new Map<string, Account>()
  return {
    open(budget) {
      const known = accounts.get(budget.id)
      if (known === undefined) {
        const account = newAccount(budget, now())
        accounts.set(budget.id, account)
        return account
      }
      known.usedAt = now()
      if (known.budget.limit !== budget.limit || known.budget.mode !== budget.mode) {
        known.budget = budget
        known.phase = 'unknown'
        known.refusal = undefined
      }
      return known
    },
    find: (id) => accounts.get(id),
    all: () => accounts.values(),
    drop: (id) => void accounts.delete(id),
  }
}

/** What could still be spent here: what the store has left, and what this replica has at hand. */
export function remainingOf({ budget, view, leases }: Account): bigint {
  const taken = view === undefined ? 0n : view.settled + view.leased
  let left = budget.limit - taken
  for (const { available } of leases) if (available > 0n) left += available
  return left > 0n ? left : 0n
}

function newAccount(budget: BudgetRow, now: number): Account {
  return {
    budget,
    leases: [],
    phase: 'unknown',
    isGranting: false,
    view: undefined,
    refusal: undefined,
    isDown: false,
    inFlight: 0,
    uncovered: 0n,
    rate: new SpendRate(),
    usedAt: now,
  }
}
