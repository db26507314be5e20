import { usdText } from '@signalbox/core'

import type { Row } from './query.ts'
import { createSketch, type Sketch } from './sketch.ts'

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

/** One place, while it is added up. */
export interface Cell {
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

/** A place without anything. */
export function emptyCell(): Cell {
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

/** Adds the sums of a row, not its sketches. */
export function addRow(cell: Cell, row: Row): void {
  for (const name of sumNames) cell.sums[name] += Number(row[tokenColumns[name] ?? name])
  cell.costNano += BigInt(row['cost'] as string)
  cell.savedNano += BigInt(row['saved'] as string)
}

/** Adds another place. */
export function mergeCell(cell: Cell, more: Cell): void {
  for (const name of sumNames) cell.sums[name] += more.sums[name]
  cell.costNano += more.costNano
  cell.savedNano += more.savedNano
  cell.total.absorb(more.total)
  cell.ttft.absorb(more.ttft)
  cell.overhead.absorb(more.overhead)
}

/** A place as boards show it. */
export function told({ sums, total, ttft, overhead, costNano, savedNano }: Cell): ViewTotals {
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
