import { expect, test } from 'vitest'

import { calmLoad, mixedLoad } from './load-scenarios.ts'
import { policyFamily } from './policy-family.ts'
import { priceOfSpeed } from './price-of-speed.ts'
import { runLoad } from './run-load.ts'

/** 1 plays the whole hour with its faults over all of the family, in about twenty minutes. */
const share = Number(process.env['SIGNALBOX_LOAD_SHARE'] ?? 0.05)
const isWhole = share === 1

// Three minutes of faults are no more than noise: the short form plays the calm against two neighbours.
const scenarioOf = isWhole ? mixedLoad : calmLoad
const family = isWhole
  ? policyFamily
  : policyFamily.filter(({ name }) => ['balanced', 'v = 0.0015', 'v = 0.003'].includes(name))

test.each([1, 2, 3])(
  'no neighbour of the default is as fast for more than 3 % less, seed %i',
  async (seed) => {
    const { own, ratio, asFast } = await priceOfSpeed(family, (policy) =>
      runLoad(scenarioOf({ seed, share }), policy),
    )
    expect(own.policy).toBe('balanced')
    // Somebody must be as fast, or nothing was compared.
    expect(asFast).toBeGreaterThan(0)
    expect(ratio).toBeLessThanOrEqual(1.03)
  },
  isWhole ? 3_600_000 : 60_000,
)
