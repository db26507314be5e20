import type { Secret } from '@signalbox/core'
import type { MiddlewareHandler } from 'hono'

import { isPresented } from '../door-key.ts'

/** Lets through who presents the admin key; without one configured, this machine only is served anyway. */
export function adminKey(key: () => Secret | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (isPresented([...c.req.raw.headers].flat(), key())) return next()
    return c.json(
      {
        error: {
          code: 'authentication',
          message: 'Send server.adminKey as "Authorization: Bearer …".',
        },
      },
      401,
    )
  }
}
