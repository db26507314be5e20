import type { Query } from './query.ts'
import { bucketMs, type Resolution } from './rollup.ts'
import { addRow, emptyCell, mergeCell, told, type Cell, type ViewTotals } from './view-cell.ts'

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

interface Point {
  readonly time: number
  readonly cell: Cell
}

function* readPoints(range: Range, dim: string, value: string): Query<readonly Point[]> {
  const { from, to, res } = range
  const size = bucketMs(res)
  const step = Math.max(1, Math.ceil((to - from) / size / maxPoints))
  const cells = yield* readCells(range, dim, [value], `bucket / ${String(step)}`)
  return [...cells].map(([point, cell]) => ({ time: Number(point) * step * size, cell }))
}

/** One cell for each value of a column, over the rows of these values of a dimension. */
function* readCells(
  { from, to, res }: Range,
  dim: string,
  among: readonly string[],
  column: string,
): Query<ReadonlyMap<string, Cell>> {
  const cells = new Map<string, Cell>()
  if (among.length === 0) return cells
  const size = bucketMs(res)
  const marks = among.map(() => '?').join(', ')
  const place = `res = ? AND dim = ? AND value IN (${marks}) AND bucket >= ? AND bucket < ?`
  const values = [res, dim, ...among, from / size, to / size]
  const sums = yield {
    sql: `SELECT ${column} AS place, ${summed}, CAST(SUM(cost_nano) AS TEXT) AS cost,
       CAST(SUM(saved_nano) AS TEXT) AS saved FROM views WHERE ${place} GROUP BY place`,
    values,
  }
  for (const row of sums) {
    const cell = emptyCell()
    addRow(cell, row)
    cells.set(String(row['place']), cell)
  }
  // Sketches are many and are merged here.
  const sketches = yield {
    sql: `SELECT ${column}, total, ttft, overhead FROM views WHERE ${place}`,
    values,
    isPlain: true,
  }
  for (const row of sketches) {
    const cell = cells.get(String(row[0]))
    cell?.total.merge(row[1] as Uint8Array)
    cell?.ttft.merge(row[2] as Uint8Array)
    cell?.overhead.merge(row[3] as Uint8Array)
  }
  return cells
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
  const names = yield* valuesOf(coarse, dim)
  const cells = yield* readCells(coarse, dim, names, 'value')
  return names.map((group) => ({ group, ...told(cells.get(group) ?? emptyCell()) }))
}

function columnsOf(points: readonly Point[]): SeriesColumns {
  const sorted = points.toSorted((a, b) => a.time - b.time)
  const rows = sorted.map(({ cell }) => told(cell))
  const names = Object.keys(told(emptyCell())) as (keyof ViewTotals)[]
  const columns = names.map((name) => [name, rows.map((row) => row[name])] as const)
  return { time: sorted.map(({ time }) => time), ...Object.fromEntries(columns) }
}
