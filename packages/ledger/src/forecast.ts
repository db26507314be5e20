import type { BudgetState } from '@signalbox/core'

import { budgetNameOf } from './budget-spec.ts'

const dayMs = 86_400_000
/** A pace that is younger says nothing. */
const leastElapsedMs = 600_000

/** Where a budget is heading at its pace so far; amounts in nano-USD or tokens. */
export interface Forecast {
  readonly budget: string
  readonly unit: BudgetState['unit']
  readonly limit: bigint
  readonly spent: bigint
  readonly perDay: bigint
  readonly atPeriodEnd: bigint
  /** Unix ms; undefined when it lasts. */
  readonly spentAt: number | undefined
}

/** A straight line through what was spent; undefined in its first minutes and for a budget without end. */
export function forecastOf(state: BudgetState, now: number): Forecast | undefined {
  const { settled: spent, limit, periodStart, periodEnd, unit } = state
  const elapsed = now - periodStart
  if (elapsed < leastElapsedMs || periodEnd === undefined) return undefined
  const perMs = Number(spent) / elapsed
  const left = Number(limit - spent)
  const emptyAt = perMs > 0 ? now + Math.max(0, left) / perMs : Infinity
  return {
    budget: budgetNameOf(state.id),
    unit,
    limit,
    spent,
    perDay: BigInt(Math.round(perMs * dayMs)),
    atPeriodEnd: spent + BigInt(Math.round(perMs * Math.max(0, periodEnd - now))),
    spentAt: emptyAt < periodEnd ? Math.round(emptyAt) : undefined,
  }
}
