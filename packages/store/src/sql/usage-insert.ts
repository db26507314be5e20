import type { UsageRow } from '@signalbox/core'

import { rowKey, storable } from '../row-key.ts'
import { usageTokens } from '../usage-tokens.ts'
import { orNull, text, whole } from './columns.ts'
import { placeholders, slices, type SqlValue, type Steps } from './statement.ts'

const columns = [
  'request_id',
  'attempt',
  'ts',
  'tenant',
  'key_id',
  'credential',
  'route',
  'target',
  'provider',
  'model',
  'kind',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'nano_usd',
  'saved_nano_usd',
  'basis',
  'confidence',
  'price_row',
  'usage',
  'charges',
]

/** Adds rows that are not there yet; answers the keys of those. */
export function* insertUsage(rows: readonly UsageRow[]): Steps<ReadonlySet<string>> {
  const keys = new Map(rows.map((row) => [storable(rowKey(row)), rowKey(row)]))
  const inserted = new Set<string>()
  const row = `(${placeholders('?', columns.length)})`
  for (const slice of slices(rows, 50)) {
    const added = yield {
      sql: `INSERT INTO sb_usage (${columns.join(', ')}) VALUES ${placeholders(row, slice.length)}
        ON CONFLICT DO NOTHING RETURNING request_id, attempt, ts`,
      params: slice.flatMap(valuesOf),
    }
    for (const one of added) {
      const [requestId, attempt, ts] = [
        text(one, 'request_id'),
        whole(one, 'attempt'),
        whole(one, 'ts'),
      ]
      const key = rowKey({ requestId, attempt: Number(attempt), ts: Number(ts) })
      inserted.add(keys.get(key) ?? key)
    }
  }
  return inserted
}

function valuesOf(row: UsageRow): readonly SqlValue[] {
  const tokens = usageTokens(row.usage)
  return [
    row.requestId,
    row.attempt,
    row.ts,
    orNull(row.tenant),
    orNull(row.keyId),
    orNull(row.credential),
    orNull(row.route),
    row.target,
    row.provider,
    row.model,
    row.kind,
    tokens.input,
    tokens.cacheRead,
    tokens.cacheWrite,
    tokens.output,
    tokens.reasoning,
    row.nanoUsd,
    orNull(row.savedNanoUsd),
    orNull(row.basis),
    orNull(row.confidence),
    orNull(row.priceRowId),
    row.usage === undefined ? null : JSON.stringify(row.usage),
    JSON.stringify(row.charges, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  ]
}
