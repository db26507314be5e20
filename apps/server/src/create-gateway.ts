import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import {
  memoryStore,
  pipeline,
  upstream,
  type KvStore,
  type Logger,
  type Pipeline,
  type Transport,
} from '@signalbox/core'
import { nodeHandler, undiciTransport } from '@signalbox/core/node'
import {
  createDeferrableLane,
  createResilience,
  createWarmer,
  idempotency,
  type DeferrableLane,
  type Resilience,
  type Warmer,
} from '@signalbox/resilience'

import { adapterOf } from './adapters.ts'
import { createApp } from './app.ts'
import { isLoopback } from './cli/exposure.ts'
import type { Config } from './config/config.ts'
import { dialects } from './dialects.ts'
import { doorKey } from './door-key.ts'
import { keyRing } from './key-ring.ts'
import { limitsOf } from './limits.ts'
import { resolveTargets } from './resolve-targets.ts'
import { createResponseShelf, type ResponseShelf } from './response-shelf.ts'
import { createLoadShed, type LoadShed } from './shed-load.ts'
import { timeoutsOf } from './timeouts.ts'
import { warmOrigins } from './warm-origins.ts'

/** A gateway without a socket. */
export interface Gateway {
  /** A drop-in `fetch` for any client that takes one. */
  readonly fetch: (request: Request) => Promise<Response>
  /** For `http.createServer`. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  /** New requests run on the new configuration, running ones end on theirs. */
  swap(config: Config): void
  /** Answers `/readyz` with 503 from now on. */
  drain(): void
  close(): Promise<void>
}

/** What a gateway can be given; the default transport keeps connections to providers alive. */
export interface GatewayOptions {
  readonly logger?: Logger | undefined
  readonly transport?: Transport | undefined
}

/** A gateway over a configuration; the one place where packages are wired together. */
export function createGateway(config: Config, options: GatewayOptions = {}): Gateway {
  const { logger, transport = undiciTransport() } = options
  const store = memoryStore()
  const continuity = { key: crypto.getRandomValues(new Uint8Array(32)), store }
  const shared: Shared = {
    transport,
    logger,
    store,
    shelf: createResponseShelf(continuity),
    loadShed: createLoadShed(),
    lane: createDeferrableLane(),
  }
  const { shelf } = shared
  let current = build(config, shared)
  let draining = false
  const exchangeOptions = {
    pipeline: ((context) => current.run(context)) satisfies Pipeline,
    dialects,
    continuity,
    logger,
  }
  const app = createApp({
    ...exchangeOptions,
    config: () => current.config,
    shelf,
    resilience: () => current.resilience,
    ready: () => !draining,
  })
  return {
    fetch: async (request) => app.fetch(request),
    listener: nodeHandler({
      ...exchangeOptions,
      fallback: getRequestListener((request) => app.fetch(request)),
    }),
    swap(next) {
      const before = current
      current = build(next, shared, before)
      before.warmer.close()
      if (before.resilience !== current.resilience) void before.resilience.close()
    },
    drain() {
      draining = true
    },
    async close() {
      current.warmer.close()
      shared.loadShed.close()
      await shared.lane.stop()
      await current.resilience.close()
      await transport.close?.()
      await store[Symbol.asyncDispose]()
    },
  }
}

/** What outlives a configuration. */
interface Shared {
  readonly transport: Transport
  readonly logger: Logger | undefined
  readonly store: KvStore
  readonly shelf: ResponseShelf
  readonly loadShed: LoadShed
  readonly lane: DeferrableLane
}

/** One configuration at work. */
interface Running {
  readonly config: Config
  readonly run: Pipeline
  readonly resilience: Resilience
  readonly warmer: Warmer
}

function build(config: Config, shared: Shared, before?: Running): Running {
  const { transport, store, shelf } = shared
  const adapters = config.providers.map(adapterOf)
  const resilience =
    before !== undefined && sameLimits(before.config, config)
      ? before.resilience
      : resilienceFor(config, shared)
  const warmer = createWarmer({ transport, origin: warmOrigins(adapters) })
  const run = pipeline(
    doorKey(isLoopback(config.server.host) ? undefined : config.server.adminKey),
    resolveTargets(config),
    warmer.stage,
    shelf.middleware,
    idempotency({ store }),
    resilience.middleware(),
    upstream({
      adapters,
      transport,
      keys: keyRing(config.providers),
      clocks: timeoutsOf(config, resilience.clocks),
      observe: resilience.observe,
    }),
  )
  return { config, run, resilience, warmer }
}

/** Circuits and buckets are kept as long as what they were built from. */
function sameLimits(a: Config, b: Config): boolean {
  const told = ({ providers }: Config) =>
    JSON.stringify(
      providers.map(({ name, limits, keys }) => [name, limits, keys.map((key) => key.limits)]),
    )
  return told(a) === told(b)
}

function resilienceFor(config: Config, { lane, loadShed, logger }: Shared): Resilience {
  return createResilience({
    retry: { maxAttempts: 3 },
    limits: limitsOf(config),
    shedding: loadShed.shedding,
    lane,
    onEvent(event) {
      if (event.type === 'circuit') logger?.warn('a circuit changed', event)
    },
  })
}
