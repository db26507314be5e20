import { z } from 'zod'

import { count, name, secretText, text } from './fields.ts'

/** One tenant as the file has it. */
export interface TenantSection extends RightsSection {
  readonly keys?: readonly TenantKeySection[] | undefined
  readonly budgets?: readonly BudgetSection[] | undefined
  /** A name under `groups`: it spends from the budgets of that one too. */
  readonly group?: string | undefined
  /** Of each of its users, beside the `limits` of all of them. */
  readonly userLimits?: TenantLimitsSection | undefined
  /** A name under `safety.policies`. */
  readonly safety?: string | undefined
  /** Nothing of it is served. */
  readonly blocked?: boolean | undefined
}

/** What a tenant or key may do. */
export interface RightsSection {
  /** Names and patterns such as `openai/*`; absent: all. */
  readonly models?: readonly string[] | undefined
  /** Operations such as `chat` and `embed`; absent: all. */
  readonly scopes?: readonly string[] | undefined
  readonly limits?: TenantLimitsSection | undefined
  /** `restricted`: only targets tagged `local`. */
  readonly dataClass?: string | undefined
  readonly tags?: readonly string[] | undefined
}

/** One of its keys, of any form. */
export interface TenantKeySection extends RightsSection {
  readonly id: string
  readonly value: string
  readonly user?: string | undefined
  /** ISO time. */
  readonly expires?: string | undefined
}

/** Per minute, and at once; `shadow` only counts. */
export interface TenantLimitsSection {
  readonly rpm?: number | undefined
  readonly tpm?: number | undefined
  readonly inputTpm?: number | undefined
  readonly outputTpm?: number | undefined
  readonly concurrency?: number | undefined
  readonly mode?: 'enforce' | 'shadow' | undefined
}

/** How much money or how many tokens in a period. */
export interface BudgetSection {
  /** Of a tenant: only what this key spends, by its id. */
  readonly key?: string | undefined
  /** Of a tenant: only what this user spends. */
  readonly user?: string | undefined
  readonly name?: string | undefined
  readonly usd?: number | string | undefined
  readonly tokens?: number | undefined
  readonly per: 'day' | 'week' | 'month' | 'total'
  readonly strict?: boolean | undefined
  readonly mode?: 'strict' | 'soft' | 'observe' | undefined
  readonly timeZone?: string | undefined
  readonly startsOn?: number | undefined
  readonly openUpTo?: number | undefined
}

const operations = [
  ...(['chat', 'embed', 'rerank', 'moderate', 'count-tokens'] as const),
  ...(['image', 'speech', 'transcribe'] as const),
]

/** The limits of a tenant, key or group, as the file takes them. */
export const tenantLimits: z.ZodType<TenantLimitsSection> = z
  .strictObject({
    rpm: count,
    tpm: count,
    inputTpm: count,
    outputTpm: count,
    concurrency: count,
    mode: z.enum(['enforce', 'shadow']),
  })
  .partial()

/** The operations a key can be made for. */
export const scopeNames: z.ZodType<string[]> = z.array(z.enum(operations))

const rights = {
  models: z.array(text).optional(),
  scopes: scopeNames.optional(),
  limits: tenantLimits.optional(),
  dataClass: name.optional(),
  tags: z.array(name).optional(),
}
const key = z.strictObject({
  id: name,
  value: secretText,
  user: text.optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
  ...rights,
})
const budget = {
  name: z.string().min(1).max(64).optional(),
  usd: z.union([z.number().min(0), text], { error: 'must be an amount such as 50' }).optional(),
  tokens: count.optional(),
  per: z.enum(['day', 'week', 'month', 'total']),
  strict: z.boolean().optional(),
  mode: z.enum(['strict', 'soft', 'observe']).optional(),
  timeZone: text.optional(),
  startsOn: z.int().min(1).max(28).optional(),
  openUpTo: z.number().min(0).optional(),
}

/** The budgets of a group. */
export const groupBudgets: z.ZodType<BudgetSection[]> = z.array(z.strictObject(budget))

/** A budget of a tenant, or of one of its keys or users. */
const tenantBudget: z.ZodType<BudgetSection> = z.strictObject({
  key: text.optional(),
  user: text.optional(),
  ...budget,
})

/** The budgets of a tenant. */
export const tenantBudgets: z.ZodType<BudgetSection[]> = z.array(tenantBudget)

/** `tenants:` */
export const tenantsSection: z.ZodType<Readonly<Record<string, TenantSection>>> = z.record(
  name,
  z.strictObject({
    keys: z.array(key).min(1).optional(),
    budgets: tenantBudgets.optional(),
    group: name.optional(),
    safety: name.optional(),
    userLimits: tenantLimits.optional(),
    blocked: z.boolean().optional(),
    ...rights,
  }),
)
