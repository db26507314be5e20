import type { ExchangeOptions } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import { Hono } from 'hono'

import { adminKey } from './admin/admin-key.ts'
import { providersRoutes } from './admin/providers-routes.ts'
import { isLoopback } from './cli/exposure.ts'
import { admit } from './gateway/admit.ts'
import type { Parts } from './gateway/parts.ts'
import { llmsText } from './llms-text.ts'
import { modelsRoutes } from './models-routes.ts'
import type { ResponseShelf } from './response-shelf.ts'
import { responsesRoutes } from './responses-routes.ts'
import { routeRoutes } from './routing/route-routes.ts'

/** What the app shows beside the dialects' surfaces. */
export interface AppOptions extends ExchangeOptions {
  /** The configuration of this moment at work: it may be swapped at any time. */
  readonly parts: () => Parts
  readonly shelf: ResponseShelf
  /** False while the server drains. */
  readonly ready: () => boolean
}

const listed = ['/v1/models/*', '/anthropic/v1/models/*', '/v1beta/models/*', '/gemini/*']

/** The thin Hono app: everything that is not on the hot path. */
export function createApp(options: AppOptions): Hono {
  const handle = handler(options)
  const { parts } = options
  const config = () => parts().config
  const resilience = () => parts().resilience.resilience
  const routing = () => parts().routing
  const admin = adminKey(() => config().server.adminKey)
  // On an address that others reach, the one key is asked for on these paths as on the dialects'.
  const door = adminKey(() =>
    isLoopback(config().server.host) ? undefined : config().server.adminKey,
  )
  return new Hono()
    .use('/admin/*', admin)
    .on('GET', listed, door)
    .on(['GET', 'DELETE'], '/v1/responses/*', door)
    .get('/livez', (c) => c.text('ok'))
    .get('/readyz', (c) => (options.ready() ? c.text('ok') : c.text('draining', 503)))
    .get('/llms.txt', (c) => c.text(llmsText))
    .route(
      '/',
      modelsRoutes(config, () => routing().prices),
    )
    .route('/', providersRoutes({ config, resilience }))
    .route('/', routeRoutes({ config, routing, admit: (headers) => admit(parts(), headers) }))
    .route('/', responsesRoutes(options.shelf))
    .all('*', (c) => handle(c.req.raw))
}
