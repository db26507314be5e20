import type { KeyRecord, Rights, TenantLimits, TenantRecord } from '@signalbox/tenancy'
import { z } from 'zod'

import { count, name, text } from '../config/sections/fields.ts'
import { scopeNames } from '../config/sections/tenants.ts'

/** Limits as they come in. */
export interface LimitsBody extends Omit<TenantLimits, 'inputTpm' | 'outputTpm'> {
  readonly input_tpm?: number | undefined
  readonly output_tpm?: number | undefined
}

/** Rights as they come in. */
export interface RightsBody {
  readonly models?: string[] | undefined
  readonly scopes?: string[] | undefined
  readonly limits?: LimitsBody | undefined
  readonly data_class?: string | undefined
  readonly tags?: string[] | undefined
}

const limits: z.ZodType<LimitsBody> = z
  .strictObject({
    rpm: count,
    tpm: count,
    input_tpm: count,
    output_tpm: count,
    concurrency: count,
    mode: z.enum(['enforce', 'shadow']),
  })
  .partial()

/** The fields of rights in the admin API. */
export const rightsFields: {
  readonly [Name in keyof RightsBody]-?: z.ZodOptional<
    z.ZodType<Exclude<RightsBody[Name], undefined>>
  >
} = {
  models: z.array(text).optional(),
  scopes: scopeNames.optional(),
  limits: limits.optional(),
  data_class: name.optional(),
  tags: z.array(name).optional(),
}

/** What only tenants have, in the admin API. */
export const userLimitsField: z.ZodOptional<z.ZodType<LimitsBody>> = limits.optional()

/** The same out of a body. */
export function userLimitsOf(body: LimitsBody | undefined): Pick<TenantRecord, 'userLimits'> {
  return body === undefined ? {} : { userLimits: limitsOf(body) }
}

/** Rights out of a body; what it does not name is absent. */
export function rightsOf(body: RightsBody): Rights {
  const { models, scopes, tags, data_class: dataClass } = body
  return {
    ...(models === undefined ? {} : { models }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(tags === undefined ? {} : { tags }),
    ...(dataClass === undefined ? {} : { dataClass }),
    ...(body.limits === undefined ? {} : { limits: limitsOf(body.limits) }),
  }
}

function limitsOf(body: LimitsBody): TenantLimits {
  const { input_tpm: inputTpm, output_tpm: outputTpm, ...rest } = body
  return {
    ...rest,
    ...(inputTpm === undefined ? {} : { inputTpm }),
    ...(outputTpm === undefined ? {} : { outputTpm }),
  }
}

/** A tenant as the admin API shows it. */
export function tenantJson(tenant: TenantRecord, isFixed: boolean): object {
  return {
    name: tenant.name,
    source: isFixed ? 'config' : 'store',
    blocked: tenant.blocked === true,
    ...rightsJson(tenant),
    user_limits: limitsJson(tenant.userLimits),
    ...(tenant.settings === undefined ? {} : { settings: tenant.settings }),
    created_at: timeJson(tenant.createdAt),
  }
}

/** A key as the admin API shows it: neither secret nor hash. */
export function keyJson(key: KeyRecord, now: number): object {
  const { id, tenant, label, user, expiresAt, revokedAt } = key
  return {
    id,
    tenant,
    label: label ?? null,
    user: user ?? null,
    state: stateOf(key, now),
    ...rightsJson(key),
    created_at: timeJson(key.createdAt),
    expires_at: timeJson(expiresAt),
    revoked_at: timeJson(revokedAt),
  }
}

function stateOf({ revokedAt, expiresAt }: KeyRecord, now: number): string {
  if (revokedAt !== undefined) return 'revoked'
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active'
}

function limitsJson(given: TenantLimits | undefined): object | null {
  if (given === undefined) return null
  const { inputTpm, outputTpm, ...rest } = given
  return {
    ...rest,
    ...(inputTpm === undefined ? {} : { input_tpm: inputTpm }),
    ...(outputTpm === undefined ? {} : { output_tpm: outputTpm }),
  }
}

function rightsJson({ models, scopes, tags, dataClass, limits: given }: Rights): object {
  return {
    models: models ?? null,
    scopes: scopes ?? null,
    limits: limitsJson(given),
    data_class: dataClass ?? null,
    tags: tags ?? [],
  }
}

function timeJson(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString()
}
