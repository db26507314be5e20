import type { UsageRow } from '@signalbox/core'

import { chargeLease, closeLease, expireLease } from '../lease-account.ts'
import { rowKey, storable } from '../row-key.ts'
import { text } from './columns.ts'
import { entomb } from './grant-steps.ts'
import { LeaseChanges, lockBudgets, lockLeases } from './lease-rows.ts'
import type { SqlRow, Steps } from './statement.ts'
import { insertUsage } from './usage-insert.ts'

const closedKeptForMs = 86_400_000
const silentKeptForMs = 3_600_000
const idleKeptForMs = 30 * 86_400_000

/** Adds rows; only those that were not there move money. */
export function* flush(rows: readonly UsageRow[]): Steps<void> {
  const unique = new Map(rows.toReversed().map((row) => [rowKey(row), row]))
  const charges = rows.flatMap((row) => row.charges)
  yield* lockBudgets(charges.map(({ budget }) => storable(budget)))
  const inserted = yield* insertUsage([...unique.values()])
  const changes = new LeaseChanges(yield* lockLeases(charges.map(({ lease }) => storable(lease))))
  for (const [key, row] of unique) {
    if (!inserted.has(key)) continue
    for (const { budget, lease, actual } of row.charges) {
      const [budgetId, leaseId] = [storable(budget), storable(lease)]
      if (!changes.apply(leaseId, budgetId, (account) => chargeLease(account, actual)))
        changes.move(budgetId, actual, 0n)
    }
  }
  yield* changes.write()
}

/** Gives back what a lease has left; one nobody knows is entombed. */
export function* closeOne(lease: string): Steps<void> {
  if (yield* entomb(lease)) return
  const [row] = yield { sql: 'SELECT budget FROM sb_lease WHERE id = ?', params: [lease] }
  if (row === undefined) return
  const budget = text(row, 'budget')
  yield* lockBudgets([budget])
  const changes = new LeaseChanges(yield* lockLeases([lease]))
  changes.apply(lease, budget, closeLease)
  yield* changes.write()
}

/** Declares silent replicas dead and charges what their leases had left; answers how many replicas. */
export function* sweep(ttlMs: number): Steps<number> {
  const silent = yield {
    sql: `SELECT id FROM sb_replica WHERE state = 'live' AND beat_at < {now} - CAST(? AS {int})
      ORDER BY id {lock}`,
    params: [Math.trunc(ttlMs)],
  }
  if (silent.length > 0) yield* expireAll(silent)
  yield* forgetOld()
  return silent.length
}

function* expireAll(silent: readonly SqlRow[]): Steps<void> {
  for (const row of silent)
    yield {
      sql: `UPDATE sb_replica SET state = 'expired' WHERE id = ?`,
      params: [text(row, 'id')],
    }
  const open = yield {
    sql: `SELECT l.id, l.budget FROM sb_lease l JOIN sb_replica r ON r.id = l.replica
      WHERE l.state = 'open' AND r.state = 'expired'`,
    params: [],
  }
  yield* lockBudgets(open.map((row) => text(row, 'budget')))
  const leases = yield* lockLeases(open.map((row) => text(row, 'id')))
  const changes = new LeaseChanges(leases)
  for (const { id, budget, account } of leases)
    if (account.state === 'open') changes.apply(id, budget, expireLease)
  yield* changes.write()
}

// Late rows of a closed lease are charged the same whether it is remembered or not.
function* forgetOld(): Steps<void> {
  yield {
    sql: `DELETE FROM sb_lease WHERE id IN (SELECT id FROM sb_lease WHERE state <> 'open'
      AND unconfirmed = 0 AND changed_at < {now} - ${String(closedKeptForMs)}
      ORDER BY changed_at LIMIT 1000 {skipLocked})`,
    params: [],
  }
  yield {
    sql: `DELETE FROM sb_replica WHERE state = 'expired' AND beat_at < {now} - ${String(idleKeptForMs)}
      AND NOT EXISTS (SELECT 1 FROM sb_lease l WHERE l.state = 'open' AND l.replica = sb_replica.id)`,
    params: [],
  }
  yield {
    sql: `DELETE FROM sb_bucket WHERE at < {now} - ${String(idleKeptForMs)}`,
    params: [],
  }
  yield {
    sql: `DELETE FROM sb_slot WHERE expires_at < {now} - ${String(silentKeptForMs)}`,
    params: [],
  }
}
