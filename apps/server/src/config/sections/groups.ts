import { z } from 'zod'

import { name } from './fields.ts'
import { groupBudgets, type BudgetSection } from './tenants.ts'

/** What several tenants spend from together: a team, a department, an organisation. */
export interface GroupSection {
  /** Another group, above this one. */
  readonly parent?: string | undefined
  readonly budgets?: readonly BudgetSection[] | undefined
}

/** `groups:` */
export const groupsSection: z.ZodType<Readonly<Record<string, GroupSection>>> = z.record(
  name,
  z.strictObject({ parent: name.optional(), budgets: groupBudgets.optional() }),
)
