import type { BudgetRow, BudgetState } from '@signalbox/core'

import { count, orNull, text, whole } from './columns.ts'
import { placeholders, slices, type SqlRow, type Steps } from './statement.ts'

/** Adds budgets, or changes limit and mode of those that are there. */
export function* defineBudgets(budgets: readonly BudgetRow[]): Steps<void> {
  for (const budget of budgets.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    yield {
      sql: `INSERT INTO sb_budget (id, scope, unit, period_start, period_end, lim, mode)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET lim = excluded.lim, mode = excluded.mode`,
      params: [
        budget.id,
        budget.scope,
        budget.unit,
        budget.periodStart,
        orNull(budget.periodEnd),
        budget.limit,
        budget.mode,
      ],
    }
}

/** Budgets that are there, in the order of their ids. */
export function* readBudgets(ids: readonly string[]): Steps<readonly BudgetState[]> {
  const found: BudgetState[] = []
  for (const slice of slices([...new Set(ids)].toSorted())) {
    const rows = yield {
      sql: `SELECT id, scope, unit, period_start, period_end, lim, mode, settled, leased
        FROM sb_budget WHERE id IN (${placeholders('?', slice.length)})`,
      params: slice,
    }
    found.push(...rows.map(budgetOf))
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** A sign of life; a replica that was declared dead stays dead. */
export function* beat(replica: string): Steps<boolean> {
  const rows = yield {
    sql: `INSERT INTO sb_replica (id, beat_at, state) VALUES (?, {now}, 'live')
      ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at WHERE sb_replica.state = 'live'
      RETURNING id`,
    params: [replica],
  }
  return rows.length > 0
}

/** Replicas that are alive. */
export function* countReplicas(): Steps<number> {
  const [row] = yield {
    sql: `SELECT COUNT(*) AS live FROM sb_replica WHERE state = 'live'`,
    params: [],
  }
  return count(row, 'live')
}

function budgetOf(row: SqlRow): BudgetState {
  const mode = text(row, 'mode')
  return {
    id: text(row, 'id'),
    scope: text(row, 'scope'),
    unit: text(row, 'unit') === 'tokens' ? 'tokens' : 'usd',
    periodStart: count(row, 'period_start'),
    periodEnd: row['period_end'] === null ? undefined : count(row, 'period_end'),
    limit: whole(row, 'lim'),
    mode: mode === 'strict' || mode === 'observe' ? mode : 'soft',
    settled: whole(row, 'settled'),
    leased: whole(row, 'leased'),
  }
}
