import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import {
  memoryStore,
  pipeline,
  upstream,
  type Logger,
  type Pipeline,
  type Transport,
} from '@signalbox/core'
import { nodeHandler, undiciTransport } from '@signalbox/core/node'
import { failover } from '@signalbox/resilience'

import { adapterOf } from './adapters.ts'
import { createApp } from './app.ts'
import { isLoopback } from './cli/exposure.ts'
import type { Config } from './config/config.ts'
import { dialects } from './dialects.ts'
import { doorKey } from './door-key.ts'
import { keyRing } from './key-ring.ts'
import { resolveTargets } from './resolve-targets.ts'
import { createResponseShelf, type ResponseShelf } from './response-shelf.ts'
import { timeoutsOf } from './timeouts.ts'

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
  const shelf = createResponseShelf(continuity)
  let current = { config, run: build(config, transport, shelf) }
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
    ready: () => !draining,
  })
  return {
    fetch: async (request) => app.fetch(request),
    listener: nodeHandler({
      ...exchangeOptions,
      fallback: getRequestListener((request) => app.fetch(request)),
    }),
    swap(next) {
      current = { config: next, run: build(next, transport, shelf) }
    },
    drain() {
      draining = true
    },
    async close() {
      await transport.close?.()
      await store[Symbol.asyncDispose]()
    },
  }
}

function build(config: Config, transport: Transport, shelf: ResponseShelf): Pipeline {
  return pipeline(
    doorKey(isLoopback(config.server.host) ? undefined : config.server.adminKey),
    resolveTargets(config),
    shelf.middleware,
    failover(),
    upstream({
      adapters: config.providers.map(adapterOf),
      transport,
      keys: keyRing(config.providers),
      clocks: timeoutsOf(config),
    }),
  )
}
