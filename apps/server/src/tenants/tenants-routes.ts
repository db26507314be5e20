import { GatewayError } from '@signalbox/core'
import type { Tenancy, TenantRecord } from '@signalbox/tenancy'
import { Hono, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import type { Config } from '../config/config.ts'
import { name } from '../config/sections/fields.ts'
import { readBody } from './read-body.ts'
import { rightsFields, rightsOf, tenantJson, userLimitsField, userLimitsOf } from './record-json.ts'

const fields = {
  blocked: z.boolean().optional(),
  user_limits: userLimitsField,
  ...rightsFields,
}
const made = z.strictObject({ name, ...fields })
const changed = z.strictObject(fields)

/** The bodies of `POST` and `PATCH`. */
export const tenantBodies: Readonly<Record<'made' | 'changed', z.ZodType>> = { made, changed }

/** `/admin/v1/tenants`: list, make, change and end tenants of the store. */
export function tenantsRoutes(config: () => Config, tenancy: Tenancy): HonoApp {
  const isFixed = (tenant: string) => Object.hasOwn(config().tenants ?? {}, tenant)
  const json = (tenant: TenantRecord) => tenantJson(tenant, isFixed(tenant.name))
  const find = (wanted: string) => {
    const found = tenancy.tenants().find((tenant) => tenant.name === wanted)
    if (found === undefined) throw noTenant(wanted)
    return found
  }
  const own = (wanted: string) => {
    const found = find(wanted)
    if (isFixed(wanted)) throw fixed(wanted)
    return found
  }

  return new Hono()
    .use('/admin/v1/tenants/*', async (_c, next) => {
      await tenancy.ready
      await next()
    })
    .get('/admin/v1/tenants', (c) => c.json({ data: tenancy.tenants().map(json) }))
    .get('/admin/v1/tenants/:name', (c) => c.json(json(find(c.req.param('name')))))
    .post('/admin/v1/tenants', async (c) => {
      const { name: wanted, blocked, user_limits, ...rights } = await readBody(c, made)
      if (tenancy.tenants().some((tenant) => tenant.name === wanted))
        throw new GatewayError('invalid_request', `There is a tenant "${wanted}" already.`, {
          origin: 'client',
          status: 409,
        })
      await tenancy.putTenant({
        name: wanted,
        ...rightsOf(rights),
        ...userLimitsOf(user_limits),
        ...(blocked === true ? { blocked } : {}),
      })
      return c.json(json(find(wanted)), 201)
    })
    .patch('/admin/v1/tenants/:name', async (c) => {
      const before = own(c.req.param('name'))
      const { blocked = before.blocked, user_limits, ...rights } = await readBody(c, changed)
      await tenancy.putTenant({
        ...before,
        ...rightsOf(rights),
        ...userLimitsOf(user_limits),
        blocked,
      })
      return c.json(json(find(before.name)))
    })
    .delete('/admin/v1/tenants/:name', async (c) => {
      const tenant = own(c.req.param('name'))
      await tenancy.deleteTenant(tenant.name)
      return c.json({ name: tenant.name, deleted: true })
    })
}

function noTenant(wanted: string): GatewayError {
  return new GatewayError('invalid_request', `There is no tenant "${wanted.slice(0, 64)}".`, {
    origin: 'client',
    status: 404,
  })
}

function fixed(wanted: string): GatewayError {
  return new GatewayError(
    'invalid_request',
    `The tenant "${wanted}" stands in the configuration: change it there.`,
    { origin: 'client', status: 409 },
  )
}
