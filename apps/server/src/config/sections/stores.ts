import { z } from 'zod'

/** `store:` where tenants, keys, money and jobs are kept. */
export const storeSection: z.ZodType<string> = z
  .string()
  .regex(
    /^(?:memory:|sqlite:.+|postgres(?:ql)?:\/\/.+)$/,
    'must be "sqlite:./data/signalbox.db", "postgres://user@host/db" or "memory:"',
  )

/** `redis:` what replicas share besides. */
export const redisSection: z.ZodType<string> = z
  .string()
  .regex(/^rediss?:\/\/.+$/, 'must be "redis://host:6379" or "rediss://…"')
