import { fourTargets, mixedFaults, type Fault, type Scenario } from '@signalbox/resilience-sim'

/** An hour of traffic, or a share of it. */
export interface LoadOptions {
  readonly seed: number
  /** Share of the hour: all durations shrink, ramps too, rates and delays stay. */
  readonly share?: number | undefined
}

/** USD per million input tokens, by target; an output token costs four times as much. */
export const prices: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['b', 1],
  ['c', 0.6],
  ['d', 1.8],
])

export const inputTokens = 800

const traffic = {
  targets: fourTargets,
  inputTokens,
  streamShare: 1,
  // A mean of 250 with sigma 0.8 has this median.
  outputTokens: { median: 181.5, sigma: 0.8, max: 4000 },
} as const

/** Nothing goes wrong. */
export function calmLoad({ seed, share = 1 }: LoadOptions): Scenario {
  return { seed, ...traffic, phases: [{ name: 'calm', seconds: 3600 * share, rate: 20 }] }
}

/** Five faults and a rush come one after the other. */
export function mixedLoad({ seed, share = 1 }: LoadOptions): Scenario {
  const { phases } = mixedFaults(seed)
  return {
    seed,
    ...traffic,
    phases: phases.map((phase) => ({
      ...phase,
      seconds: phase.seconds * share,
      faults: scaled(phase.faults ?? {}, share),
    })),
  }
}

function scaled(
  faults: Readonly<Record<string, Fault>>,
  share: number,
): Readonly<Record<string, Fault>> {
  return Object.fromEntries(
    Object.entries(faults).map(([target, fault]) => [
      target,
      fault.type === 'slow' ? { ...fault, rampSeconds: (fault.rampSeconds ?? 0) * share } : fault,
    ]),
  )
}
