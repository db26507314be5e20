import { z } from 'zod'

import { count } from './fields.ts'

/** Answers that are given again. */
export interface CacheSection {
  readonly exact?: ExactCacheSection | undefined
}

/** The same answer to the same request of the same tenant. */
export interface ExactCacheSection {
  readonly ttlSeconds: number
  /** What clients may ask for by `x-signalbox-cache: ttl=`. */
  readonly maxTtlSeconds?: number | undefined
  /** Of answers in memory. */
  readonly maxBytes?: number | undefined
  readonly maxEntryBytes?: number | undefined
  /** Keeps refusals too. */
  readonly refusals?: boolean | undefined
  /** How fast stored answers stream; absent: at once. */
  readonly charactersPerSecond?: number | undefined
}

/** `cache:` */
export const cacheSection: z.ZodType<CacheSection> = z.strictObject({
  exact: z
    .strictObject({
      ttlSeconds: count,
      maxTtlSeconds: count.optional(),
      maxBytes: count.optional(),
      maxEntryBytes: count.optional(),
      refusals: z.boolean().optional(),
      charactersPerSecond: count.optional(),
    })
    .optional(),
})
