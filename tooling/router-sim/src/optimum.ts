import type { Examples } from '@signalbox/router/learned'
import { curveArea } from '@signalbox/router/learned'

import type { GeneratedLabel } from './generate-labels.ts'
import { knowable } from './made-examples.ts'

/** Mean quality, times 100, of a router that reads all a prompt's words can tell. */
export function optimumOf(made: readonly GeneratedLabel[], examples: Examples): number {
  return curveArea(examples, knowable(made, examples))
}
