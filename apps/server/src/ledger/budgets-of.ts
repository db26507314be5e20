import type { JsonObject } from '@signalbox/core'
import type { BudgetSpec, Parents } from '@signalbox/ledger'
import type { TenantRecord } from '@signalbox/tenancy'

import type { GroupSection } from '../config/sections/groups.ts'
import { tenantBudgets, type BudgetSection } from '../config/sections/tenants.ts'

/** A budget with where it stands. */
export interface OwnedBudget {
  readonly spec: BudgetSpec
  readonly tenant?: string | undefined
  readonly group?: string | undefined
  /** As it was written. */
  readonly section: BudgetSection
}

/** All budgets, and who belongs to whom. */
export interface Budgets {
  readonly owned: readonly OwnedBudget[]
  readonly parents: Parents
}

/** The budgets of tenants, of their keys and users, and of the groups above them. */
export function budgetsOf(
  groups: Readonly<Record<string, GroupSection>> = {},
  tenants: readonly Pick<TenantRecord, 'name' | 'settings'>[],
): Budgets {
  const parents: Record<string, string> = {}
  const owned: OwnedBudget[] = []
  for (const [group, { parent, budgets = [] }] of Object.entries(groups)) {
    if (parent !== undefined) parents[`group:${group}`] = `group:${parent}`
    for (const section of budgets) owned.push({ group, section, spec: specOf(section, { group }) })
  }
  for (const { name: tenant, settings } of tenants) {
    const group = settings?.['group']
    if (typeof group === 'string') parents[`tenant:${tenant}`] = `group:${group}`
    for (const section of budgetsIn(settings))
      owned.push({ tenant, section, spec: specOf(section, { tenant }) })
  }
  return { owned, parents }
}

/** The budgets among a tenant's settings; what is no budget is left out. */
export function budgetsIn(settings: JsonObject | undefined): readonly BudgetSection[] {
  const parsed = tenantBudgets.safeParse(settings?.['budgets'] ?? [])
  return parsed.success ? parsed.data : []
}

/** A budget for the ledger: names of two tenants never meet. */
export function specOf(
  { key, user, name, ...section }: BudgetSection,
  owner: { readonly tenant?: string; readonly group?: string },
): BudgetSpec {
  const { tenant, group = '' } = owner
  if (tenant === undefined) {
    const scope = `group:${group}`
    return { ...section, scope, ...(name === undefined ? {} : { name: `${scope}/${name}` }) }
  }
  return {
    ...section,
    scope:
      key !== undefined
        ? `key:${tenant}/${key}`
        : user !== undefined
          ? `user:${tenant}/${user}`
          : `tenant:${tenant}`,
    ...(name === undefined ? {} : { name: `${tenant}/${name}` }),
  }
}
