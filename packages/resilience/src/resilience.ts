import type { Clocks, Context, HealthView, Middleware, Observation } from '@signalbox/core'

import type { ForcedAction } from './breaker-transition.ts'
import type { BreakerSnapshot } from './breaker.ts'
import type { GateSnapshot } from './gate-snapshot.ts'
import { trafficClasses, type TrafficClass } from './permit.ts'
import { resilienceMiddleware } from './resilience-middleware.ts'
import type { ResilienceOptions } from './resilience-options.ts'
import { createParts } from './resilience-parts.ts'

/** A provider's model as the operator sees it. */
export interface ProviderState extends BreakerSnapshot {
  readonly limits: readonly {
    readonly target: string
    readonly bucket: ReturnType<HealthView['bucket']>
    readonly concurrency: ReturnType<HealthView['concurrency']>
  }[]
}

/** Requests that wait for a provider's limits, by how urgent they are. */
export interface QueueDepth {
  readonly lane: TrafficClass | 'deferrable'
  /** Undefined: work that can wait stands in one line for all providers. */
  readonly provider: string | undefined
  readonly waiting: number
}

/** The one owner of everything between a ranked list and an answer. */
export interface Resilience {
  middleware(): Middleware
  /** For `upstream({ observe })`. */
  readonly observe: (seen: Observation) => void
  /** For `upstream({ clocks })`. */
  readonly clocks: (context: Context) => Clocks
  /** For a router. */
  readonly health: HealthView
  providers(): readonly ProviderState[]
  /** Every queue there is, the empty ones too. */
  queues(): readonly QueueDepth[]
  /** An operator's hand on a target's circuit; the very next request sees it. */
  force(id: string, action: ForcedAction): void
  /** Lets the queues run empty. */
  close(): Promise<void>
}

/**
 * Attempts, clocks, circuits and limits around upstream calls.
 *
 * @example
 * const resilience = createResilience({ retry: { maxAttempts: 3 } })
 * pipeline(router, resilience.middleware(), upstream({ ...out, observe: resilience.observe }))
 */
export function createResilience(options: ResilienceOptions = {}): Resilience {
  const parts = createParts(options)
  const { breakers, gate, clocks, lane } = parts
  const middleware = resilienceMiddleware(parts)
  return {
    middleware: () => middleware,
    observe: (seen) => {
      gate.observe(seen)
    },
    clocks: clocks.clocks,
    health: {
      circuit: (id) => breakers.state(id),
      bucket: (id) => gate.bucket(id),
      concurrency: (id) => gate.concurrency(id),
    },
    providers: () =>
      breakers.snapshot().map((snapshot) => ({
        ...snapshot,
        limits: snapshot.targets.map((target) => ({
          target,
          bucket: gate.bucket(target),
          concurrency: gate.concurrency(target),
        })),
      })),
    queues: () => [
      ...queuesOf(gate.snapshot()),
      ...(lane === undefined
        ? []
        : [{ lane: 'deferrable' as const, provider: undefined, waiting: lane.waiting() }]),
    ],
    force: (id, action) => {
      breakers.force(id, action)
    },
    async close() {
      breakers.close()
      await gate.drain()
    },
  }
}

/** One line per provider and class, whatever number of accounts it has. */
function queuesOf(groups: readonly GateSnapshot[]): readonly QueueDepth[] {
  const sums = new Map<string, Record<TrafficClass, number>>()
  for (const { provider, waitingBy } of groups) {
    const sum = sums.get(provider) ?? { interactive: 0, standard: 0, background: 0 }
    for (const lane of trafficClasses) sum[lane] += waitingBy[lane]
    sums.set(provider, sum)
  }
  return [...sums].flatMap(([provider, sum]) =>
    trafficClasses.map((lane) => ({ lane, provider, waiting: sum[lane] })),
  )
}
