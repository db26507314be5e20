import type { LimitedParty, TenantRecord } from '@signalbox/tenancy'

import type { GroupSection } from '../config/sections/groups.ts'

/** The limits of the groups above a tenant, the nearest first. */
export function groupLimits(
  groups: Readonly<Record<string, GroupSection>> = {},
  { settings }: Pick<TenantRecord, 'settings'>,
): readonly LimitedParty[] {
  const found = new Map<string, LimitedParty | undefined>()
  let at = settings?.['group']
  while (typeof at === 'string' && !found.has(at)) {
    const limits = groups[at]?.limits
    found.set(at, limits && { name: `group:${at}`, limits })
    at = groups[at]?.parent
  }
  return [...found.values()].filter((party) => party !== undefined)
}
