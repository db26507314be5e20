import { upstream, type Adapter, type Middleware, type Stage } from '@signalbox/core'
import { createWarmer, idempotency, type Warmer } from '@signalbox/resilience'
import { timed, type StepName } from '@signalbox/telemetry'

import { adapterOf } from '../adapters.ts'
import { cachePart, type CachePart } from '../cache/cache-part.ts'
import type { Config } from '../config/config.ts'
import { foreground } from '../foreground.ts'
import { routingPart, type RoutingPart } from '../routing/routing-part.ts'
import { safetyPart, type SafetyPart } from '../safety/safety-part.ts'
import { secretsPart, type SecretsPart } from '../secrets/secrets-part.ts'
import { tenantDoor } from '../tenants/tenant-door.ts'
import { timeoutsOf } from '../timeouts.ts'
import { warmOrigins } from '../warm-origins.ts'
import { resiliencePart, type ResiliencePart } from './resilience-part.ts'
import type { Shared } from './shared.ts'

/** The features of one configuration, each with what it has learnt; `close` ends one that is replaced. */
export interface Parts {
  readonly config: Config
  readonly adapters: readonly Adapter[]
  readonly resilience: ResiliencePart
  readonly routing: RoutingPart
  readonly secrets: SecretsPart
  readonly cache: CachePart
  readonly safety: SafetyPart
  /** Who may come in, in whose name. */
  readonly door: Middleware
  readonly warmer: Warmer
}

/** Builds the parts of a configuration; what may keep its state is taken over from the one before. */
export function buildParts(config: Config, shared: Shared, before?: Parts): Parts {
  const { logger, transport } = shared
  const adapters = config.providers.map(adapterOf)
  const was = <Part>(part: (parts: Parts) => Part) =>
    before === undefined ? undefined : { config: before.config, part: part(before) }
  const resilience = resiliencePart(
    config,
    shared,
    was((parts) => parts.resilience),
  )
  const { health } = resilience.resilience
  return {
    config,
    adapters,
    resilience,
    secrets: secretsPart(
      config,
      shared,
      was((parts) => parts.secrets),
    ),
    cache: cachePart(
      config,
      shared,
      was((parts) => parts.cache),
    ),
    safety: safetyPart(
      config,
      shared,
      was((parts) => parts.safety),
    ),
    door: tenantDoor(config, shared.tenancy),
    warmer: createWarmer({ transport, origin: warmOrigins(adapters) }),
    // Last: from here on its rules are in force, so nothing may fail after it.
    routing: routingPart(
      config,
      {
        health,
        logger,
        store: shared.stores.values ?? shared.stores.engine,
        settings: shared.stores.engine,
        bus: shared.stores.bus,
        leases: shared.stores.leases,
      },
      was((parts) => parts.routing),
    ),
  }
}

/** The way of a request, outermost first; a feature that is off leaves its line undefined. */
export function stagesOf(parts: Parts, shared: Shared): readonly (Middleware | Stage)[] {
  const { config, adapters, warmer } = parts
  const { resilience, coalesce, disconnect } = parts.resilience
  const stages = [
    shared.telemetry.telemetry.stage,
    // who asks
    timed('auth', parts.door),
    // money, safety, cache
    shared.ledger.ledger.budget(),
    parts.safety.middleware && shared.shelf.outside,
    measured('guardrail', parts.safety.middleware),
    shared.telemetry.telemetry.content,
    measured('cache', parts.cache.middleware),
    // where it may go
    ...parts.routing.stages,
    warmer.stage,
    shared.shelf.middleware,
    foreground,
    idempotency({
      store: shared.stores.kept ?? shared.store,
      ttlMs: config.resilience?.idempotencyTtlMs,
    }),
    coalesce,
    resilience.middleware(),
    // per attempt
    shared.shelf.attempt,
    parts.secrets.meter,
    ...parts.routing.attempts,
    shared.ledger.ledger.record(),
    disconnect,
    upstream({
      adapters,
      transport: shared.transport,
      keys: parts.secrets.keys,
      clocks: timeoutsOf(config, resilience.clocks),
      headers: shared.telemetry.telemetry.headers,
      observe(seen) {
        resilience.observe(seen)
        parts.secrets.keys.observe(seen)
      },
    }),
  ]
  return stages.filter((stage) => stage !== undefined)
}

function measured(name: StepName, middleware: Middleware | undefined): Middleware | undefined {
  return middleware === undefined ? undefined : timed(name, middleware)
}

/** Ends those parts of a configuration that the next one did not take over. */
export async function closeReplaced(before: Parts, next?: Parts): Promise<void> {
  if (before.warmer !== next?.warmer) before.warmer.close()
  if (before.routing.prices !== next?.routing.prices) before.routing.prices.stop()
  if (before.routing.router !== next?.routing.router) before.routing.router.close()
  if (before.resilience !== next?.resilience) await before.resilience.close()
}
