import type { UsageQuery, UsageSum } from '@signalbox/core'

import { count, orNull, text, whole } from './columns.ts'
import type { SqlRow, SqlValue, Statement, Steps } from './statement.ts'
import { dayMs, dimension, isUnpriced, rowCounts, usageCounts } from './usage-columns.ts'

const groups = {
  provider: dimension('provider'),
  model: dimension('model'),
  route: dimension('route'),
  tenant: dimension('tenant'),
  key: dimension('key_id'),
  credential: `provider || '/' || ${dimension('credential')}`,
} as const

const sum = (value: string, column: string) =>
  `CAST(COALESCE(SUM(${value}), 0) AS {int}) AS ${column}`
const rowSums = Object.entries(rowCounts).map(([column, value]) => sum(value, column))
const daySums = usageCounts.map((column) => sum(column, column))

/** Adds up rows, and days that rows were folded into: such a day counts where it begins. */
export function* sumUsage(query: UsageQuery): Steps<readonly UsageSum[]> {
  const rows = grouped(query, {
    sums: `CAST(COUNT(DISTINCT request_id) AS {int}) AS requests, ${rowSums.join(', ')},
      CAST(COUNT(DISTINCT CASE WHEN ${isUnpriced} THEN request_id END) AS {int}) AS unpriced`,
    from: 'sb_usage u',
    time: 'ts',
    day: `ts / ${String(dayMs)}`,
  })
  const days = grouped(query, {
    sums: daySums.join(', '),
    from: 'sb_usage_day',
    time: `day * ${String(dayMs)}`,
    day: 'day',
  })
  const isDay = query.groupBy === 'day'
  // One statement: between two a row could become part of a day.
  const found = yield {
    sql: `${rows.sql} UNION ALL ${days.sql}`,
    params: [...rows.params, ...days.params],
  }
  const merged = Map.groupBy(found, (row) => groupOf(row, isDay))
  return [...merged]
    .map(([group, parts]) => sumOf(group, parts))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1))
}

interface Source {
  readonly sums: string
  readonly from: string
  readonly time: string
  readonly day: string
}

function grouped(query: UsageQuery, source: Source): Statement {
  const { groupBy } = query
  const day = groupBy === 'day' ? source.day : undefined
  const group = groupBy === undefined || groupBy === 'day' ? `''` : groups[groupBy]
  const filters: readonly (readonly [string, SqlValue])[] = [
    [`${source.time} >= CAST(? AS {int})`, query.from],
    [`${source.time} < CAST(? AS {int})`, query.to],
    ['tenant = ?', orNull(query.tenant)],
    ['key_id = ?', orNull(query.keyId)],
  ]
  const used = filters.filter(([, value]) => value !== null)
  return {
    sql: `SELECT ${day ?? group} AS grouped, ${source.sums} FROM ${source.from}
      WHERE ${used.map(([condition]) => condition).join(' AND ')} GROUP BY grouped`,
    params: used.map(([, value]) => value),
  }
}

function groupOf(row: SqlRow, isDay: boolean): string {
  if (!isDay) return text(row, 'grouped')
  return new Date(count(row, 'grouped') * dayMs).toISOString().slice(0, 10)
}

function sumOf(group: string, rows: readonly SqlRow[]): UsageSum {
  const add = (column: (typeof usageCounts)[number]) =>
    rows.reduce((total, row) => total + whole(row, column), 0n)
  return {
    group,
    requests: Number(add('requests')),
    attempts: Number(add('attempts')),
    errors: Number(add('errors')),
    inputTokens: Number(add('input')),
    cacheReadTokens: Number(add('cache_read')),
    cacheWriteTokens: Number(add('cache_write')),
    outputTokens: Number(add('output')),
    reasoningTokens: Number(add('reasoning')),
    nanoUsd: add('nano_usd'),
    savedNanoUsd: add('saved_nano_usd'),
    costUnknown: Number(add('unpriced')),
  }
}
