import type { Caller, Context, HeaderList, Middleware, Stage } from '@signalbox/core'
import type { Identity, Tenancy } from '@signalbox/tenancy'

import { isLoopback } from '../cli/exposure.ts'
import type { Config } from '../config/config.ts'
import { doorKey } from '../door-key.ts'

/** Whether there are tenants: then nobody comes in without one of their keys. */
async function servesTenants(tenancy: Tenancy): Promise<boolean> {
  // Those of the configuration need no store.
  if (tenancy.hasTenants()) return true
  await tenancy.ready
  return !tenancy.isKnown() || tenancy.hasTenants()
}

/** The door of every request: tenants' keys where there are tenants, else the one key or none. */
export function tenantDoor(config: Config, tenancy: Tenancy): Middleware {
  const asTenant = tenancy.middleware()
  const alone = aloneKey(config)
  return async function door(context, next) {
    if (await servesTenants(tenancy)) return asTenant(context, next)
    await alone.enter?.(context)
    return next()
  }
}

/** The same for paths that call no provider; undefined: anybody, and no tenant. Throws what the door would. */
export async function identify(
  config: Config,
  tenancy: Tenancy,
  headers: HeaderList,
): Promise<Identity | undefined> {
  if (await servesTenants(tenancy)) return tenancy.identify(headers)
  const source = { wire: '', body: {}, headers }
  await aloneKey(config).enter?.({ request: { source } } as Context)
  return undefined
}

/** Who a request that calls no provider comes from. */
export async function callerOf(
  config: Config,
  tenancy: Tenancy,
  headers: HeaderList,
): Promise<Caller | undefined> {
  const identity = await identify(config, tenancy, headers)
  if (identity === undefined) return undefined
  const { tenant, key } = identity
  const choice = tenancy.choiceOf(identity, ['auto'])
  return { tenant: tenant.name, key: key.id, user: key.user, choice }
}

function aloneKey({ server }: Config): Stage {
  return doorKey(isLoopback(server.host) ? undefined : server.adminKey)
}
