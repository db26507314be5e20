import type { ExchangeOptions } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import type { Tenancy } from '@signalbox/tenancy'
import { Hono } from 'hono'

import { adminKey } from './admin/admin-key.ts'
import { decisionsRoutes } from './admin/decisions-routes.ts'
import { experimentsRoutes } from './admin/experiments-routes.ts'
import { policiesRoutes } from './admin/policies-routes.ts'
import { providersRoutes } from './admin/providers-routes.ts'
import type { Config } from './config/config.ts'
import type { Parts } from './gateway/parts.ts'
import { llmsText } from './llms-text.ts'
import { modelsRoutes } from './models-routes.ts'
import type { ResponseShelf } from './response-shelf.ts'
import { responsesRoutes } from './responses-routes.ts'
import { routeRoutes } from './routing/route-routes.ts'
import { safetyRoutes } from './safety/safety-routes.ts'
import { secretsRoutes } from './secrets/secrets-routes.ts'
import type { Stores } from './stores/open-stores.ts'
import { metricsRoute } from './telemetry/metrics-route.ts'
import type { ServerTelemetry } from './telemetry/server-telemetry.ts'
import { usageRoutes } from './telemetry/usage-routes.ts'
import { doorRoute } from './tenants/door-route.ts'
import { keysRoutes } from './tenants/keys-routes.ts'
import { callerOf } from './tenants/tenant-door.ts'
import { tenantsRoutes } from './tenants/tenants-routes.ts'

/** What the app shows beside the dialects' surfaces. */
export interface AppOptions extends ExchangeOptions {
  /** The configuration of this moment at work: it may be swapped at any time. */
  readonly parts: () => Parts
  readonly tenancy: Tenancy
  readonly stores: Stores
  readonly telemetry: ServerTelemetry
  readonly shelf: ResponseShelf
  /** Puts another configuration in force, or throws and keeps this one. */
  readonly swap: (config: Config) => void
  /** False while the server drains. */
  readonly ready: () => boolean
}

const listed = ['/v1/models/*', '/anthropic/v1/models/*', '/v1beta/models/*', '/gemini/*']

/** The thin Hono app: everything that is not on the hot path. */
export function createApp(options: AppOptions): Hono {
  const handle = handler(options)
  const { parts, tenancy } = options
  const config = () => parts().config
  const resilience = () => parts().resilience.resilience
  const routing = () => parts().routing
  const admin = adminKey(() => config().server)
  const door = doorRoute(config, tenancy)
  return new Hono()
    .use('/admin/*', admin)
    .on('GET', listed, door.enter)
    .on(['GET', 'DELETE'], '/v1/responses/*', door.enter)
    .get('/livez', (c) => c.text('ok'))
    .get('/readyz', (c) => (options.ready() ? c.text('ok') : c.text('draining', 503)))
    .get('/llms.txt', (c) => c.text(llmsText))
    .route(
      '/',
      modelsRoutes(config, () => routing().prices, door.mayUse),
    )
    .route('/', providersRoutes({ resilience, keys: () => parts().secrets.keys.snapshot() }))
    .route('/', policiesRoutes({ config, routing, swap: options.swap }))
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
      routeRoutes({ config, routing, admit: (headers) => callerOf(config(), tenancy, headers) }),
    )
    .route('/', responsesRoutes(options.shelf))
    .route('/', metricsRoute(config, options.telemetry))
    .route(
      '/',
      usageRoutes({
        ...options.telemetry,
        admit: (headers) => callerOf(config(), tenancy, headers),
        traceUrlTemplate: config().telemetry?.traces?.traceUrlTemplate,
      }),
    )
    .route(
      '/',
      safetyRoutes(() => parts().safety),
    )
    .route('/', tenantsRoutes(config, tenancy))
    .route('/', keysRoutes(tenancy))
    .route(
      '/',
      secretsRoutes({
        config,
        stores: options.stores,
        refresh: () => parts().secrets.keys.refresh(),
      }),
    )
    .all('*', (c) => handle(c.req.raw))
}
