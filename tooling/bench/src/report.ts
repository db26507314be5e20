/** What one target did, one entry per round. */
export interface Row {
  readonly name: string
  readonly perRequestUs: number[]
  readonly perChunkUs: number[]
  readonly perSecond: number[]
  /** The share of its core in use while whole answers were asked for. */
  readonly busy: number[]
  failed: number
}

/** The most that the gateway may cost, as multiples of nginx. */
const gates = { perRequestUs: 6.5, perChunkUs: 2.3 }

/** Medians with their spread; ratios are taken round by round. */
export function tables(rows: readonly Row[]): string {
  const ours = rows.find(({ name }) => name === 'signalbox')
  return [
    '| target | CPU µs/request | CPU µs/chunk | requests/s | core in use | failed |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${spread(row.perRequestUs)} | ${spread(row.perChunkUs)} | ${median(row.perSecond).toFixed(0)} | ${(median(row.busy) * 100).toFixed(0)} % | ${String(row.failed)} |`,
    ),
    '',
    '| ratio | per request | per chunk |',
    '| --- | ---: | ---: |',
    ...rows
      .filter((row) => row !== ours)
      .map(
        (row) =>
          `| signalbox ÷ ${row.name} | ${spread(ratios(ours, row, 'perRequestUs'))} | ${spread(ratios(ours, row, 'perChunkUs'))} |`,
      ),
    `| gate against nginx | ${String(gates.perRequestUs)} | ${String(gates.perChunkUs)} |`,
  ].join('\n')
}

/** Whether nothing failed and both ratios against nginx are within their gates. */
export function passes(rows: readonly Row[]): boolean {
  const ours = rows.find(({ name }) => name === 'signalbox')
  const nginx = rows.find(({ name }) => name === 'nginx')
  if (nginx === undefined || rows.some(({ failed }) => failed > 0)) return false
  return (['perRequestUs', 'perChunkUs'] as const).every(
    (field) => median(ratios(ours, nginx, field)) <= gates[field],
  )
}

function ratios(
  ours: Row | undefined,
  theirs: Row,
  field: 'perRequestUs' | 'perChunkUs',
): readonly number[] {
  return (ours?.[field] ?? []).map((value, i) => value / (theirs[field][i] ?? Number.NaN))
}

function spread(values: readonly number[]): string {
  const shown = (value: number) => value.toFixed(value < 20 ? 2 : 0)
  return `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  return (lower + upper) / 2
}
