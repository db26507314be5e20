import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import { memoryStore, pipeline, type Logger, type Pipeline, type Transport } from '@signalbox/core'
import { nodeHandler, undiciTransport } from '@signalbox/core/node'
import { createDeferrableLane } from '@signalbox/resilience'
import type { Detector } from '@signalbox/safety'
import { createRedactor } from '@signalbox/secrets'

import { createFleetOrders } from './admin/fleet-orders.ts'
import { followChanges } from './admin/follow-changes.ts'
import { providerRows } from './admin/provider-rows.ts'
import { storeRefusal } from './admin/store-refusal.ts'
import { followConfig } from './admin/stored-config.ts'
import type { ChangePlace } from './admin/take-change.ts'
import { createApp } from './app.ts'
import { version } from './cli/version.ts'
import type { Config } from './config/config.ts'
import { dialects } from './dialects.ts'
import { buildParts, closeReplaced, stagesOf, type Parts } from './gateway/parts.ts'
import { isConfiguredOrigin } from './gateway/private-origins.ts'
import type { Shared } from './gateway/shared.ts'
import { openLedger } from './ledger/server-ledger.ts'
import { createResponseShelf } from './response-shelf.ts'
import { followPolicies, withPolicies } from './routing/stored-policies.ts'
import { watchKeyUse } from './secrets/restore-key-use.ts'
import { createLoadShed } from './shed-load.ts'
import { openStores, type Stores } from './stores/open-stores.ts'
import { plainTargets } from './surface/plain-target.ts'
import { watchBudgets } from './telemetry/budget-gauge.ts'
import { otlpLog, teeLogger } from './telemetry/otlp-log.ts'
import { otlpSettings } from './telemetry/otlp-settings.ts'
import { watchGauges } from './telemetry/process-gauges.ts'
import { createServerTelemetry } from './telemetry/server-telemetry.ts'
import { presentedHeaders, type Asked } from './tenants/door-route.ts'
import { fixedTenantsOf } from './tenants/fixed-tenants.ts'
import { openTenancy } from './tenants/open-tenancy.ts'
import { identify } from './tenants/tenant-door.ts'
import type { Group } from './workers/group.ts'

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
  /** Closed with the gateway; default: what the configuration says, else memory. */
  readonly stores?: Stores | undefined
  /** Where requests are written down unless the configuration says so itself; default: nowhere. */
  readonly requests?: { readonly file: string; readonly print: boolean } | undefined
  /** What several processes share that answer on one address; default: this one answers alone. */
  readonly group?: Group | undefined
  /** For safety rules: local detectors with their data. */
  readonly detectors?: readonly Detector[] | undefined
  /** Default: nothing of it is read. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

/** How often it is looked up what other replicas have used of the keys of providers. */
const othersKeyUseMs = 300_000

