import { GatewayError } from '@signalbox/core'
import type { Resilience } from '@signalbox/resilience'
import { Hono, type Hono as HonoApp } from 'hono'

import { isAction, type FleetOrders } from './fleet-orders.ts'
import { mergeProviderRows, type ProviderRow } from './provider-rows.ts'

/** What the routes read and steer. */
export interface ProvidersRoutesOptions {
  readonly resilience: () => Resilience
  /** As each process on this address knows them. */
  readonly views: () => Promise<readonly (readonly ProviderRow[])[]>
  readonly force: FleetOrders['force']
}

/** `GET /admin/v1/providers`: every target that was used, its state and why; `POST …/{id}/{action}` by hand. */
export function providersRoutes({ resilience, views, force }: ProvidersRoutesOptions): HonoApp {
  const rows = async () => mergeProviderRows(await views())
  return new Hono()
    .get('/admin/v1/providers', async (c) => c.json({ data: await rows() }))
    .post('/admin/v1/providers/:rest{.+}', async (c) => {
      const rest = c.req.param('rest')
      const cut = rest.lastIndexOf('/')
      const action = rest.slice(cut + 1)
      const id = rest.slice(0, cut)
      if (!isAction(action) || !(await rows()).some(({ target }) => target === id))
        throw new GatewayError(
          'invalid_request',
          'POST …/providers/{target}/{open|close|probe|drain} of a target that GET lists.',
          { origin: 'client', status: 404 },
        )
      force(id, action)
      return c.json({ target: id, ...resilience().health.circuit(id) })
    })
}
