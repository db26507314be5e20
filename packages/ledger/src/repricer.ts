import type { UsageRow } from '@signalbox/core'

import type { LedgerCatalog } from './ledger-catalog.ts'
import type { Hold } from './protocol/hold.ts'

/** So many rows without a price are corrected when one comes; older ones stay without. */
export const maxUnpriced = 10_000

/** Rows that had no price when they were written. */
export interface Repricer {
  remember(hold: Hold): void
  /** Rows of the store, from before this process began. */
  recall(rows: readonly UsageRow[]): void
  /** Corrections of the rows that have a price now. */
  adjustments(): readonly UsageRow[]
}

/** Remembers the latest rows without a price. */
export function createRepricer(catalog: LedgerCatalog): Repricer {
  /** With charges to budgets in USD only: tokens are right already. */
  const rows: UsageRow[] = []
  return {
    remember({ row, parts }) {
      const usd = parts.filter(({ account }) => account.budget.unit === 'usd')
      const ids = new Set(usd.map(({ account }) => account.budget.id))
      rows.push({ ...row, charges: row.charges.filter(({ budget }) => ids.has(budget)) })
      if (rows.length > maxUnpriced) rows.shift()
    },
    recall(older) {
      rows.unshift(...older.slice(0, maxUnpriced - rows.length))
    },
    adjustments() {
      const found: UsageRow[] = []
      for (let at = rows.length - 1; at >= 0; at--) {
        const row = rows[at]
        const adjusted = row === undefined ? undefined : adjustment(catalog, row)
        if (adjusted === undefined) continue
        rows.splice(at, 1)
        found.push(adjusted)
      }
      return found.toReversed()
    },
  }
}

function adjustment(catalog: LedgerCatalog, row: UsageRow): UsageRow | undefined {
  const { provider, model, tenant, ts, usage, charges } = row
  const price = catalog.price({ provider, model, tenant, at: ts })
  const { nanoUsd, basis, confidence, priceRowId } = catalog.cost(price, usage, { at: ts })
  if (nanoUsd === null) return undefined
  return {
    ...row,
    // A row of its own in the books; it stands beside the one it corrects.
    ts: ts + 1,
    kind: 'adjust',
    usage: undefined,
    nanoUsd,
    basis,
    confidence,
    priceRowId,
    charges: charges.map(({ budget, actual }) => ({
      budget,
      lease: '',
      estimate: 0n,
      // Less than nothing where more was assumed.
      actual: nanoUsd - actual,
    })),
  }
}
