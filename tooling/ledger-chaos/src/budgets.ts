import type { BudgetSpec } from '@signalbox/ledger'

/** After so long a silent replica is lost. */
export const replicaTtlMs = 4_000

/** The price of one token, and the most that an answer has. */
export const nanoPerToken = 1_000_000n
export const maxOutputTokens = 10

/** A small budget that is used up, a large one, and one above both. */
export function budgetsOf(): readonly BudgetSpec[] {
  return [
    { scope: 'org:all', name: 'org', usd: 1_000, per: 'total', strict: true },
    { scope: 'tenant:small', name: 'small', usd: 0.4, per: 'total', strict: true },
    { scope: 'tenant:large', name: 'large', usd: 500, per: 'total', strict: true },
  ]
}
