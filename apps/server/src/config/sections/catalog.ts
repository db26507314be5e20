import type { Contract, Override } from '@signalbox/catalog'
import { z } from 'zod'

import { milliseconds, text } from './fields.ts'

/** What the operator knows of prices and models, and how the catalogue is kept fresh. */
export interface CatalogSection {
  readonly refresh?: RefreshSection | undefined
  readonly overrides?: readonly Override[] | undefined
  readonly contracts?: readonly Contract[] | undefined
  /** What a name under `models` does with a target past its end; default: warn. */
  readonly onRetire?: 'warn' | 'successor' | undefined
}

/** Public price lists, fetched in the background; off. */
export interface RefreshSection {
  readonly enabled?: boolean | undefined
  readonly everyHours?: number | undefined
  readonly sources?: readonly ('models.dev' | 'genai-prices')[] | undefined
  readonly timeoutMs?: number | undefined
  readonly maxBytes?: number | undefined
}

const rates = z.record(z.string(), text)
const deprecation = z.strictObject({
  announced: text.optional(),
  retires: text.optional(),
  successor: text.optional(),
  source: text.optional(),
})
const override = z.strictObject({
  match: text,
  model: text.optional(),
  prices: z
    .record(
      z.string(),
      z.union([text, rates], {
        error: 'must be a decimal in quotes such as "4.20", or a group of them',
      }),
    )
    .optional(),
  perUnit: rates.optional(),
  free: z.boolean().optional(),
  capabilities: z.record(z.string(), z.boolean()).optional(),
  limits: z
    .strictObject({
      context: z.int().min(1).optional(),
      input: z.int().min(1).optional(),
      output: z.int().min(1).optional(),
    })
    .optional(),
  deprecation: deprecation.optional(),
  reasoningScope: z.enum(['tokens', 'response']).optional(),
  reason: text.optional(),
  author: text.optional(),
})

/** `catalog:` */
export const catalogSection: z.ZodType<CatalogSection> = z.strictObject({
  refresh: z
    .strictObject({
      enabled: z.boolean(),
      everyHours: z.number().min(0.1).max(720),
      sources: z.array(z.enum(['models.dev', 'genai-prices'])).min(1),
      timeoutMs: milliseconds,
      maxBytes: z.int().min(1000),
    })
    .partial()
    .optional(),
  overrides: z.array(override).optional(),
  onRetire: z.enum(['warn', 'successor']).optional(),
  contracts: z.array(z.strictObject({ tenant: text, provider: text, factor: text })).optional(),
})
