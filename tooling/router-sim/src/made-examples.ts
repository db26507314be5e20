import {
  examplesOf,
  mergeLabels,
  readLabelInput,
  type Example,
  type Examples,
} from '@signalbox/router/learned'

import type { GeneratedLabel } from './generate-labels.ts'

/** Labels as a fit reads them from a file, without the truth beside them. */
export async function madeExamples(made: readonly GeneratedLabel[]): Promise<Examples> {
  const lines = made.map(({ truth: _truth, knowable: _knowable, ...line }) => readLabelInput(line))
  return examplesOf(await mergeLabels(lines))
}

/** The same prompts with the true chances in place of single answers. */
export function withTruth(made: readonly GeneratedLabel[], { models, rows }: Examples): Examples {
  const truth = columnOf(made, models, 'truth')
  return { models, rows: rows.map((row) => ({ ...row, scores: truth(row) })) }
}

/** What the words of each prompt allow to know. */
export function knowable(
  made: readonly GeneratedLabel[],
  { models, rows }: Examples,
): readonly Float64Array[] {
  return rows.map(columnOf(made, models, 'knowable'))
}

function columnOf(
  made: readonly GeneratedLabel[],
  models: readonly string[],
  column: 'truth' | 'knowable',
): (row: Example) => Float64Array {
  const byId = new Map(made.map((label) => [label.id, label]))
  return ({ id }) => Float64Array.from(models, (model) => byId.get(id)?.[column][model] ?? NaN)
}
