import type { BudgetRow, BudgetState, UsageRow } from '@signalbox/core'

/** Ways to get the store wrong; the simulation must notice each. */
export interface StoreMutant {
  readonly noDenialRecord?: boolean
  readonly noTombstone?: boolean
  readonly noDedup?: boolean
  readonly noUnconfirmedCover?: boolean
  readonly expiryGivesBack?: boolean
}

interface Budget {
  row: BudgetRow
  settled: bigint
  leased: bigint
  /** Sum of what rows were charged. */
  rows: bigint
  /** Sum of what lost replicas may have spent. */
  unconfirmed: bigint
}

interface Lease {
  readonly budget: string
  readonly replica: string
  readonly granted: bigint
  spent: bigint
  unconfirmed: bigint
  state: 'open' | 'closed' | 'expired'
}

/** The store of the design in plain memory, with plain calls: the oracle of every engine. */
export class ModelLedger {
  readonly budgets: Map<string, Budget> = new Map()
  readonly leases: Map<string, Lease> = new Map()
  readonly replicas: Map<string, { beatAt: number; live: boolean }> = new Map()
  readonly rows: Map<string, UsageRow> = new Map()
  /** Grows with every call that may change something. */
  changes = 0
  readonly #mutant: StoreMutant

  constructor(mutant: StoreMutant = {}) {
    this.#mutant = mutant
  }

  beat(replica: string, now: number): boolean {
    const known = this.replicas.get(replica)
    if (known?.live === false) return false
    this.replicas.set(replica, { beatAt: now, live: true })
    return true
  }

  live(): number {
    let count = 0
    for (const { live } of this.replicas.values()) if (live) count++
    return count
  }

  define(row: BudgetRow): void {
    this.changes++
    const known = this.budgets.get(row.id)
    if (known === undefined)
      this.budgets.set(row.id, { row, settled: 0n, leased: 0n, rows: 0n, unconfirmed: 0n })
    else known.row = { ...known.row, limit: row.limit, mode: row.mode }
  }

  state(id: string): BudgetState | undefined {
    const budget = this.budgets.get(id)
    return budget && { ...budget.row, settled: budget.settled, leased: budget.leased }
  }

  grant(ask: { lease: string; budget: string; replica: string; want: bigint }): bigint {
    this.changes++
    const known = this.leases.get(ask.lease)
    if (known !== undefined) return known.granted
    const budget = this.budgets.get(ask.budget)
    if (budget === undefined) throw new Error(`no budget ${ask.budget}`)
    const left = budget.row.limit - budget.settled - budget.leased
    const isLive = this.replicas.get(ask.replica)?.live === true
    const granted = !isLive || left <= 0n ? 0n : left < ask.want ? left : ask.want
    if (granted > 0n || this.#mutant.noDenialRecord !== true)
      this.leases.set(ask.lease, {
        budget: ask.budget,
        replica: ask.replica,
        granted,
        spent: 0n,
        unconfirmed: 0n,
        state: granted > 0n ? 'open' : 'closed',
      })
    budget.leased += granted
    return granted
  }

  flush(rows: readonly UsageRow[]): void {
    this.changes++
    for (const row of rows) this.#insert(row)
  }

  #insert(row: UsageRow): void {
    const name = nameOf(row)
    if (this.rows.has(name) && this.#mutant.noDedup !== true) return
    this.rows.set(name, row)
    for (const { budget: id, lease: leaseId, actual } of row.charges) {
      const budget = this.budgets.get(id)
      if (budget === undefined) continue
      const lease = this.leases.get(leaseId)
      budget.rows += actual
      if (lease?.state === 'open') {
        const left = lease.granted - lease.spent
        const taken = left <= 0n ? 0n : actual < left ? actual : left
        lease.spent += actual
        budget.leased -= taken
        budget.settled += actual
        continue
      }
      const covered =
        lease === undefined || this.#mutant.noUnconfirmedCover === true
          ? 0n
          : actual < lease.unconfirmed
            ? actual
            : lease.unconfirmed
      if (lease !== undefined) lease.unconfirmed -= covered
      budget.unconfirmed -= covered
      budget.settled += actual - covered
    }
  }

  close(id: string): void {
    this.changes++
    const lease = this.leases.get(id)
    if (lease === undefined) {
      if (this.#mutant.noTombstone === true) return
      const nobody = { budget: '', replica: '', granted: 0n, spent: 0n, unconfirmed: 0n }
      this.leases.set(id, { ...nobody, state: 'closed' })
      return
    }
    const budget = this.budgets.get(lease.budget)
    if (budget === undefined || lease.state === 'closed') return
    if (lease.state === 'open') budget.leased -= leftOf(lease)
    budget.settled -= lease.unconfirmed
    budget.unconfirmed -= lease.unconfirmed
    lease.unconfirmed = 0n
    lease.state = 'closed'
  }

  sweep(ttlMs: number, now: number): number {
    this.changes++
    let count = 0
    for (const [id, replica] of this.replicas) {
      if (!replica.live || now - replica.beatAt <= ttlMs) continue
      replica.live = false
      count++
      for (const lease of this.leases.values())
        if (lease.replica === id && lease.state === 'open') this.#expire(lease)
    }
    return count
  }

  #expire(lease: Lease): void {
    const budget = this.budgets.get(lease.budget)
    if (budget === undefined) return
    const left = leftOf(lease)
    lease.state = 'expired'
    budget.leased -= left
    if (this.#mutant.expiryGivesBack === true) return
    budget.settled += left
    budget.unconfirmed += left
    lease.unconfirmed = left
  }
}

function leftOf({ granted, spent }: Lease): bigint {
  return granted > spent ? granted - spent : 0n
}

function nameOf({ requestId, attempt, ts }: UsageRow): string {
  return `${String(ts)} ${String(attempt)} ${requestId}`
}
