import { GatewayError } from '@signalbox/core'
import type { IssuedKey, Tenancy } from '@signalbox/tenancy'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import { name, text } from '../config/sections/fields.ts'
import { readBody } from './read-body.ts'
import { keyJson, rightsFields, rightsOf } from './record-json.ts'

const issued = z.strictObject({
  tenant: name,
  label: text.optional(),
  user: text.optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
  ...rightsFields,
})
const rotated = z.strictObject({ overlap_seconds: z.int().min(0).max(31_536_000).optional() })

/** The bodies of `POST`. */
export const keyBodies: Readonly<Record<'issued' | 'rotated', z.ZodType>> = { issued, rotated }

/** `/admin/v1/keys`: a key is shown once, when it is made or rotated. */
export function keysRoutes(tenancy: Tenancy): HonoApp {
  const shown = ({ key, record }: IssuedKey) => ({ key, ...keyJson(record, Date.now()) })
  return new Hono()
    .use('/admin/v1/keys/*', async (_c, next) => {
      await tenancy.ready
      await next()
    })
    .get('/admin/v1/keys', (c) =>
      c.json({ data: tenancy.keys(c.req.query('tenant')).map((key) => keyJson(key, Date.now())) }),
    )
    .get('/admin/v1/keys/:id', (c) => {
      const id = c.req.param('id')
      const found = tenancy.keys().find((key) => key.id === id)
      if (found === undefined) throw noKey(id)
      return c.json(keyJson(found, Date.now()))
    })
    .post('/admin/v1/keys', async (c) => {
      const body = await readBody(c, issued)
      const { tenant, label, user, expires_at: expires, ...rights } = body
      const key = await tenancy.issue(tenant, {
        ...rightsOf(rights),
        ...(label === undefined ? {} : { label }),
        ...(user === undefined ? {} : { user }),
        ...(expires === undefined ? {} : { expiresAt: Date.parse(expires) }),
      })
      return c.json(shown(key), 201)
    })
    .post('/admin/v1/keys/:id/rotate', async (c) => {
      const { overlap_seconds: seconds } = await readBody(c, rotated)
      const overlapMs = seconds === undefined ? undefined : seconds * 1000
      return c.json(shown(await tenancy.rotate(c.req.param('id'), { overlapMs })))
    })
    .post('/admin/v1/keys/:id/revoke', async (c) => {
      const id = c.req.param('id')
      if (!(await tenancy.revoke(id))) throw noKey(id)
      return c.json({ id, revoked: true })
    })
    .delete('/admin/v1/keys/:id', async (c) => {
      const id = c.req.param('id')
      if (!(await tenancy.deleteKey(id))) throw noKey(id)
      return c.json({ id, deleted: true })
    })
}

function noKey(id: string): GatewayError {
  return new GatewayError(
    'invalid_request',
    `There is no key "${id.slice(0, 64)}" in the store; keys of the configuration change there.`,
    { origin: 'client', status: 404 },
  )
}
