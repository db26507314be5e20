import type { LeaseAccount, LeaseStep } from '../lease-account.ts'
import { text, whole } from './columns.ts'
import { placeholders, slices, type SqlRow, type Steps } from './statement.ts'

/** A lease as it is kept. */
export interface LeaseRow {
  readonly id: string
  readonly budget: string
  readonly account: LeaseAccount
}

/** Locks budgets in the order of their ids: before leases, always. */
export function* lockBudgets(ids: Iterable<string>): Steps<void> {
  for (const slice of slices([...new Set(ids)].toSorted()))
    yield {
      sql: `SELECT id FROM sb_budget WHERE id IN (${placeholders('?', slice.length)}) ORDER BY id {lock}`,
      params: slice,
    }
}

/** Locks leases in the order of their ids and reads them. */
export function* lockLeases(ids: Iterable<string>): Steps<readonly LeaseRow[]> {
  const found: LeaseRow[] = []
  for (const slice of slices([...new Set(ids)].toSorted())) {
    const rows = yield {
      sql: `SELECT id, budget, granted, spent, unconfirmed, state FROM sb_lease
        WHERE id IN (${placeholders('?', slice.length)}) ORDER BY id {lock}`,
      params: slice,
    }
    found.push(...rows.map(leaseOf))
  }
  return found
}

/** Collects what events do to leases and budgets, and writes it once at the end. */
export class LeaseChanges {
  readonly #leases: Map<string, LeaseRow>
  readonly #changed = new Map<string, LeaseAccount>()
  readonly #moved = new Map<string, { settled: bigint; leased: bigint }>()

  constructor(leases: readonly LeaseRow[]) {
    this.#leases = new Map(leases.map((lease) => [lease.id, lease]))
  }

  /** One event of a lease of that budget; false when there is no such lease. */
  apply(id: string, budget: string, event: (account: LeaseAccount) => LeaseStep): boolean {
    const lease = this.#leases.get(id)
    if (lease?.budget !== budget) return false
    const { account, settled, leased } = event(this.#changed.get(id) ?? lease.account)
    this.#changed.set(id, account)
    this.move(budget, settled, leased)
    return true
  }

  move(budget: string, settled: bigint, leased: bigint): void {
    const before = this.#moved.get(budget) ?? { settled: 0n, leased: 0n }
    this.#moved.set(budget, { settled: before.settled + settled, leased: before.leased + leased })
  }

  *write(): Steps<void> {
    for (const slice of slices([...this.#changed])) {
      const row = '(?, CAST(? AS {int}), CAST(? AS {int}), ?)'
      yield {
        sql: `WITH v (id, spent, unconfirmed, state) AS (VALUES ${placeholders(row, slice.length)})
          UPDATE sb_lease SET spent = v.spent, unconfirmed = v.unconfirmed, state = v.state,
            changed_at = {now}
          FROM v WHERE sb_lease.id = v.id`,
        params: slice.flatMap(([id, { spent, unconfirmed, state }]) => [
          id,
          spent,
          unconfirmed,
          state,
        ]),
      }
    }
    for (const slice of slices([...this.#moved])) {
      const row = '(?, CAST(? AS {int}), CAST(? AS {int}))'
      yield {
        sql: `WITH v (id, more_settled, more_leased) AS (VALUES ${placeholders(row, slice.length)})
          UPDATE sb_budget SET settled = settled + v.more_settled, leased = leased + v.more_leased
          FROM v WHERE sb_budget.id = v.id`,
        params: slice.flatMap(([id, { settled, leased }]) => [id, settled, leased]),
      }
    }
  }
}

function leaseOf(row: SqlRow): LeaseRow {
  const state = text(row, 'state')
  return {
    id: text(row, 'id'),
    budget: text(row, 'budget'),
    account: {
      granted: whole(row, 'granted'),
      spent: whole(row, 'spent'),
      unconfirmed: whole(row, 'unconfirmed'),
      state: state === 'open' || state === 'expired' ? state : 'closed',
    },
  }
}
