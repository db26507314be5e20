import type { Example } from './example.ts'
import type { LowRankRow } from './fit-low-rank.ts'
import { usualLogits, type TaskTable } from './task-table.ts'
import { weigh, type Weighting } from './weighting.ts'

/** An example as the parts of a model see it. */
export interface PreparedExample extends Example, LowRankRow {}

/** Weighs the words of examples and lays the usual scores of their tasks beside them. */
export function prepare(
  rows: readonly Example[],
  weighting: Weighting,
  table: TaskTable,
): readonly PreparedExample[] {
  const usualOf = usualLogits(table)
  return rows.map((row) => ({
    ...row,
    usual: usualOf(row.task),
    words: weigh(weighting, row.features),
    dense: row.features.dense,
  }))
}
