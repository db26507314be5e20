import type { Row, SqlValue } from './query.ts'
import type { ViewDelta } from './rollup.ts'
import { createSketch, type Sketch } from './sketch.ts'
import { sumColumns, sumValues } from './sums.ts'

const classColumns = ['ok', 'refused', 'throttled', 'failed', 'aborted'] as const

/** The columns of `views` that add up, in the order of `viewCounts`. */
export const addedToViews: readonly string[] = [...sumColumns, ...classColumns, 'attempt_errors']

/** Those that hold sketches. */
export const viewSketches = ['total', 'ttft', 'overhead'] as const

/** What a batch adds to one row. */
export function viewCounts({ sums, classes, attemptErrors }: ViewDelta): readonly SqlValue[] {
  return [...sumValues(sums), ...classColumns.map((name) => classes[name]), attemptErrors]
}

/** The sketches of a row after a batch; `before` is the row as it stands, if there is one. */
export function mergedSketches(row: ViewDelta, before: Row | undefined): readonly Uint8Array[] {
  return viewSketches.map((name) => grown(row[name], before?.[name]))
}

function grown(sketch: Sketch, before: unknown): Uint8Array {
  if (!(before instanceof Uint8Array)) return sketch.encode()
  const sum = createSketch()
  sum.merge(before)
  sum.merge(sketch.encode())
  return sum.encode()
}