/** A gateway over a configuration; the one place where packages are wired together. */
export function createGateway(config: Config, options: GatewayOptions = {}): Gateway {
  const { stores = openStores(config) } = options
  const redactor = createRedactor()
  const { env = {} } = options
  const sent = otlpSettings(config.telemetry ?? {}, env)?.logs === true ? otlpLog() : undefined
  const lines =
    options.logger && sent
      ? teeLogger(options.logger, sent.logger)
      : (options.logger ?? sent?.logger)
  const logger = lines && redactor.logger(lines)
  let file = config
  let written = config
  let latest = config
  const allowPrivate = (origin: string): boolean => isConfiguredOrigin(latest, origin)
  const { transport = undiciTransport({ guard: { allowPrivate } }) } = options
  const lists = (provider: string, model: string): boolean =>
    current.routing.prices.catalog.resolve({ provider, model }) !== null
  const tenancy = openTenancy(() => latest, stores, {
    lists,
    logger,
    onChange: () => ledger.sync(),
    onEvent: ({ name, shadow }) => telemetry.limited(name, shadow),
  })
  const telemetry = createServerTelemetry({
    config: () => latest,
    isKnownModel: lists,
    explain: (id) => current.routing.router.explain(id)?.decision,
    logger,
    requests: options.requests,
    group: options.group,
    otlpLog: sent,
    redact: (text) => redactor.text(text),
    env,
    version: version(),
  })
  const continuity = options.group?.continuity ?? {
    key: crypto.getRandomValues(new Uint8Array(32)),
    store: memoryStore(),
  }
  const { store } = continuity
  const ledger = openLedger({
    config: () => latest,
    tenancy: () => tenancy,
    prices: () => current.routing.prices,
    stores,
    telemetry,
    logger,
  })
  options.group?.pendingOf(() => ledger.ledger.pendingRows)
  const shared: Shared = {
    transport,
    logger,
    store,
    stores,
    tenancy,
    ledger,
    redactor,
    telemetry,
    shelf: createResponseShelf({ ...continuity, shared: stores.kept }),
    loadShed: createLoadShed(),
    lane: createDeferrableLane(),
    detectors: options.detectors,
    safetyEvents: options.group?.safetyEvents,
  }
  const { shelf } = shared
  let current = build(config, shared)
  let draining = false
  let unfollow = current.routing.prices.catalog.onChange(ledger.reprice)
  const unwatch = watchGauges(telemetry.telemetry, () => current)
  if (config.telemetry?.metrics?.tenantLabel === true) watchBudgets(telemetry.telemetry, ledger)
  const exchangeOptions = {
    pipeline: ((context) => current.run(context)) satisfies Pipeline,
    dialects,
    continuity,
    logger,
    refused: telemetry.telemetry.refused,
    maxBytes: bytesOf(config.server.maxBodyMegabytes),
    admit: (inbound: Asked) => identify(latest, tenancy, presentedHeaders(inbound)),
  }
  const enforce = (next: Config): void => {
    const before = current
    const replacing = telemetry.reloading(() => build(next, shared, before))
    latest = next
    tenancy.configure(fixedTenantsOf(next))
    current = replacing
    ledger.sync()
    unfollow()
    unfollow = current.routing.prices.catalog.onChange(ledger.reprice)
    ledger.reprice()
    keyUse.look()
    void closeReplaced(before, current)
  }
  const stored = followPolicies({
    store: stores.engine,
    logger,
    onChange: () => enforce(withPolicies(written, stored.current())),
  })
  const replace = (next: Config): void => {
    enforce(withPolicies(next, stored.current()))
    written = next
  }
  const place: ChangePlace = {
    config: () => latest,
    file: () => file,
    routing: () => current.routing,
    written: () => written.policies ?? {},
  }
  const byHand = followConfig({
    stores,
    file,
    // The parser and the checks of files are loaded when there is something to check.
    take: async (change) => (await import('./admin/take-change.ts')).takeChange(change, place),
    apply: replace,
    revert: () => replace(file),
    logger,
  })
  const put = async (next: Config, text: string): Promise<void> => {
    const before = written
    replace(next)
    try {
      await byHand.keep(text)
    } catch (error) {
      replace(before)
      throw storeRefusal('configuration', error)
    }
  }
  const keyUse = watchKeyUse({
    providers: () => latest.providers,
    keys: () => current.secrets.keys,
    usage: (query) => ledger.ledger.usage(query),
    logger,
    everyMs: stores.bus === undefined ? undefined : othersKeyUseMs,
  })
  const orders = createFleetOrders({
    bus: stores.bus,
    force: (target, action) => current.resilience.resilience.force(target, action),
    refreshSecrets: () => current.secrets.keys.refresh(),
    failed: (error) => logger?.warn('an order did not reach the other replicas', { error }),
  })
  const ownProviders = () =>
    providerRows(current.resilience.resilience.providers(), current.secrets.keys.snapshot())
  const { group } = options
  const providerViews =
    group?.gather('providers', ownProviders) ?? (() => Promise.resolve([ownProviders()]))
  if (group !== undefined) followChanges(group.changes, place, { swap: replace, logger })
  // A shared store may come later; until then budgets are closed, and without budgets nothing is.
  const mayCharge = () =>
    ledger.isReady() || (stores.bus !== undefined && ledger.budgets().owned.length === 0)
  // Nobody could be let in before it is known who there is.
  const knowsTenants = () => stores.bus === undefined || tenancy.isKnown() || tenancy.hasTenants()
  const app = createApp({
    ...exchangeOptions,
    parts: () => current,
    tenancy,
    ledger,
    stores,
    shelf,
    put,
    changed: group?.changes.tell,
    policies: { file: place.file, written: place.written, stored },
    orders,
    providerViews,
    telemetry,
    ready: () => !draining && telemetry.ready() && mayCharge() && knowsTenants(),
  })
  return {
    fetch: async (request) => app.fetch(request),
    listener: nodeHandler({
      ...exchangeOptions,
      fallback: plainTargets(getRequestListener((request) => app.fetch(request))),
    }),
    swap(next) {
      replace(next)
      file = next
      byHand.forget(next)
    },
    drain() {
      draining = true
      telemetry.drain()
    },
    async close() {
      shared.loadShed.close()
      stored.close()
      byHand.close()
      await shared.lane.stop()
      unfollow()
      await ledger.close()
      await closeReplaced(current)
      tenancy.close()
      orders.close()
      keyUse.close()
      unwatch()
      await telemetry.close()
      await stores.close()
      await transport.close?.()
      await store[Symbol.asyncDispose]()
    },
  }
}

function bytesOf(megabytes: number | undefined): number | undefined {
  return megabytes === undefined ? undefined : Math.floor(megabytes * 1024 * 1024)
}

/** One configuration at work. */
interface Running extends Parts {
  readonly run: Pipeline
}

function build(config: Config, shared: Shared, before?: Running): Running {
  const parts = buildParts(config, shared, before)
  return { ...parts, run: pipeline(...stagesOf(parts, shared)) }
}
