import type { Charge, Usage, UsageKind, UsageRow } from '@signalbox/core'

import { text, whole } from './columns.ts'
import type { SqlRow, Steps } from './statement.ts'
import { isUnpriced } from './usage-columns.ts'

const columns =
  'request_id, attempt, ts, tenant, key_id, credential, route, target, provider, model, kind, usage, charges'

/** Amounts are text: they may be larger than a number. */
interface ChargeText {
  readonly budget: string
  readonly lease: string
  readonly estimate: string
  readonly actual: string
}

/** The latest rows without a price that no later row has corrected. */
export function* unpricedUsage(limit: number): Steps<readonly UsageRow[]> {
  const rows = yield {
    sql: `SELECT ${columns} FROM sb_usage u WHERE ${isUnpriced} ORDER BY ts DESC LIMIT CAST(? AS {int})`,
    params: [Math.floor(limit)],
  }
  return rows.map(rowOf)
}

function rowOf(row: SqlRow): UsageRow {
  const maybe = (column: string) => (row[column] === null ? undefined : text(row, column))
  const usage = maybe('usage')
  return {
    requestId: text(row, 'request_id'),
    attempt: Number(whole(row, 'attempt')),
    ts: Number(whole(row, 'ts')),
    tenant: maybe('tenant'),
    keyId: maybe('key_id'),
    credential: maybe('credential'),
    route: maybe('route'),
    target: text(row, 'target'),
    provider: text(row, 'provider'),
    model: text(row, 'model'),
    // As `insertUsage` has written it.
    kind: text(row, 'kind') as UsageKind,
    usage: usage === undefined ? undefined : (JSON.parse(usage) as Usage),
    nanoUsd: null,
    charges: chargesOf(text(row, 'charges')),
  }
}

function chargesOf(json: string): readonly Charge[] {
  const charges = JSON.parse(json) as readonly ChargeText[]
  return charges.map(({ budget, lease, estimate, actual }) => ({
    budget,
    lease,
    estimate: BigInt(estimate),
    actual: BigInt(actual),
  }))
}
