import type { Fault, Phase, Scenario, SimTarget } from './scenario.ts'

/** Four unequal targets of one model. */
export const fourTargets: readonly SimTarget[] = [
  { id: 'a', ...latency(450, 0.5, 12), errorShare: 0.002, rpm: 900 },
  { id: 'b', ...latency(600, 0.45, 14), errorShare: 0.002, rpm: 900 },
  { id: 'c', ...latency(900, 0.6, 20), errorShare: 0.002, rpm: 700, inflight: 60 },
  { id: 'd', ...latency(350, 0.4, 8), errorShare: 0.002, rpm: 900 },
]

/** Three equal targets, each with room for the load of all. */
export const threeTargets: readonly SimTarget[] = ['a', 'b', 'c'].map((id) => ({
  id,
  ...latency(500, 0.5, 12),
  rpm: 6000,
}))

/** One hour in which five faults and a rush come one after the other. */
export function mixedFaults(seed: number): Scenario {
  const calm = (name: string, seconds: number): Phase => ({ name, seconds, rate: 20 })
  return {
    seed,
    targets: fourTargets,
    phases: [
      calm('calm', 600),
      faulty('a slow', 480, 20, { a: { type: 'slow', factor: 8, rampSeconds: 120 } }),
      calm('after slow', 240),
      faulty('b down', 180, 20, { b: { type: 'down' } }),
      calm('after down', 300),
      faulty('c errors', 360, 20, { c: { type: 'errors', share: 0.05 } }),
      calm('after errors', 240),
      faulty('d hangs, a errors', 240, 20, {
        d: { type: 'hung' },
        a: { type: 'errors', share: 0.3 },
      }),
      faulty('a errors', 60, 20, { a: { type: 'errors', share: 0.3 } }),
      calm('after hang', 180),
      faulty('rush', 420, 40, {}),
      calm('after rush', 300),
    ],
  }
}

/** One hour without faults. */
export function calmHour(rate: number, seed = 1): Scenario {
  return { seed, targets: fourTargets, phases: [{ name: 'calm', seconds: 3600, rate }] }
}

/** One of three targets fails for a minute at 50 requests per second. */
export function oneOfThree(
  fault: Fault,
  { seed = 1, rpm = 6000 }: { readonly seed?: number; readonly rpm?: number } = {},
): Scenario {
  return {
    seed,
    targets: threeTargets.map((target) => ({ ...target, rpm })),
    phases: [
      { name: 'calm', seconds: 240, rate: 50 },
      faulty('fault', 60, 50, { a: fault }),
      { name: 'recovered', seconds: 120, rate: 50 },
    ],
  }
}

/** Everything fails at 50 requests per second. */
export function allFailing(seed = 1): Scenario {
  const errors: Fault = { type: 'errors', share: 1 }
  return {
    seed,
    targets: threeTargets,
    phases: [
      { name: 'calm', seconds: 60, rate: 50 },
      faulty('all failing', 60, 50, { a: errors, b: errors, c: errors }),
    ],
  }
}

/** Interactive load that takes three quarters of the limits, beside a pile of background jobs. */
export function backgroundPile(jobs: number, seed = 1): Scenario {
  return {
    seed,
    targets: threeTargets.map((target) => ({ ...target, rpm: 4000, burstSeconds: 0.75 })),
    phases: [
      { name: 'calm', seconds: 10, rate: 150 },
      { name: 'pile', seconds: 210, rate: 150, background: jobs },
    ],
  }
}

function faulty(
  name: string,
  seconds: number,
  rate: number,
  faults: Readonly<Record<string, Fault>>,
): Phase {
  return { name, seconds, rate, faults }
}

function latency(
  medianMs: number,
  sigma: number,
  msPerToken: number,
): Pick<SimTarget, 'firstContent' | 'msPerToken'> {
  return { firstContent: { medianMs, sigma }, msPerToken }
}
