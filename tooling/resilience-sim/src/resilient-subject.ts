import { pipeline, upstream, type Middleware } from '@signalbox/core'
import { createResilience } from '@signalbox/resilience'

import type { Scenario } from './scenario.ts'
import { scoreRouter } from './score-router.ts'
import type { SimEnvironment, SimSubject } from './simulate-load.ts'

/** What stands around the attempts. */
export interface ResilientSubjectOptions {
  /** `random`: candidates stay in random order. `score`: a stand-in for the router ranks them. */
  readonly ranked: 'random' | 'score'
  readonly before?: Middleware | undefined
}

/** The whole resilience engine, which knows the scenario's limits as an operator would. */
export function resilientSubject(
  scenario: Scenario,
  { ranked, before = (_context, next) => next() }: ResilientSubjectOptions,
): (environment: SimEnvironment) => SimSubject {
  const limitsOf = new Map(
    scenario.targets.map(({ id, rpm, burstSeconds = 10 }) => [
      id,
      rpm === undefined ? undefined : { rpm, burst: (rpm * burstSeconds) / 60 },
    ]),
  )
  return ({ clock, random, targets, upstream: options }) => {
    const resilience = createResilience({ clock, random, limits: ({ id }) => limitsOf.get(id) })
    const { health, observe, clocks } = resilience
    const call = upstream({ ...options, observe, clocks })
    const router = scoreRouter({ clock, random, targets, health })
    return {
      pipeline:
        ranked === 'score'
          ? pipeline(before, router.rank, resilience.middleware(), router.watch, call)
          : pipeline(before, resilience.middleware(), call),
      circuit: (id) => health.circuit(id),
      close: () => resilience.close(),
    }
  }
}
