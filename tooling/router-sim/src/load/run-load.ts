import { simulateLoad, type Scenario } from '@signalbox/resilience-sim'

import type { LoadPolicy } from './load-policies.ts'
import { routedSubject, type Fleet, type Spent } from './routed-subject.ts'

/** What one policy made of a scenario, with one attempt for each request. */
export interface LoadFigures {
  readonly policy: string
  readonly requests: number
  /** Share of first attempts that were answered whole. */
  readonly success: number
  readonly worstPhase: { readonly name: string; readonly success: number }
  /** Arrival to first content. */
  readonly p50Ms: number
  readonly p99Ms: number
  /** The highest p99 of a phase. */
  readonly worstP99Ms: number
  /** Of whole answers: who fails more must not look cheaper. */
  readonly usdPer1000: number
  /** 429 that providers had to send. */
  readonly limitedPer1000: number
  readonly trips: number
  /** Of whole answers, by target. */
  readonly shares: Readonly<Record<string, number>>
}

/** Plays a scenario against one policy. */
export async function runLoad(
  scenario: Scenario,
  policy: LoadPolicy,
  fleet?: Fleet,
): Promise<LoadFigures> {
  const spent: Spent = { usd: 0, answers: 0, answered: new Map() }
  const report = await simulateLoad(scenario, routedSubject(scenario, policy, spent, fleet))
  const { total, phases, trips } = report
  const [worst] = phases.toSorted((a, b) => a.firstAttemptSuccess - b.firstAttemptSuccess)
  return {
    policy: policy.name,
    requests: total.requests,
    success: total.firstAttemptSuccess,
    worstPhase: { name: worst?.name ?? '', success: worst?.firstAttemptSuccess ?? NaN },
    p50Ms: total.firstContentMs.p50,
    p99Ms: total.firstContentMs.p99,
    worstP99Ms: Math.max(...phases.map(({ firstContentMs }) => firstContentMs.p99)),
    usdPer1000: (1000 * spent.usd) / spent.answers,
    limitedPer1000: total.limitedPer1000,
    trips: trips.length,
    shares: Object.fromEntries(
      [...spent.answered]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([id, count]) => [id, count / spent.answers]),
    ),
  }
}
