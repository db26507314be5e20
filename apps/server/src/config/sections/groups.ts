import { z } from 'zod'

import { name } from './fields.ts'
import {
  groupBudgets,
  tenantLimits,
  type BudgetSection,
  type TenantLimitsSection,
} from './tenants.ts'

/** What several tenants share: a team, a department, an organisation. */
export interface GroupSection {
  /** Another group, above this one. */
  readonly parent?: string | undefined
  readonly budgets?: readonly BudgetSection[] | undefined
  /** Of all its tenants together. */
  readonly limits?: TenantLimitsSection | undefined
}

/** `groups:` */
export const groupsSection: z.ZodType<Readonly<Record<string, GroupSection>>> = z.record(
  name,
  z.strictObject({
    parent: name.optional(),
    budgets: groupBudgets.optional(),
    limits: tenantLimits.optional(),
  }),
)
