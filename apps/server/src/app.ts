import type { ExchangeOptions, HeaderList } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import type { Tenancy } from '@signalbox/tenancy'
import { Hono } from 'hono'

import { adminKey } from './admin/admin-key.ts'
import { configRoutes } from './admin/config-routes.ts'
import { decisionsRoutes } from './admin/decisions-routes.ts'
import { driftRoutes } from './admin/drift-routes.ts'
import { experimentsRoutes } from './admin/experiments-routes.ts'
import type { FleetOrders } from './admin/fleet-orders.ts'
import { policiesRoutes, type PoliciesRoutesOptions } from './admin/policies-routes.ts'
import { pricesRoutes } from './admin/prices-routes.ts'
import type { ProviderRow } from './admin/provider-rows.ts'
import { providersRoutes } from './admin/providers-routes.ts'
import type { ConfigChange } from './admin/take-change.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import { auditTrail } from './audit/audit-trail.ts'
import { version } from './cli/version.ts'
import type { Parts } from './gateway/parts.ts'
import { budgetsRoutes } from './ledger/budgets-routes.ts'
import type { ServerLedger } from './ledger/server-ledger.ts'
import { usageAnswer, type UsageSources } from './ledger/usage-answer.ts'
import { llmsText } from './llms-text.ts'
import { modelsRoutes } from './models-routes.ts'
import type { ResponseShelf } from './response-shelf.ts'
import { responsesRoutes } from './responses-routes.ts'
import { routeRoutes } from './routing/route-routes.ts'
import { safetyRoutes } from './safety/safety-routes.ts'
import { secretsRoutes } from './secrets/secrets-routes.ts'
import type { Stores } from './stores/open-stores.ts'
import { dialectRows } from './surface/dialect-rows.ts'
import { gate } from './surface/gate.ts'
import { openapiRoute } from './surface/openapi-route.ts'
import { ownRows } from './surface/own-rows.ts'
import { refusal } from './surface/refusal.ts'
import { routeTable } from './surface/route-table.ts'
import { metricsRoute } from './telemetry/metrics-route.ts'
import { isSharedLog } from './telemetry/open-request-log.ts'
import type { ServerTelemetry } from './telemetry/server-telemetry.ts'
import { usageRoutes } from './telemetry/usage-routes.ts'
import { doorRoute, type DoorRoute } from './tenants/door-route.ts'
import { keysRoutes } from './tenants/keys-routes.ts'
import { callerOf } from './tenants/tenant-door.ts'
import { tenantsRoutes } from './tenants/tenants-routes.ts'

/** What the app shows beside the dialects' surfaces. */
export interface AppOptions extends ExchangeOptions {
  /** The configuration of this moment at work: it may be swapped at any time. */
  readonly parts: () => Parts
  readonly tenancy: Tenancy
  readonly ledger: ServerLedger
  readonly stores: Stores
  readonly telemetry: ServerTelemetry
  readonly shelf: ResponseShelf
  /** Puts another configuration in force, or rejects and keeps this one. */
  readonly put: PoliciesRoutesOptions['put']
  /** Hears of a configuration that was put in force by hand. */
  readonly changed?: ((change: ConfigChange) => void) | undefined
  /** What the file says, and the policies of the store over those in force. */
  readonly policies: Pick<PoliciesRoutesOptions, 'file' | 'written' | 'stored'>
  /** What all replicas have to do. */
  readonly orders: Pick<FleetOrders, 'force' | 'refreshSecrets'>
  /** Providers as each process on this address knows them. */
  readonly providerViews: () => Promise<readonly (readonly ProviderRow[])[]>
  /** False while the server drains. */
  readonly ready: () => boolean
}

/** The thin Hono app: everything that is not on the hot path, behind the one gate. */
export function createApp(options: AppOptions): Hono {
  const door = doorRoute(() => options.parts().config, options.tenancy)
  const handlers = handlersOf(options, door)
  const audited = auditTrail({
    store: () => options.stores.engine,
    look: async (path) => handlers.request(path),
    logger: options.logger,
  })
  const guarded = gate({
    table: routeTable(ownRows),
    dialects: routeTable(dialectRows(options.dialects)),
    doors: { key: door.enter, admin: adminKey(() => options.parts().config.server) },
    audited,
    beyond: handler(options),
  })
  return new Hono()
    .use('*', guarded)
    .route('/', handlers)
    .onError((thrown, c) => refusal(c, thrown))
}

/** Every handler, without a door: what has no row in the table is not reached. */
export function handlersOf(options: AppOptions, door: DoorRoute): Hono {
  const { parts, tenancy } = options
  const config = () => parts().config
  const resilience = () => parts().resilience.resilience
  const routing = () => parts().routing
  const admit = (headers: HeaderList) => callerOf(config(), tenancy, headers)
  return new Hono()
    .get('/livez', (c) => c.text('ok'))
    .get('/readyz', (c) => (options.ready() ? c.text('ok') : c.text('draining', 503)))
    .get('/llms.txt', (c) => c.text(llmsText))
    .route(
      '/',
      modelsRoutes(config, () => routing().prices, door.mayUse),
    )
    .route(
      '/',
      providersRoutes({
        resilience,
        views: options.providerViews,
        force: (target, action) => options.orders.force(target, action),
      }),
    )
    .route(
      '/',
      policiesRoutes({
        config,
        routing,
        put: options.put,
        tell: options.changed,
        ...options.policies,
      }),
    )
    .route(
      '/',
      experimentsRoutes(() => routing().router),
    )
    .route(
      '/',
      decisionsRoutes(() => routing().router),
    )
    .route(
      '/',
      driftRoutes(() => routing().router),
    )
    .route(
      '/',
      pricesRoutes(config, () => routing().prices),
    )
    .route('/', routeRoutes({ config, routing, admit, log: options.telemetry.log }))
    .route('/', responsesRoutes(options.shelf))
    .route('/', metricsRoute(config, options.telemetry))
    .route(
      '/',
      usageRoutes({
        ...options.telemetry,
        usage: (args) => usageAnswer(usageSources(options), args),
        admit,
        traceUrlTemplate: config().telemetry?.traces?.traceUrlTemplate,
      }),
    )
    .route(
      '/',
      safetyRoutes(() => parts().safety),
    )
    .route('/', tenantsRoutes(config, tenancy))
    .route('/', budgetsRoutes({ config, tenancy, ledger: options.ledger }))
    .route('/', keysRoutes(tenancy))
    .route(
      '/',
      secretsRoutes({
        config,
        stores: options.stores,
        refresh: () => options.orders.refreshSecrets(),
      }),
    )
    .route('/', configRoutes(config))
    .route(
      '/',
      auditRoutes(() => options.stores.engine),
    )
    .route('/', openapiRoute([...dialectRows(options.dialects), ...ownRows], version()))
    .onError((thrown, c) => refusal(c, thrown))
}

/** Over PostgreSQL the books are those of all replicas; a request log in a file is this one's. */
function usageSources({ parts, ledger, telemetry }: AppOptions): UsageSources {
  const { config } = parts()
  const { store = '' } = config
  return {
    ledger,
    log: telemetry.log,
    isShared: store.startsWith('postgres') && !isSharedLog(config),
  }
}
