import { usdText } from '@signalbox/core'

import type { Ask, Query, Row, SqlValue } from './query.ts'
import { bucketMs } from './rollup.ts'
import { noSums, type Sums } from './sums.ts'
import { timeWindows, type Window } from './time-windows.ts'

/** By what sums can be parted. */
export const usageGroups = ['provider', 'model', 'route', 'tenant', 'key', 'day'] as const

/** Which requests to add up; Unix ms, `to` is exclusive. */
export interface UsageArgs {
  readonly from: number
  readonly to: number
  readonly groupBy?: (typeof usageGroups)[number] | undefined
  readonly tenant?: string | undefined
}

/** Sums as the contract tells them. */
export interface UsageTotals {
  readonly requests: number
  readonly attempts: number
  readonly errors: number
  readonly input_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
  readonly output_tokens: number
  readonly reasoning_tokens: number
  readonly cost_usd: string
  /** What answers of a cache would have cost. */
  readonly saved_usd: string
  readonly cost_unknown: number
}

/** The answer of `GET /admin/v1/usage`. */
export interface UsageAnswer {
  readonly totals: UsageTotals
  readonly groups: readonly ({ readonly group: string } & UsageTotals)[]
}

/** Adds up exactly: whole hours and minutes from sums, the ends of the range from rows. */
export function* usageQuery(args: UsageArgs): Query<UsageAnswer> {
  const groups = new Map<string, Sums>()
  for (const window of timeWindows(args.from, args.to))
    for (const ask of asksOf(window, args)) for (const row of yield ask) addRow(groups, row)
  const totals = noSums()
  for (const sums of groups.values()) addSums(totals, sums)
  const isByDay = args.groupBy === 'day'
  const named = [...groups]
    .map(([group, sums]) => [isByDay ? dateOf(Number(group)) : group, sums] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    totals: told(totals),
    groups:
      args.groupBy === undefined ? [] : named.map(([group, sums]) => ({ group, ...told(sums) })),
  }
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

function asksOf(window: Window, args: UsageArgs): readonly Ask[] {
  const { source } = window
  if (source === 'rows') return [requestRows(window, args), attemptRows(window, args)]
  const size = bucketMs(source)
  const group = columnOf(args, `bucket * ${String(size / 1000)}`, '')
  return [
    {
      sql: `SELECT ${group} AS grp, SUM(requests) AS requests, SUM(attempts) AS attempts,
         SUM(errors) AS errors, ${tokens('')}, CAST(SUM(cost_nano) AS TEXT) AS cost,
         CAST(SUM(saved_nano) AS TEXT) AS saved, SUM(cost_unknown) AS cost_unknown
       FROM sums WHERE res = ? AND bucket >= ? AND bucket < ?
       ${args.tenant === undefined ? '' : 'AND tenant = ?'} GROUP BY grp`,
      values: [source, window.from / size, window.to / size, ...tenantIn(args)],
    },
  ]
}

function tenantIn({ tenant }: UsageArgs): readonly SqlValue[] {
  return tenant === undefined ? [] : [tenant]
}

const rowsWhere = (tenant: string | undefined) =>
  `r.ts >= ? AND r.ts < ? ${tenant === undefined ? '' : 'AND r.tenant = ?'}`

function requestRows({ from, to }: Window, args: UsageArgs): Ask {
  const group = columnOf(args, 'r.ts / 1000', 'r.')
  return {
    sql: `SELECT ${group} AS grp, COUNT(*) AS requests,
         SUM(CASE WHEN error_type <> '' AND class <> 'aborted' THEN 1 ELSE 0 END) AS errors,
         CAST(SUM(saved_nano) AS TEXT) AS saved, SUM(cost_unknown) AS cost_unknown
       FROM requests r WHERE ${rowsWhere(args.tenant)} GROUP BY grp`,
    values: [from, to, ...tenantIn(args)],
  }
}

function attemptRows({ from, to }: Window, args: UsageArgs): Ask {
  const own = args.groupBy === 'provider' || args.groupBy === 'model'
  const group = columnOf(args, 'r.ts / 1000', own ? 'a.' : 'r.')
  return {
    // In this order: there is no index of attempts by time.
    sql: `SELECT ${group} AS grp, COUNT(*) AS attempts, ${tokens('a.')},
         CAST(SUM(a.cost_nano) AS TEXT) AS cost
       FROM requests r CROSS JOIN attempts a
       WHERE a.seq = r.seq AND ${rowsWhere(args.tenant)} GROUP BY grp`,
    values: [from, to, ...tenantIn(args)],
  }
}

function columnOf({ groupBy }: UsageArgs, seconds: string, table: string): string {
  if (groupBy === undefined) return `''`
  if (groupBy === 'day') return `${seconds} / 86400`
  return table + (groupBy === 'key' ? 'key_id' : groupBy)
}

function tokens(table: string): string {
  return ['input', 'cache_read', 'cache_write', 'output', 'reasoning']
    .map((name) => `SUM(${table}${name}) AS ${name}`)
    .join(', ')
}

function addRow(groups: Map<string, Sums>, row: Row): void {
  const group = String(row['grp'])
  const sums = groups.get(group) ?? noSums()
  groups.set(group, sums)
  const read = (name: string) => Number(row[name] ?? 0)
  addSums(sums, {
    requests: read('requests'),
    attempts: read('attempts'),
    errors: read('errors'),
    input: read('input'),
    cacheRead: read('cache_read'),
    cacheWrite: read('cache_write'),
    output: read('output'),
    reasoning: read('reasoning'),
    costNano: money(row['cost']),
    costUnknown: read('cost_unknown'),
    savedNano: money(row['saved']),
  })
}

function addSums(sums: Sums, more: Sums): void {
  sums.requests += more.requests
  sums.attempts += more.attempts
  sums.errors += more.errors
  sums.input += more.input
  sums.cacheRead += more.cacheRead
  sums.cacheWrite += more.cacheWrite
  sums.output += more.output
  sums.reasoning += more.reasoning
  sums.costNano += more.costNano
  sums.costUnknown += more.costUnknown
  sums.savedNano += more.savedNano
}

/** Sums of money come as text: they may be larger than a number. */
function money(text: unknown): bigint {
  return BigInt(typeof text === 'string' ? text : '0')
}

function told(sums: Sums): UsageTotals {
  return {
    requests: sums.requests,
    attempts: sums.attempts,
    errors: sums.errors,
    input_tokens: sums.input,
    cache_read_tokens: sums.cacheRead,
    cache_write_tokens: sums.cacheWrite,
    output_tokens: sums.output,
    reasoning_tokens: sums.reasoning,
    cost_usd: usdText(sums.costNano),
    saved_usd: usdText(sums.savedNano),
    cost_unknown: sums.costUnknown,
  }
}
