import type { BudgetState, LeaseStore } from '@signalbox/core'

import { budgetNameOf } from './budget-spec.ts'

const thresholds = [50, 80, 95, 100] as const

/** A budget has reached a part of its limit. */
export interface BudgetAlert {
  readonly budget: string
  /** In per cent of the limit. */
  readonly threshold: (typeof thresholds)[number]
  readonly state: BudgetState
}

/** Told once per period, by one of the replicas where they share a store of leases. */
export function createAlerts(
  onAlert: (alert: BudgetAlert) => void,
  shared: Partial<Pick<LeaseStore, 'lease'>>,
  failed: (error: unknown) => void,
): (state: BudgetState) => void {
  const told = new Map<string, number>()

  async function tell(state: BudgetState, threshold: BudgetAlert['threshold']): Promise<void> {
    const key = `ledger-alert/${state.id}/${String(threshold)}`
    // One token in a bucket that never fills again: whoever gets it tells.
    const once = { cap: 1, ratePerSec: 1e-9, want: 1 }
    if (shared.lease !== undefined && (await shared.lease(key, once)).granted < 1) return
    onAlert({ budget: budgetNameOf(state.id), threshold, state })
  }

  return (state) => {
    if (state.limit <= 0n) return
    const percent = Number((state.settled * 100n) / state.limit)
    const before = told.get(state.id) ?? 0
    const reached = thresholds.filter((threshold) => threshold > before && percent >= threshold)
    const highest = reached.at(-1)
    if (highest === undefined) return
    told.delete(state.id)
    told.set(state.id, highest)
    const [oldest] = told.keys()
    if (told.size > 10_000 && oldest !== undefined) told.delete(oldest)
    for (const threshold of reached) tell(state, threshold).catch(failed)
  }
}
