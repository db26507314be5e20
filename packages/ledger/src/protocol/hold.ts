import type { BudgetRow, Charge, UsageRow } from '@signalbox/core'

import type { Account } from './account.ts'
import type { Lease } from './lease.ts'

/** What an attempt may take from one budget. */
export interface Need {
  readonly budget: BudgetRow
  readonly want: bigint
  /** With less than this it cannot be made. */
  readonly least: bigint
  /** So much may be admitted without a lease while the store is away. */
  readonly openUpTo?: bigint | undefined
}

/** A part of a hold: so much of one lease, or of none. */
export interface Part {
  readonly account: Account
  readonly lease: Lease | undefined
  readonly estimate: bigint
}

/** Money set aside for one attempt until it is settled. */
export interface Hold {
  readonly parts: Part[]
  /** What stands in the journal: the row of an attempt that nobody hears of again. */
  row: UsageRow
  state: 'open' | 'settled'
}

/** Why there is no hold. */
export type Refusal =
  | { readonly type: 'denied'; readonly account: Account; readonly least: bigint }
  | { readonly type: 'unavailable'; readonly account: Account }

/** What a hold has set aside of a budget. */
export function heldOf({ parts }: Hold, budget: string): bigint {
  let sum = 0n
  for (const part of parts) if (part.account.budget.id === budget) sum += part.estimate
  return sum
}

/** The charges of an attempt that came to its estimates. */
export function estimatedCharges(parts: readonly Part[]): readonly Charge[] {
  return parts.map(({ account, lease, estimate }) => ({
    budget: account.budget.id,
    lease: lease?.id ?? '',
    estimate,
    actual: estimate,
  }))
}

/** Spreads what each budget was really charged: each part up to its estimate, the last takes the rest. */
export function actualCharges(
  parts: readonly Part[],
  actual: (budget: BudgetRow) => bigint,
): readonly Charge[] {
  const left = new Map<string, bigint>()
  const lastOf = new Map(parts.map((part) => [part.account.budget.id, part]))
  return parts.map((part) => {
    const { budget } = part.account
    const rest = left.get(budget.id) ?? actual(budget)
    const isLast = lastOf.get(budget.id) === part
    const taken = isLast || rest < part.estimate ? rest : part.estimate
    left.set(budget.id, rest - taken)
    const { estimate, lease } = part
    return { budget: budget.id, lease: lease?.id ?? '', estimate, actual: taken }
  })
}
