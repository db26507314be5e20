import type { LedgerStore } from '@signalbox/core'
import { findPostgres, startPostgres } from '@signalbox/test-servers'
import { expect, test } from 'vitest'

import { postgresStore } from './postgres-store.ts'

const budgets = ['a', 'b', 'c', 'd']
const limit = 20_000n

/** One busy replica: leases, rows on several budgets, closings; it dies by falling silent. */
async function live(store: LedgerStore, replica: string, seed: number): Promise<number> {
  let state = seed
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const leases: { lease: string; budget: string }[] = []
  await store.beat(replica)
  for (let turn = 0; turn < 20; turn++) {
    const budget = budgets[random(budgets.length)] ?? 'a'
    const lease = `${replica}/${String(turn)}`
    const granted = await store.grant({ lease, budget, replica, want: BigInt(1 + random(400)) })
    if (granted > 0n) leases.push({ lease, budget })
    const charged = leases.filter(() => random(2) === 0).slice(-4)
    const row = {
      requestId: lease,
      attempt: 1,
      ts: turn,
      target: 't',
      provider: 'p',
      model: 'm',
      kind: 'ok',
      nanoUsd: 1n,
      charges: charged.map((charge) => {
        const actual = BigInt(random(120))
        return { ...charge, estimate: actual, actual }
      }),
    } as const
    await Promise.all([store.flush([row]), random(3) === 0 ? store.flush([row]) : undefined])
    if (random(4) === 0) await store.close(leases[random(leases.length)]?.lease ?? `${lease}/none`)
    if (random(12) === 0) await store.sweep(40)
  }
  return leases.length
}

test.skipIf(findPostgres() === undefined)(
  'replicas that work, close and die at once leave exact books and no deadlock',
  async () => {
    await using server = await startPostgres()
    const url = server?.url ?? ''
    await using one = postgresStore(url)
    await using two = postgresStore(url)
    await one.define(
      budgets.map((id) => ({ id, scope: id, unit: 'usd', periodStart: 0, limit, mode: 'strict' })),
    )
    const lives = Array.from({ length: 12 }, (_, n) =>
      live(n % 2 === 0 ? one : two, `r${String(n)}`, n + 1),
    )
    const leased = await Promise.all(lives)
    expect(leased.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(12)

    const { default: pg } = await import('pg')
    const client = new pg.Client(url)
    await client.connect()
    const { rows } = await client.query(`SELECT b.id,
        b.settled - COALESCE(charged, 0) - COALESCE(unconfirmed, 0) AS settled_off,
        b.leased - COALESCE(open_rest, 0) AS leased_off
      FROM sb_budget b
      LEFT JOIN (SELECT budget, SUM(unconfirmed) AS unconfirmed,
          SUM(CASE WHEN state = 'open' THEN GREATEST(0, granted - spent) ELSE 0 END) AS open_rest
        FROM sb_lease GROUP BY budget) l ON l.budget = b.id
      LEFT JOIN (SELECT c ->> 'budget' AS budget, SUM((c ->> 'actual')::bigint) AS charged
        FROM sb_usage, jsonb_array_elements(charges::jsonb) c GROUP BY 1) u ON u.budget = b.id
      ORDER BY b.id`)
    const stats = await client.query('SELECT SUM(deadlocks) AS deadlocks FROM pg_stat_database')
    await client.end()
    expect(stats.rows).toStrictEqual([{ deadlocks: '0' }])
    expect(rows).toStrictEqual(budgets.map((id) => ({ id, settled_off: '0', leased_off: '0' })))
    await new Promise((resolve) => setTimeout(resolve, 60))
    await one.sweep(40)
    const states = await one.budgets(budgets)
    expect(states.map((state) => state.leased)).toStrictEqual([0n, 0n, 0n, 0n])
  },
)
