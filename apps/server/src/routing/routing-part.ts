import {
  systemClock,
  type Bus,
  type Clock,
  type Context,
  type HealthView,
  type KvStore,
  type LeaseStore,
  type Logger,
  type Middleware,
  type Stage,
} from '@signalbox/core'
import { createRouter, type Router } from '@signalbox/router'
import { timed } from '@signalbox/telemetry'

import type { Config } from '../config/config.ts'
import { announceRetirement } from './announce-retirement.ts'
import { attachExplanation } from './attach-explanation.ts'
import { keepExperiments } from './keep-experiments.ts'
import { learnPaidPrices } from './learn-paid-prices.ts'
import { policyFileOf } from './policy-file.ts'
import { scheduleRefresh } from './refresh-schedule.ts'
import { sharedTurns } from './refresh-turns.ts'
import { createResolver, type Resolver } from './resolve.ts'
import { createServerCatalog, routerCatalogOf, type ServerCatalog } from './server-catalog.ts'
import { targetOf } from './target-of.ts'
import { targetWires } from './target-wires.ts'

/** Where requests may go, what that costs, and what has been learnt of it. */
export interface RoutingPart {
  readonly router: Router
  readonly prices: KeptPrices
  readonly resolve: Resolver
  /** From a request to its candidates. */
  readonly stages: readonly (Middleware | Stage)[]
  /** Inside retries, around each call. */
  readonly attempts: readonly (Middleware | Stage)[]
  /** What the router reads; replaced with each configuration, so that it keeps what it has learnt. */
  readonly live: Live
}

/** A catalogue that may be kept fresh in the background. */
interface KeptPrices extends ServerCatalog {
  stop(): void
}

/** What routing is built on. */
export interface RoutingOptions {
  readonly health: HealthView
  readonly logger: Logger | undefined
  /** Keeps refreshed prices over a restart. */
  readonly store?: KvStore | undefined
  /** Keeps where experiments stand over a restart. */
  readonly settings?: KvStore | undefined
  /** To the other replicas. */
  readonly bus?: Bus | undefined
  /** What replicas share of limits. */
  readonly leases?: LeaseStore | undefined
  readonly clock?: Clock | undefined
}

interface Live {
  prices: ServerCatalog
  health: HealthView
}

/** The routing of a configuration; the router and its memory are those of the one before. */
export function routingPart(
  config: Config,
  options: RoutingOptions,
  before?: { readonly config: Config; readonly part: RoutingPart },
): RoutingPart {
  const { health, logger } = options
  const prices =
    before !== undefined && told(before.config) === told(config)
      ? before.part.prices
      : keptPrices(config, options)
  const live: Live = before?.part.live ?? { prices, health }
  const router =
    before === undefined
      ? routerOver(live, config, options)
      : swapped(before.part, config, { prices, health })
  const resolve = createResolver(
    config,
    (provider, model) => prices.catalog.resolve({ provider, model }) !== null,
  )
  const asked = ({ request: { model, hints, source } }: Context) =>
    resolve({ model, hints, wire: source?.wire })
  return {
    router,
    prices,
    resolve,
    live,
    stages: [
      attachExplanation(router),
      timed('route', router.middleware({ asked, allowed: ({ caller }) => caller?.choice })),
      targetWires(config),
      announceRetirement({ config, prices, logger }),
    ],
    attempts: [router.attempts(), learnPaidPrices(prices)],
  }
}

function routerOver(live: Live, config: Config, options: RoutingOptions): Router {
  const { logger, bus, clock = systemClock, settings } = options
  const router = createRouter({
    ...policyFileOf(config),
    catalog: routerCatalogOf(() => live.prices),
    health: {
      circuit: (id) => live.health.circuit(id),
      bucket: (id) => live.health.bucket(id),
      concurrency: (id) => live.health.concurrency(id),
    },
    bus,
    clock,
    onEvent(event) {
      logger?.info(event.type, event)
      if (event.type === 'router.experiment' || event.type === 'router.policy') keeper?.keep()
    },
  })
  const keeper =
    settings && keepExperiments({ router, store: settings, logger, wall: () => clock.wall() })
  return {
    ...router,
    close() {
      keeper?.stop()
      router.close()
    },
  }
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
  const named = providers.map((provider) => [
    provider.adapter,
    provider.catalog,
    provider.demo,
    targetOf(provider, ''),
  ])
  return JSON.stringify([named, catalog])
}

function keptPrices(config: Config, options: RoutingOptions): KeptPrices {
  const { store, logger, leases, bus, clock } = options
  const section = config.catalog?.refresh
  if (section?.enabled !== true)
    return { ...createServerCatalog(config, { clock }), stop: () => undefined }
  const { timeoutMs, maxBytes } = section
  const refresh = { fetch, store, timeoutMs, maxBytes }
  const prices = createServerCatalog(config, { refresh, clock })
  const turns =
    leases === undefined || bus === undefined ? undefined : sharedTurns({ leases, bus }, logger)
  const schedule = scheduleRefresh({ catalog: prices.catalog, section, logger, turns })
  return { ...prices, stop: () => schedule.stop() }
}
