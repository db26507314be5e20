import { Hono, type Hono as HonoApp } from 'hono'

import { isLoopback } from '../cli/exposure.ts'
import type { Config } from '../config/config.ts'
import { isPresented } from '../door-key.ts'
import type { ServerTelemetry } from './server-telemetry.ts'

/** `GET /metrics` in Prometheus' text: for everybody, for who presents the admin key, or for nobody. */
export function metricsRoute(
  config: () => Config,
  { render, telemetry }: Pick<ServerTelemetry, 'render' | 'telemetry'>,
): HonoApp {
  let refused = 0
  telemetry.onCollect(() => {
    if (refused > 0) telemetry.record('dropped', refused, ['metric', 'scrape_refused'])
    refused = 0
  })
  return new Hono().get('/metrics', async (c) => {
    const { server, telemetry: section } = config()
    const access = section?.metrics?.access ?? (isLoopback(server.host) ? 'public' : 'token')
    if (access === 'off') return c.text('telemetry.metrics.access is off\n', 404)
    // A token that was never set lets nobody in where others could reach it.
    const isOpen = server.adminKey !== undefined || isLoopback(server.host)
    const headers = [...c.req.raw.headers].flat()
    if (access === 'token' && !(isOpen && isPresented(headers, server.adminKey))) {
      refused++
      return c.text('Send server.adminKey as "Authorization: Bearer …".\n', 401)
    }
    return c.body(await render(), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
  })
}
