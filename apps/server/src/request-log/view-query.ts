import { usdText } from '@signalbox/core'

import type { Query } from './query.ts'
import { bucketMs, type Resolution } from './rollup.ts'
import { createSketch, type Sketch } from './sketch.ts'

/** What boards are parted by: the whole, or one of these. */
export const viewDims = ['provider', 'model', 'route', 'tenant'] as const

/** A range of a board and one filter at most; Unix ms. `model` is `provider/model`. */
export interface ViewArgs {
  readonly from: number
  readonly to: number
  readonly dim?: (typeof viewDims)[number] | undefined
  readonly value?: string | undefined
}

/** Points that one chart gets. */
const maxPoints = 300

/** Sums and quantiles of one place in a board. */
export interface ViewSums {
  requests: number
  attempts: number
  errors: number
  attempt_errors: number
  ok: number
  refused: number
  throttled: number
  failed: number
  aborted: number
  input_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  output_tokens: number
  reasoning_tokens: number
  cost_unknown: number
}

interface Cell {
  readonly sums: ViewSums
  readonly total: Sketch
  readonly ttft: Sketch
  readonly overhead: Sketch
  costNano: bigint
  savedNano: bigint
}

/** One place, ready to be shown. */
export interface ViewTotals extends ViewSums {
  readonly cost_usd: string
  readonly saved_usd: string
  readonly success_rate: number | null
  readonly usd_per_1k_tokens: number | null
  readonly p50_ms: number
  readonly p95_ms: number
  readonly p99_ms: number
  readonly ttft_p95_ms: number
  readonly overhead_p99_ms: number
}

/** The answer of `GET /admin/v1/overview`. */
export interface OverviewAnswer {
  readonly from: string
  readonly to: string
  readonly resolution_minutes: Resolution
  readonly requests_per_second: number
  readonly totals: ViewTotals
  readonly series: SeriesColumns
  readonly providers: readonly ({ readonly group: string } & ViewTotals)[]
  readonly models: readonly ({ readonly group: string } & ViewTotals)[]
}

/** The answer of `GET /admin/v1/series`. */
export interface SeriesAnswer {
  readonly series: readonly { readonly group: string; readonly columns: SeriesColumns }[]
}

/** Columns of one chart, `time` in Unix ms. */
export type SeriesColumns = { readonly time: readonly number[] } & Readonly<
  Record<string, readonly (number | string | null)[]>
>

/** The first page of the dashboard, from pre-merged rows only. */
export function* overviewQuery(args: ViewArgs): Query<OverviewAnswer> {
  const range = rangeOf(args)
  const { from, to, res } = range
  const points = yield* readPoints(range, args.dim ?? '', args.value ?? '')
  const all = emptyCell()
  for (const { cell } of points) mergeCell(all, cell)
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    resolution_minutes: res,
    requests_per_second: all.sums.requests / Math.max(1, (to - from) / 1000),
    totals: told(all),
    series: columnsOf(points),
    providers: yield* groupsOf(range, 'provider'),
    models: yield* groupsOf(range, 'model'),
  }
}

/** One chart per value of a dimension, or one for the whole. */
export function* seriesQuery(args: ViewArgs): Query<SeriesAnswer> {
  const range = rangeOf(args)
  const { dim = '', value } = args
  const values = value === undefined && dim !== '' ? yield* valuesOf(range, dim) : [value ?? '']
  const series: SeriesAnswer['series'][number][] = []
  for (const group of values)
    series.push({ group, columns: columnsOf(yield* readPoints(range, dim, group)) })
  return { series }
}

interface Range {
  readonly from: number
  readonly to: number
  readonly res: Resolution
}

/** The finest buckets of which a chart can show each; the range grows to whole ones. */
function rangeOf({ from, to }: ViewArgs): Range {
  const minutes = (to - from) / 60_000
  const res = minutes <= 360 ? 1 : minutes / 10 <= maxPoints ? 10 : 60
  const size = bucketMs(res)
  return { from: Math.floor(from / size) * size, to: Math.ceil(to / size) * size, res }
}

const summed = `requests attempts errors attempt_errors ok refused throttled failed aborted input
  cache_read cache_write output reasoning cost_unknown`
  .split(/\s+/)
  .map((name) => `SUM(${name}) AS ${name}`)
  .join(', ')

const place = 'res = ? AND dim = ? AND value = ? AND bucket >= ? AND bucket < ?'

interface Point {
  readonly time: number
  readonly cell: Cell
}

