import { expect, test } from 'vitest'

import { rivals, shipped } from './load-policies.ts'
import { calmLoad } from './load-scenarios.ts'
import { runLoad } from './run-load.ts'

const compared = rivals.filter(({ name }) => ['v = 0.0015', 'v = 0.003'].includes(name))

/** Three minutes; the command compares all policies over an hour. */
const share = 0.05

test.each([1, 2, 3])(
  'no neighbour of the default is as fast for more than 3 % less, seed %i',
  async (seed) => {
    const [balanced] = shipped
    if (balanced === undefined) throw new TypeError('The router ships no policy.')
    const own = await runLoad(calmLoad({ seed, share }), balanced)
    const asFast = [own]
    for (const policy of compared) {
      const other = await runLoad(calmLoad({ seed, share }), policy)
      if (other.p99Ms <= own.p99Ms) asFast.push(other)
    }
    // The dearer neighbour must be as fast, or nothing was compared.
    expect(asFast.length).toBeGreaterThan(1)
    const cheapest = Math.min(...asFast.map(({ usdPer1000 }) => usdPer1000))
    expect(own.usdPer1000).toBeLessThanOrEqual(1.03 * cheapest)
  },
  60_000,
)
