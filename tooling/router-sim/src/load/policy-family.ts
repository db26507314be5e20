import type { Policy } from '@signalbox/router'

import { shipped, type LoadPolicy } from './load-policies.ts'

const secondPrices = [0.001, 0.00125, 0.0015, 0.00175, 0.0025, 0.003, 0.004]

const variants: Readonly<Record<string, Policy>> = {
  'band .05': { choice: { band: 0.05 } },
  'band .1': { choice: { band: 0.1 } },
  'band .25': { choice: { band: 0.25 } },
  argmin: { choice: { mode: 'argmin' } },
  'no exploration': { choice: { explore: 0 } },
  'explore .03': { choice: { explore: 0.03 } },
  'fail 4 s': { objective: { failSeconds: 4 } },
  'fail 16 s': { objective: { failSeconds: 16 } },
  'errors priced': { errorRate: { action: 'price' } },
  'tail .2': { objective: { tailWeight: 0.2 } },
  'v = 0.0015, tail .2': { objective: { usdPerSecond: 0.0015, tailWeight: 0.2 } },
  'v = 0.0015, tail .5': { objective: { usdPerSecond: 0.0015, tailWeight: 0.5 } },
  'v = 0.0015, band .05': { objective: { usdPerSecond: 0.0015 }, choice: { band: 0.05 } },
  'v = 0.00175, argmin': { objective: { usdPerSecond: 0.00175 }, choice: { mode: 'argmin' } },
}

/** What somebody might ship in place of the default: every knob that trades price for speed, turned both ways. */
export const policyFamily: readonly LoadPolicy[] = [
  ...shipped,
  ...secondPrices.map((usdPerSecond) => ({
    name: `v = ${String(usdPerSecond)}`,
    policy: { objective: { usdPerSecond } },
  })),
  ...Object.entries(variants).map(([name, policy]) => ({ name, policy })),
]
