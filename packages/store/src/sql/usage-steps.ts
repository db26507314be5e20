import type { UsageQuery, UsageSum } from '@signalbox/core'

import { count, orNull, text, whole } from './columns.ts'
import type { SqlRow, SqlValue, Steps } from './statement.ts'

const dayMs = 86_400_000

const groups = {
  provider: 'provider',
  model: 'model',
  route: "COALESCE(route, '')",
  tenant: "COALESCE(tenant, '')",
  key: "COALESCE(key_id, '')",
  credential: "provider || '/' || COALESCE(credential, '')",
  day: `ts / ${String(dayMs)}`,
} as const

const isAttempt = "kind NOT IN ('adjust', 'cached', 'coalesced')"
/** What a cache answered was billed before, or for somebody else. */
const isBilled = "kind NOT IN ('cached', 'coalesced')"

const tokens = ['input', 'cache_read', 'cache_write', 'output', 'reasoning'].map(
  (column) => [column, `CASE WHEN ${isBilled} THEN ${column} ELSE 0 END`] as const,
)
const money = ['nano_usd', 'saved_nano_usd'].map((column) => [column, column] as const)
const sums = [...tokens, ...money]
  .map(([column, value]) => `CAST(COALESCE(SUM(${value}), 0) AS {int}) AS ${column}`)
  .join(', ')

/** Adds up rows; a request counts as priced when a later row gave it a price. */
export function* sumUsage(query: UsageQuery): Steps<readonly UsageSum[]> {
  const group = query.groupBy === undefined ? `''` : groups[query.groupBy]
  const filters: readonly (readonly [string, SqlValue])[] = [
    ['ts >= CAST(? AS {int})', query.from],
    ['ts < CAST(? AS {int})', query.to],
    ['tenant = ?', orNull(query.tenant)],
    ['key_id = ?', orNull(query.keyId)],
  ]
  const used = filters.filter(([, value]) => value !== null)
  const rows = yield {
    sql: `SELECT ${group} AS grouped, COUNT(DISTINCT request_id) AS requests,
        SUM(CASE WHEN ${isAttempt} THEN 1 ELSE 0 END) AS attempts,
        SUM(CASE WHEN kind = 'failed' THEN 1 ELSE 0 END) AS errors, ${sums},
        COUNT(DISTINCT CASE WHEN nano_usd IS NULL AND NOT EXISTS (SELECT 1 FROM sb_usage later
          WHERE later.request_id = u.request_id AND later.kind = 'adjust'
          AND later.nano_usd IS NOT NULL) THEN request_id END) AS unpriced
      FROM sb_usage u WHERE ${used.map(([condition]) => condition).join(' AND ')} GROUP BY grouped`,
    params: used.map(([, value]) => value),
  }
  return rows
    .map((row) => sumOf(row, query.groupBy === 'day'))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1))
}

function sumOf(row: SqlRow, isDay: boolean): UsageSum {
  const day = () => new Date(count(row, 'grouped') * dayMs).toISOString().slice(0, 10)
  return {
    group: isDay ? day() : text(row, 'grouped'),
    requests: count(row, 'requests'),
    attempts: count(row, 'attempts'),
    errors: count(row, 'errors'),
    inputTokens: count(row, 'input'),
    cacheReadTokens: count(row, 'cache_read'),
    cacheWriteTokens: count(row, 'cache_write'),
    outputTokens: count(row, 'output'),
    reasoningTokens: count(row, 'reasoning'),
    nanoUsd: whole(row, 'nano_usd'),
    savedNanoUsd: whole(row, 'saved_nano_usd'),
    costUnknown: count(row, 'unpriced'),
  }
}
