import { Secret, type JsonObject } from '@signalbox/core'
import type { FixedTenant } from '@signalbox/tenancy'

import type { Config } from '../config/config.ts'

/** The tenants of the file. */
export function fixedTenantsOf({ tenants = {} }: Config): readonly FixedTenant[] {
  return Object.entries(tenants).map(
    ([name, { keys = [], budgets, group, safety, ...rights }]) => ({
      name,
      ...rights,
      settings: settingsOf({ budgets, group, safety }),
      keys: keys.map(({ value, expires, ...key }) => ({
        ...key,
        value: new Secret(value),
        ...(expires === undefined ? {} : { expiresAt: Date.parse(expires) }),
      })),
    }),
  )
}

/** What other features know a tenant by. */
function settingsOf(settings: object): JsonObject {
  return JSON.parse(JSON.stringify(settings)) as JsonObject
}