function* readPoints(
  { from, to, res }: Range,
  dim: string,
  value: string,
  points = maxPoints,
): Query<readonly Point[]> {
  const size = bucketMs(res)
  const step = Math.max(1, Math.ceil((to - from) / size / points))
  const cells = new Map<number, Cell>()
  const values = [res, dim, value, from / size, to / size] as const
  const sums = yield {
    sql: `SELECT bucket / ${String(step)} AS point, ${summed}, CAST(SUM(cost_nano) AS TEXT) AS cost,
       CAST(SUM(saved_nano) AS TEXT) AS saved FROM views WHERE ${place} GROUP BY point`,
    values,
  }
  for (const row of sums) {
    const cell = emptyCell()
    addRow(cell, row)
    cells.set(Number(row['point']), cell)
  }
  // Sketches are many and are merged here.
  const sketches = yield {
    sql: `SELECT bucket / ${String(step)}, total, ttft, overhead FROM views WHERE ${place}`,
    values,
    isPlain: true,
  }
  for (const row of sketches) {
    const cell = cells.get(Number(row[0]))
    cell?.total.merge(row[1] as Uint8Array)
    cell?.ttft.merge(row[2] as Uint8Array)
    cell?.overhead.merge(row[3] as Uint8Array)
  }
  return [...cells].map(([point, cell]) => ({ time: point * step * size, cell }))
}

function* valuesOf({ from, to, res }: Range, dim: string): Query<readonly string[]> {
  const size = bucketMs(res)
  const rows = yield {
    sql: `SELECT value, SUM(requests + attempts) AS n FROM views
       WHERE res = ? AND dim = ? AND bucket >= ? AND bucket < ? GROUP BY value ORDER BY n DESC LIMIT 20`,
    values: [res, dim, from / size, to / size],
  }
  return rows.map((row) => String(row['value']))
}

/** Whole hours are enough for a table beside the charts, except where there is none yet. */
function* groupsOf(
  range: Range,
  dim: string,
): Query<readonly ({ readonly group: string } & ViewTotals)[]> {
  const isLong = range.to - range.from > 6 * 3_600_000
  const coarse: Range = isLong
    ? {
        from: Math.floor(range.from / 3_600_000) * 3_600_000,
        to: Math.ceil(range.to / 3_600_000) * 3_600_000,
        res: 60,
      }
    : range
  const groups: ({ readonly group: string } & ViewTotals)[] = []
  for (const group of yield* valuesOf(coarse, dim)) {
    const all = emptyCell()
    for (const { cell } of yield* readPoints(coarse, dim, group, 1)) mergeCell(all, cell)
    groups.push({ group, ...told(all) })
  }
  return groups
}

function emptyCell(): Cell {
  return {
    sums: {
      requests: 0,
      attempts: 0,
      errors: 0,
      attempt_errors: 0,
      ok: 0,
      refused: 0,
      throttled: 0,
      failed: 0,
      aborted: 0,
      input_tokens: 0,
      cache_read_tokens: 0,
      cache_write_tokens: 0,
      output_tokens: 0,
      reasoning_tokens: 0,
      cost_unknown: 0,
    },
    total: createSketch(),
    ttft: createSketch(),
    overhead: createSketch(),
    costNano: 0n,
    savedNano: 0n,
  }
}

const sumNames = Object.keys(emptyCell().sums) as (keyof ViewSums)[]
const tokenColumns: Readonly<Record<string, string>> = {
  input_tokens: 'input',
  cache_read_tokens: 'cache_read',
  cache_write_tokens: 'cache_write',
  output_tokens: 'output',
  reasoning_tokens: 'reasoning',
}

function addRow(cell: Cell, row: Readonly<Record<string, unknown>>): void {
  for (const name of sumNames) cell.sums[name] += Number(row[tokenColumns[name] ?? name])
  cell.costNano += BigInt(row['cost'] as string)
  cell.savedNano += BigInt(row['saved'] as string)
}

function mergeCell(cell: Cell, more: Cell): void {
  for (const name of sumNames) cell.sums[name] += more.sums[name]
  cell.costNano += more.costNano
  cell.savedNano += more.savedNano
  cell.total.absorb(more.total)
  cell.ttft.absorb(more.ttft)
  cell.overhead.absorb(more.overhead)
}

function told({ sums, total, ttft, overhead, costNano, savedNano }: Cell): ViewTotals {
  const tokens =
    sums.input_tokens +
    sums.cache_read_tokens +
    sums.cache_write_tokens +
    sums.output_tokens +
    sums.reasoning_tokens
  const asked = sums.requests - sums.aborted
  return {
    ...sums,
    cost_usd: usdText(costNano),
    saved_usd: usdText(savedNano),
    success_rate: asked === 0 ? null : sums.ok / asked,
    usd_per_1k_tokens: tokens === 0 ? null : Number(costNano) / 1e9 / (tokens / 1000),
    p50_ms: total.quantile(0.5),
    p95_ms: total.quantile(0.95),
    p99_ms: total.quantile(0.99),
    ttft_p95_ms: ttft.quantile(0.95),
    overhead_p99_ms: overhead.quantile(0.99),
  }
}

function columnsOf(points: readonly Point[]): SeriesColumns {
  const sorted = points.toSorted((a, b) => a.time - b.time)
  const rows = sorted.map(({ cell }) => told(cell))
  const names = Object.keys(told(emptyCell())) as (keyof ViewTotals)[]
  const columns = names.map((name) => [name, rows.map((row) => row[name])] as const)
  return { time: sorted.map(({ time }) => time), ...Object.fromEntries(columns) }
}
