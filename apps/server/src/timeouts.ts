import type { Clocks, Context } from '@signalbox/core'

import type { Config } from './config/config.ts'

/** The clocks of a call: what was learnt of the target, under what the operator set for its provider. */
export function timeoutsOf(
  config: Config,
  learnt: (context: Context) => Clocks,
): (context: Context) => Clocks {
  const own = new Map(config.providers.map(({ name, timeouts }) => [name, timeouts]))
  return (context) => ({ ...learnt(context), ...own.get(context.target?.provider ?? '') })
}
