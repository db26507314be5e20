import { GatewayError } from '@signalbox/core'
import type { Router } from '@signalbox/router'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

const acknowledged = z.strictObject({
  provider: z.string().min(1).max(128),
  model: z.string().min(1).max(256),
})

/** The body of `POST /admin/v1/drift/acknowledge`. */
export const acknowledgeBody: z.ZodType = acknowledged

/** `GET /admin/v1/drift`: what has drifted; `POST …/acknowledge` makes it the baseline, on every replica. */
export function driftRoutes(router: () => Router): HonoApp {
  return new Hono()
    .get('/admin/v1/drift', (c) => c.json({ data: router().drifted(), levels: router().drift() }))
    .post('/admin/v1/drift/acknowledge', async (c) => {
      const read = acknowledged.safeParse(await c.req.json().catch(() => undefined))
      if (!read.success)
        throw new GatewayError('invalid_request', 'Name a "provider" and a "model".', {
          origin: 'client',
        })
      const { provider, model } = read.data
      router().acknowledgeDrift(provider, model)
      return c.json({ provider, model, acknowledged: true })
    })
}
