import { z } from 'zod'

/** What providers, keys, tags and tenants may be called. */
export const name: z.ZodType<string, string> = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'names are 1–64 letters, digits, ".", "_" or "-"')

/** What clients may send as "model". */
export const modelName: z.ZodType<string, string> = z
  .string()
  .regex(/^[A-Za-z0-9@][\w.:@/+-]{0,127}$/, 'model names are 1–128 letters, digits or ._:@/+-')

/** Text that says something. */
export const text: z.ZodType<string> = z.string().min(1)

/** Text that is never shown; a field is known as secret by being this very schema. */
export const secretText: z.ZodType<string> = z
  .string()
  .min(1)
  .regex(/^[\x20-\x7e\x80-\xff]+$/, 'a header cannot hold this: no line breaks, no foreign letters')

/** A duration of up to a day. */
export const milliseconds: z.ZodType<number> = z.int().min(1).max(86_400_000)

/** A share of something. */
export const share: z.ZodType<number> = z.number().min(0).max(1)

/** How many of something, at least one. */
export const count: z.ZodType<number> = z.int().min(1)
