import type { Clocks, Context } from '@signalbox/core'

import type { Config } from './config/config.ts'

const usual: Clocks = { connectMs: 10_000, firstTokenMs: 120_000, idleMs: 60_000, totalMs: 600_000 }

/** The clocks of a call: the gateway's own, with what the operator set for the provider. */
export function timeoutsOf(config: Config): (context: Context) => Clocks {
  const clocks = new Map(
    config.providers.map(({ name, timeouts }) => [name, { ...usual, ...timeouts }]),
  )
  return ({ target }) => clocks.get(target?.provider ?? '') ?? usual
}
