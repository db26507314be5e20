import { isJsonObject, Secret, type SnapshotStore } from '@signalbox/core'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import type { Config } from '../config/config.ts'
import type { Stores } from '../stores/open-stores.ts'
import { readBody } from '../tenants/read-body.ts'
import { storedSecrets } from './secret-sources.ts'

/** What the routes read and steer. */
export interface SecretsRoutesOptions {
  readonly config: () => Config
  readonly stores: Stores
  /** Looks at every reference now, so that a new secret is used at once here. */
  readonly refresh: () => Promise<void>
}

const put = z.strictObject({ value: z.string().min(8).max(16_384) })

/** The body of `PUT`. */
export const secretBody: z.ZodType = put

/** `/admin/v1/secrets`: secrets of the store, referred to as `db:provider/name`; none ever comes out. */
export function secretsRoutes({ config, stores, refresh }: SecretsRoutesOptions): HonoApp {
  return new Hono()
    .get('/admin/v1/secrets', async (c) => c.json({ data: await listOf(stores.engine) }))
    .put('/admin/v1/secrets/:provider/:name', async (c) => {
      const { value } = await readBody(c, put)
      const name = `${c.req.param('provider')}/${c.req.param('name')}`
      const source = storedSecrets(config().secrets ?? {}, stores)
      const version = await source.put(name, new Secret(value))
      await refresh()
      return c.json({ reference: `db:${name}`, version })
    })
    .delete('/admin/v1/secrets/:provider/:name', async (c) => {
      const name = `${c.req.param('provider')}/${c.req.param('name')}`
      await stores.engine.write({ path: ['secrets', name] })
      return c.json({ reference: `db:${name}`, deleted: true })
    })
}

async function listOf(store: Pick<SnapshotStore, 'load'>): Promise<readonly object[]> {
  const { value } = await store.load()
  const secrets = isJsonObject(value['secrets']) ? value['secrets'] : {}
  return Object.entries(secrets).map(([name, record]) => ({
    reference: `db:${name}`,
    version: isJsonObject(record) ? (record['version'] ?? null) : null,
  }))
}
