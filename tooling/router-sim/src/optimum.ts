import type { Examples } from '@signalbox/router/learned'
import { curveArea } from '@signalbox/router/learned'

import type { GeneratedLabel } from './generate-labels.ts'

/** Mean quality, times 100, of a router that reads all a prompt's words can tell. */
export function optimumOf(made: readonly GeneratedLabel[], examples: Examples): number {
  const byId = new Map(made.map((label) => [label.id, label]))
  const { models, rows } = examples
  return curveArea(
    examples,
    rows.map((row) =>
      Float64Array.from(models, (model) => byId.get(row.id)?.knowable[model] ?? NaN),
    ),
  )
}
