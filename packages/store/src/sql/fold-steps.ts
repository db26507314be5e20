import { text, whole } from './columns.ts'
import { placeholders, type SqlRow, slices, type Steps } from './statement.ts'
import {
  dayMs,
  dimension,
  isUnpriced,
  rowCounts,
  usageCounts,
  usageDimensions,
} from './usage-columns.ts'

const rowsPerFold = 500
const columns = ['day', ...usageDimensions, ...usageCounts].join(', ')
const identity = ['day', ...usageDimensions].join(', ')

interface DaySums {
  readonly day: bigint
  readonly names: readonly string[]
  readonly sums: readonly bigint[]
}

/** Moves the oldest rows from before a time into sums by day; what another replica moves is left to it. */
export function* foldUsage(before: number): Steps<number> {
  const rows = yield {
    sql: `SELECT request_id, attempt, ts, ts / ${String(dayMs)} AS day,
        ${usageDimensions.map((name) => `${dimension(name)} AS ${name}`).join(', ')},
        CASE WHEN attempt = 1 AND kind <> 'adjust' THEN 1 ELSE 0 END AS requests,
        ${Object.entries(rowCounts)
          .map(([name, value]) => `${value} AS ${name}`)
          .join(', ')},
        CASE WHEN ${isUnpriced} THEN 1 ELSE 0 END AS unpriced
      FROM sb_usage u WHERE ts < CAST(? AS {int})
      ORDER BY ts LIMIT ${String(rowsPerFold)} {skipLocked}`,
    params: [Math.floor(before)],
  }
  // In one order, so that two replicas never wait for each other.
  const days = [...sumsByDay(rows)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [, { day, names, sums }] of days)
    yield {
      sql: `INSERT INTO sb_usage_day AS d (${columns})
        VALUES (${placeholders('?', 1 + usageDimensions.length + usageCounts.length)})
        ON CONFLICT (${identity}) DO UPDATE SET
        ${usageCounts.map((name) => `${name} = d.${name} + excluded.${name}`).join(', ')}`,
      params: [day, ...names, ...sums],
    }
  for (const slice of slices(rows))
    yield {
      sql: `DELETE FROM sb_usage WHERE (request_id, attempt, ts) IN (VALUES
        ${placeholders('(CAST(? AS TEXT), CAST(? AS {int}), CAST(? AS {int}))', slice.length)})`,
      params: slice.flatMap((row) => [
        text(row, 'request_id'),
        whole(row, 'attempt'),
        whole(row, 'ts'),
      ]),
    }
  return rows.length
}

function sumsByDay(rows: readonly SqlRow[]): ReadonlyMap<string, DaySums> {
  const days = new Map<string, DaySums>()
  for (const row of rows) {
    const day = whole(row, 'day')
    const names = usageDimensions.map((name) => text(row, name))
    const key = JSON.stringify([String(day), ...names])
    const known = days.get(key)
    const sums = usageCounts.map((name, index) => (known?.sums[index] ?? 0n) + whole(row, name))
    days.set(key, { day, names, sums })
  }
  return days
}
