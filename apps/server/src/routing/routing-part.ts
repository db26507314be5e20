import type { Context, HealthView, Logger, Middleware, Stage } from '@signalbox/core'
import { createRouter, type Router } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { announceRetirement } from './announce-retirement.ts'
import { attachExplanation } from './attach-explanation.ts'
import { policyFileOf } from './policy-file.ts'
import { priceCalls } from './price-calls.ts'
import { createResolver, type Resolver } from './resolve.ts'
import { createServerCatalog, routerCatalogOf, type ServerCatalog } from './server-catalog.ts'
import { targetWires } from './target-wires.ts'

/** Where requests may go, what that costs, and what has been learnt of it. */
export interface RoutingPart {
  readonly router: Router
  readonly prices: ServerCatalog
  readonly resolve: Resolver
  /** From a request to its candidates. */
  readonly stages: readonly (Middleware | Stage)[]
  /** Inside retries, around each call. */
  readonly attempts: readonly (Middleware | Stage)[]
  /** What the router reads; replaced with each configuration, so that it keeps what it has learnt. */
  readonly live: Live
}

interface Live {
  prices: ServerCatalog
  health: HealthView
}

/** The routing of a configuration; the router and its memory are those of the one before. */
export function routingPart(
  config: Config,
  { health, logger }: { readonly health: HealthView; readonly logger: Logger | undefined },
  before?: { readonly config: Config; readonly part: RoutingPart },
): RoutingPart {
  const prices =
    before !== undefined && told(before.config) === told(config)
      ? before.part.prices
      : createServerCatalog(config)
  const live: Live = before?.part.live ?? { prices, health }
  const router =
    before === undefined
      ? routerOver(live, config, logger)
      : swapped(before.part, config, { prices, health })
  const resolve = createResolver(config)
  const asked = ({ request: { model, hints, source } }: Context) =>
    resolve({ model, hints, wire: source?.wire })
  return {
    router,
    prices,
    resolve,
    live,
    stages: [
      attachExplanation(router),
      router.middleware({ asked }),
      targetWires(config),
      announceRetirement(prices),
    ],
    attempts: [router.attempts(), priceCalls(prices)],
  }
}

function routerOver(live: Live, config: Config, logger: Logger | undefined): Router {
  return createRouter({
    ...policyFileOf(config),
    catalog: routerCatalogOf(() => live.prices),
    health: {
      circuit: (id) => live.health.circuit(id),
      bucket: (id) => live.health.bucket(id),
      concurrency: (id) => live.health.concurrency(id),
    },
    onEvent: (event) => logger?.info(event.type, event),
  })
}

/** The same router under other rules; when those are refused, everything stays as it was. */
function swapped({ live, router }: RoutingPart, config: Config, next: Live): Router {
  const before = { ...live }
  Object.assign(live, next)
  try {
    router.setPolicy(policyFileOf(config))
  } catch (error) {
    Object.assign(live, before)
    throw error
  }
  return router
}

/** What a catalogue is made from. */
function told({ providers, catalog }: Config): string {
  const named = providers.map(({ name, adapter, baseUrl, catalog: listed, demo }) => [
    name,
    adapter,
    baseUrl,
    listed,
    demo,
  ])
  return JSON.stringify([named, catalog])
}
