import type { BudgetState } from '@signalbox/core'
import { readBudget } from '@signalbox/ledger'
import type { Telemetry } from '@signalbox/telemetry'

import type { ServerLedger } from '../ledger/server-ledger.ts'

/**
 * Sets how full the budgets of each tenant are whenever metrics are read; the books are asked beside
 * that, so what is told is what they said the time before.
 */
export function watchBudgets(
  telemetry: Telemetry,
  ledger: Pick<ServerLedger, 'ledger' | 'budgets'>,
): void {
  let known: ReadonlyMap<string, number> = new Map()
  let isAsking = false

  async function ask(): Promise<void> {
    isAsking = true
    const states = await ledger.ledger.states().catch(() => [])
    known = utilization(ledger.budgets().owned, states, Date.now())
    isAsking = false
  }

  telemetry.onCollect(() => {
    for (const [tenant, share] of known) telemetry.record('budgetUtilization', share, [tenant])
    if (!isAsking) void ask()
  })
}

/** Of each tenant the share of its fullest budget that is used; a budget that nobody has used is empty. */
export function utilization(
  owned: ReturnType<ServerLedger['budgets']>['owned'],
  states: readonly BudgetState[],
  now: number,
): ReadonlyMap<string, number> {
  const byId = new Map(states.map((state) => [state.id, state]))
  const shares = new Map<string, number>()
  for (const { tenant, spec } of owned) {
    if (tenant === undefined) continue
    const { id, limit } = readBudget(spec).row(now)
    const settled = byId.get(id)?.settled ?? 0n
    const share = limit === 0n ? 1 : Number(settled) / Number(limit)
    shares.set(tenant, Math.max(share, shares.get(tenant) ?? 0))
  }
  return shares
}
