import { z } from 'zod'

import { secretText, text } from './fields.ts'

/** Where the gateway listens, and who may steer it. */
export interface ServerSection {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly adminKey?: string | undefined
  /** Largest body of a request, also behind gzip; 25. */
  readonly maxBodyMegabytes?: number | undefined
}

/** `server:` */
export const serverSection: z.ZodType<ServerSection> = z.strictObject({
  host: text.optional(),
  port: z.int().min(0).max(65_535).optional(),
  adminKey: secretText.optional(),
  maxBodyMegabytes: z.number().min(0.001).max(512).optional(),
})
