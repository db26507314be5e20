import type { Target } from '@signalbox/core'
import type { ProviderLimits } from '@signalbox/resilience'

import type { Config } from './config/config.ts'

/** What the operator knows of a provider's limits; the keys' own add up. */
export function limitsOf(config: Config): (target: Target) => ProviderLimits | undefined {
  const limits = new Map(
    config.providers.map(({ name, limits: own, keys }) => {
      const perKey = keys.flatMap((key) => (key.limits === undefined ? [] : [key.limits]))
      const summed =
        perKey.length === keys.length && perKey.length > 0
          ? perKey.reduce((sum, key) => ({
              rpm: add(sum.rpm, key.rpm),
              tpm: add(sum.tpm, key.tpm),
              concurrency: add(sum.concurrency, key.concurrency),
            }))
          : undefined
      return [name, own ?? summed]
    }),
  )
  return (target) => limits.get(target.provider)
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b
}
