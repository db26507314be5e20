import type { ExchangeOptions } from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import { Hono } from 'hono'

import type { Config } from './config/config.ts'
import { llmsText } from './llms-text.ts'
import { modelsRoutes } from './models-routes.ts'
import type { ResponseShelf } from './response-shelf.ts'
import { responsesRoutes } from './responses-routes.ts'

/** What the app shows beside the dialects' surfaces. */
export interface AppOptions extends ExchangeOptions {
  /** The configuration of this moment: it may be swapped at any time. */
  readonly config: () => Config
  readonly shelf: ResponseShelf
  /** False while the server drains. */
  readonly ready: () => boolean
}

/** The thin Hono app: everything that is not on the hot path. */
export function createApp(options: AppOptions): Hono {
  const handle = handler(options)
  return new Hono()
    .get('/livez', (c) => c.text('ok'))
    .get('/readyz', (c) => (options.ready() ? c.text('ok') : c.text('draining', 503)))
    .get('/llms.txt', (c) => c.text(llmsText))
    .route('/', modelsRoutes(options.config))
    .route('/', responsesRoutes(options.shelf))
    .all('*', (c) => handle(c.req.raw))
}
