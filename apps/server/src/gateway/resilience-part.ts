import type { Middleware } from '@signalbox/core'
import { coalesce, createResilience, disconnect, type Resilience } from '@signalbox/resilience'

import type { Config } from '../config/config.ts'
import { limitsOf } from '../limits.ts'
import type { Shared } from './shared.ts'

/** What keeps a provider's bad day from the user. */
export interface ResiliencePart {
  readonly resilience: Resilience
  /** Identical calls in flight are one, where that is configured. */
  readonly coalesce: Middleware | undefined
  /** Directly around the upstream call: what a client's leaving means. */
  readonly disconnect: Middleware | undefined
  close(): Promise<void>
}

/** Circuits, buckets and budgets are kept as long as what they were built from. */
export function resiliencePart(
  config: Config,
  shared: Shared,
  before?: { readonly config: Config; readonly part: ResiliencePart },
): ResiliencePart {
  if (before !== undefined && told(before.config) === told(config)) return before.part
  const { resilience: section = {} } = config
  const resilience = createFor(config, shared)
  return {
    resilience,
    coalesce: section.coalesce?.enabled === true ? coalesce(section.coalesce) : undefined,
    disconnect: disconnectOf(config),
    close: () => resilience.close(),
  }
}

function told({ providers, resilience }: Config): string {
  const limits = providers.map(({ name, limits: own, keys }) => [
    name,
    own,
    keys.map((key) => key.limits),
  ])
  return JSON.stringify([limits, resilience])
}

function createFor(config: Config, shared: Shared): Resilience {
  const { lane, loadShed, logger, stores, telemetry } = shared
  const { leases, bus, replicas } = stores
  const { resilience: section = {} } = config
  const { maxAttempts = 3, retryBudget, hedge, midStream, waitingRoom } = section
  return createResilience({
    retry: { ...retryBudget, maxAttempts },
    breaker: section.breaker,
    hedge,
    midStream,
    limits: limitsOf(config),
    leases,
    bus,
    gate: { roomCap: waitingRoom, replicas },
    shedding: loadShed.shedding,
    lane,
    onEvent(event) {
      if (event.type !== 'circuit') return
      logger?.warn('a circuit changed', event)
      telemetry.circuit(event)
    },
  })
}

function disconnectOf({ resilience }: Config): Middleware | undefined {
  const section = resilience?.disconnect
  if (section === undefined) return undefined
  const { policy = 'abort', providers = {}, ...bounds } = section
  return disconnect({ ...bounds, policy: ({ provider }) => providers[provider] ?? policy })
}
