import { z } from 'zod'

import { adapterNames, type AdapterName } from '../adapter-table.ts'
import { count, milliseconds, name, secretText, text } from './fields.ts'

/** One provider as the file has it. */
export interface ProviderSection {
  readonly adapter: AdapterName
  readonly apiKey?: string | undefined
  readonly keys?: readonly KeySection[] | undefined
  readonly baseUrl?: string | undefined
  readonly api?: 'auto' | 'chat' | 'responses' | undefined
  readonly tags?: readonly string[] | undefined
  readonly timeouts?: TimeoutsSection | undefined
  readonly limits?: LimitsSection | undefined
  readonly project?: string | undefined
  readonly region?: string | undefined
  /** The first word of an Azure address, instead of `baseUrl`. */
  readonly resource?: string | undefined
  /** Azure's surface whose deployments stand in the path. */
  readonly apiVersion?: string | undefined
  /** Its name in the catalogue of prices, where address and adapter do not tell. */
  readonly catalog?: string | undefined
}

/** One key of a provider, or a reference to it. */
export interface KeySection {
  readonly id: string
  readonly value: string
  readonly limits?: KeyLimitsSection | undefined
  /** Share among keys that have as much left; 1. */
  readonly weight?: number | undefined
  /** Keys of one account fall together when the account does. */
  readonly account?: string | undefined
}

/** What one key may do; at a day's or month's end it starts anew. */
export interface KeyLimitsSection extends LimitsSection {
  readonly requestsPerDay?: number | undefined
  readonly tokensPerDay?: number | undefined
  readonly usdPerDay?: number | undefined
  readonly usdPerMonth?: number | undefined
}

/** Requests and tokens per minute, and requests at once. */
export interface LimitsSection {
  readonly rpm?: number | undefined
  readonly tpm?: number | undefined
  readonly concurrency?: number | undefined
}

/** How long each phase of a call may take, in ms. */
export interface TimeoutsSection {
  readonly connectMs?: number | undefined
  readonly firstTokenMs?: number | undefined
  readonly idleMs?: number | undefined
  readonly totalMs?: number | undefined
}

const limits = z.strictObject({ rpm: count, tpm: count, concurrency: count }).partial()
const timeouts = z
  .strictObject({
    connectMs: milliseconds,
    firstTokenMs: milliseconds,
    idleMs: milliseconds,
    totalMs: milliseconds,
  })
  .partial()
const usd = z.number().min(0)
const keyLimits = z
  .strictObject({
    rpm: count,
    tpm: count,
    concurrency: count,
    requestsPerDay: count,
    tokensPerDay: count,
    usdPerDay: usd,
    usdPerMonth: usd,
  })
  .partial()
const key = z.strictObject({
  id: name,
  value: secretText,
  limits: keyLimits.optional(),
  weight: z.number().min(0).max(1_000_000).optional(),
  account: name.optional(),
})

/** `providers:` */
export const providersSection: z.ZodType<Readonly<Record<string, ProviderSection>>> = z.record(
  name,
  z.strictObject({
    adapter: z.enum(adapterNames),
    apiKey: secretText.optional(),
    keys: z.array(key).min(1).optional(),
    baseUrl: text.optional(),
    api: z.enum(['auto', 'chat', 'responses']).optional(),
    tags: z.array(name).optional(),
    timeouts: timeouts.optional(),
    limits: limits.optional(),
    project: text.optional(),
    region: text.optional(),
    resource: text.optional(),
    apiVersion: text.optional(),
    catalog: text.optional(),
  }),
)
