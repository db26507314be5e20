import { GatewayError, type BudgetRow } from '@signalbox/core'

import { budgetNameOf } from './budget-spec.ts'
import { usdText } from './money.ts'

/** An amount in the unit of a budget. */
function amountText({ unit }: Pick<BudgetRow, 'unit'>, amount: bigint): string {
  return unit === 'usd' ? usdText(amount) : `${amount.toString()} tokens`
}

/** A budget has not enough left; no `retryAfterMs`, so that clients do not repeat. */
export function budgetExceeded(
  budget: BudgetRow,
  { remaining, least }: { readonly remaining: bigint; readonly least: bigint },
): GatewayError {
  const left = amountText(budget, remaining)
  const limit = amountText(budget, budget.limit)
  const { periodEnd } = budget
  const until = periodEnd === undefined ? 'for good' : `until ${new Date(periodEnd).toISOString()}`
  const cost = least > 0n ? ` This request may cost up to ${amountText(budget, least)}.` : ''
  return new GatewayError(
    'budget_exceeded',
    `The budget "${budgetNameOf(budget.id)}" has ${left} of ${limit} left ${until}.${cost}`,
    { origin: 'gateway', ran: 'no', resetsAt: periodEnd },
  )
}

/** Nobody knows what a budget has left. */
export function budgetUnavailable(budget: BudgetRow): GatewayError {
  return new GatewayError(
    'overloaded',
    `The books of the budget "${budgetNameOf(budget.id)}" cannot be reached; try again soon.`,
    { origin: 'gateway', ran: 'no', retryAfterMs: 2_000 },
  )
}

/** A strict budget takes only what has a price; another target may have one. */
export function priceUnknown(target: { readonly id: string }, budget: BudgetRow): GatewayError {
  return new GatewayError(
    'no_compliant_provider',
    `The price of "${target.id}" is unknown, and the budget "${budgetNameOf(budget.id)}" is strict: add its price to the catalogue.`,
    { origin: 'gateway', ran: 'no', scope: 'request', verdict: 'unsupported' },
  )
}

/** The reservation could not be written down. */
export function journalFailed(): GatewayError {
  return new GatewayError(
    'overloaded',
    'The request could not be entered in the books; try again soon.',
    { origin: 'gateway', ran: 'no', retryAfterMs: 2_000 },
  )
}
