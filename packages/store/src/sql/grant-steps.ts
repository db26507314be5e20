import { whole } from './columns.ts'
import type { Steps } from './statement.ts'

/** A wish for money; the lease id is chosen before the first send. */
export interface GrantAsk {
  readonly lease: string
  readonly budget: string
  readonly replica: string
  readonly want: bigint
}

/** Hands out money; for an engine with one writer. */
export function* grant(ask: GrantAsk): Steps<bigint> {
  const known = yield* grantedBefore(ask.lease)
  if (known !== undefined) return known
  const [row] = yield {
    sql: `SELECT lim - settled - leased AS free FROM sb_budget WHERE id = ?
      AND EXISTS (SELECT 1 FROM sb_replica WHERE id = ? AND state = 'live')`,
    params: [ask.budget, ask.replica],
  }
  const free = whole(row, 'free')
  const wanted = ask.want < free ? ask.want : free
  const granted = wanted > 0n ? wanted : 0n
  yield {
    sql: `INSERT INTO sb_lease (id, budget, replica, granted, state, changed_at)
      VALUES (?, ?, ?, ?, ?, {now})`,
    params: [ask.lease, ask.budget, ask.replica, granted, granted > 0n ? 'open' : 'closed'],
  }
  yield {
    sql: 'UPDATE sb_budget SET leased = leased + ? WHERE id = ?',
    params: [granted, ask.budget],
  }
  return granted
}

/** The same in one statement, for an engine with many writers. A denial is recorded: a late copy of it must not become money. */
export function* grantAtOnce(ask: GrantAsk): Steps<bigint> {
  const [row] = yield {
    sql: `WITH rep AS (SELECT id FROM sb_replica WHERE id = ? AND state = 'live' FOR SHARE),
      b AS (SELECT id, CASE WHEN EXISTS (SELECT 1 FROM rep)
          THEN GREATEST(0, LEAST(CAST(? AS BIGINT), lim - settled - leased)) ELSE 0 END AS g
        FROM sb_budget WHERE id = ? FOR UPDATE),
      ins AS (INSERT INTO sb_lease (id, budget, replica, granted, state, changed_at)
        SELECT ?, b.id, ?, b.g, CASE WHEN b.g > 0 THEN 'open' ELSE 'closed' END, {now} FROM b
        ON CONFLICT (id) DO NOTHING RETURNING granted),
      u AS (UPDATE sb_budget SET leased = leased + ins.granted FROM ins
        WHERE sb_budget.id = ? AND ins.granted > 0)
      SELECT granted FROM ins`,
    params: [ask.replica, ask.want, ask.budget, ask.lease, ask.replica, ask.budget],
  }
  if (row !== undefined) return whole(row, 'granted')
  const known = yield* grantedBefore(ask.lease)
  if (known !== undefined) return known
  yield* entomb(ask.lease)
  return 0n
}

/** A lease that was never granted and now can never be; false when it was there. */
export function* entomb(lease: string): Steps<boolean> {
  const rows = yield {
    sql: `INSERT INTO sb_lease (id, budget, replica, granted, state, changed_at)
      VALUES (?, '', '', 0, 'closed', {now}) ON CONFLICT (id) DO NOTHING RETURNING id`,
    params: [lease],
  }
  return rows.length > 0
}

function* grantedBefore(lease: string): Steps<bigint | undefined> {
  const [row] = yield { sql: 'SELECT granted FROM sb_lease WHERE id = ?', params: [lease] }
  return row === undefined ? undefined : whole(row, 'granted')
}
