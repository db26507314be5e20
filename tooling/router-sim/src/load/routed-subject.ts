import {
  memoryStore,
  pipeline,
  upstream,
  type Bus,
  type JsonObject,
  type Middleware,
} from '@signalbox/core'
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

/** Gateways that requests come to in turn, and what they tell each other. */
export interface Fleet {
  readonly replicas: number
  /** Whether routers share what they learn; circuits and limits are shared either way. */
  readonly isShared: boolean
}

const alone: Fleet = { replicas: 1, isShared: false }

/** The real router before the real resilience engine, which knows the scenario's limits; one attempt each. */
export function routedSubject(
  { seed, targets: simulated }: Scenario,
  { policy, weightOf = () => 1 }: LoadPolicy,
  spent: Spent,
  { replicas, isShared }: Fleet = alone,
): (environment: SimEnvironment) => SimSubject {
  const limitsOf = new Map(
    simulated.map(({ id, rpm = Infinity, burstSeconds = 10 }) => [
      id,
      { rpm, burst: (rpm * burstSeconds) / 60 },
    ]),
  )
  const priceOf = (id: string) => prices.get(id) ?? NaN

  return ({ clock, random, targets, upstream: options }) => {
    const between =
      replicas === 1 ? undefined : { bus: instantBus(), leases: memoryStore({ clock }) }
    const fleet = Array.from({ length: replicas }, () => {
      const resilience = createResilience({
        clock,
        random,
        limits: ({ id }) => limitsOf.get(id),
        retry: { maxAttempts: 1 },
        clocks: { firstTokenMs: 10_000, totalMs: 30_000 },
        ...between,
      })
      const { health, observe, clocks } = resilience
      const router = createRouter({
        clock,
        health,
        seed,
        policy,
        bus: isShared ? between?.bus : undefined,
        catalog: {
          price: ({ id }) => ({ input: priceOf(id), output: 4 * priceOf(id) }),
          capabilities: () => undefined,
        },
        models: {
          m: {
            targets: targets.map((target) => ({ target, weight: weightOf(priceOf(target.id)) })),
          },
        },
        targets,
      })
      const run = pipeline(
        ownConversation,
        router.middleware(),
        resilience.middleware(),
        router.attempts(),
        meter,
        upstream({ ...options, observe, clocks }),
      )
      const close = async () => {
        router.close()
        await resilience.close()
      }
      return { run, health, close }
    })
    let turn = 0
    return {
      pipeline(context) {
        const gateway = fleet[turn++ % replicas]
        if (gateway === undefined) throw new TypeError('A fleet has replicas.')
        return gateway.run(context)
      },
      circuit: (id) => fleet[0]?.health.circuit(id) ?? { state: 'healthy' },
      close: async () => {
        for (const { close } of fleet) await close()
      },
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

/** Hands each message to everybody at once. */
function instantBus(): Bus {
  const listeners = new Map<string, Set<(message: JsonObject) => void>>()
  return {
    async publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message)
    },
    subscribe(topic, listener) {
      const own = listeners.get(topic) ?? new Set()
      listeners.set(topic, own.add(listener))
      return () => void own.delete(listener)
    },
  }
}

/** All prompts are alike: without a name of its own each request would continue the one before. */
const ownConversation: Middleware = async (context, next) => {
  context.request = { ...context.request, sessionId: context.id }
  await next()
}
