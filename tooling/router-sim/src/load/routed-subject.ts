import { pipeline, upstream, type Middleware } from '@signalbox/core'
import { createResilience } from '@signalbox/resilience'
import type { Scenario, SimEnvironment, SimSubject } from '@signalbox/resilience-sim'
import { createRouter } from '@signalbox/router'

import type { LoadPolicy } from './load-policies.ts'
import { inputTokens, prices } from './load-scenarios.ts'

/** Money spent on whole answers. */
export interface Spent {
  usd: number
  answers: number
  /** Whole answers by target. */
  readonly answered: Map<string, number>
}

/** The real router before the real resilience engine, which knows the scenario's limits; one attempt each. */
export function routedSubject(
  { seed, targets: simulated }: Scenario,
  { policy, weightOf = () => 1 }: LoadPolicy,
  spent: Spent,
): (environment: SimEnvironment) => SimSubject {
  const limitsOf = new Map(
    simulated.map(({ id, rpm = Infinity, burstSeconds = 10 }) => [
      id,
      { rpm, burst: (rpm * burstSeconds) / 60 },
    ]),
  )
  const priceOf = (id: string) => prices.get(id) ?? NaN

  return ({ clock, random, targets, upstream: options }) => {
    const resilience = createResilience({
      clock,
      random,
      limits: ({ id }) => limitsOf.get(id),
      retry: { maxAttempts: 1 },
      clocks: { firstTokenMs: 10_000, totalMs: 30_000 },
    })
    const { health, observe, clocks } = resilience
    const router = createRouter({
      clock,
      health,
      seed,
      policy,
      catalog: {
        price: ({ id }) => ({ input: priceOf(id), output: 4 * priceOf(id) }),
        capabilities: () => undefined,
      },
      models: {
        m: { targets: targets.map((target) => ({ target, weight: weightOf(priceOf(target.id)) })) },
      },
      targets,
    })
    return {
      pipeline: pipeline(
        ownConversation,
        router.middleware(),
        resilience.middleware(),
        router.attempts(),
        meter,
        upstream({ ...options, observe, clocks }),
      ),
      circuit: (id) => health.circuit(id),
      close: () => resilience.close(),
    }
  }

  async function meter(...[context, next]: Parameters<Middleware>): Promise<void> {
    const id = context.target?.id ?? ''
    context.defer(({ status, usage }) => {
      if (status !== 'ok' || usage === undefined) return
      spent.usd += (priceOf(id) * (inputTokens + 4 * usage.output.text)) / 1e6
      spent.answers++
      spent.answered.set(id, (spent.answered.get(id) ?? 0) + 1)
    })
    await next()
  }
}

/** All prompts are alike: without a name of its own each request would continue the one before. */
const ownConversation: Middleware = async (context, next) => {
  context.request = { ...context.request, sessionId: context.id }
  await next()
}
