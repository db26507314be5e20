import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import { memoryStore, pipeline, type Logger, type Pipeline, type Transport } from '@signalbox/core'
import { nodeHandler, undiciTransport } from '@signalbox/core/node'
import { createDeferrableLane } from '@signalbox/resilience'

import { createApp } from './app.ts'
import type { Config } from './config/config.ts'
import { dialects } from './dialects.ts'
import { buildParts, closeReplaced, stagesOf, type Parts } from './gateway/parts.ts'
import type { Shared } from './gateway/shared.ts'
import { createResponseShelf } from './response-shelf.ts'
import { createLoadShed } from './shed-load.ts'

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
    parts: () => current,
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
      const before = current
      current = build(next, shared, before)
      void closeReplaced(before, current)
    },
    drain() {
      draining = true
    },
    async close() {
      shared.loadShed.close()
      await shared.lane.stop()
      await closeReplaced(current)
      await transport.close?.()
      await store[Symbol.asyncDispose]()
    },
  }
}

/** One configuration at work. */
interface Running extends Parts {
  readonly run: Pipeline
}

function build(config: Config, shared: Shared, before?: Running): Running {
  const parts = buildParts(config, shared, before)
  return { ...parts, run: pipeline(...stagesOf(parts, shared)) }
}
