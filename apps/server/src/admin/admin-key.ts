import type { MiddlewareHandler } from 'hono'

import { isLoopback } from '../cli/exposure.ts'
import type { ServerConfig } from '../config/config.ts'
import { isPresented } from '../door-key.ts'

/** Lets through who presents the admin key; without one only where nobody but this machine comes. */
export function adminKey(server: () => ServerConfig): MiddlewareHandler {
  return async (c, next) => {
    const { host, adminKey: key } = server()
    if (key === undefined && !isLoopback(host))
      return c.json(refusal('Set server.adminKey: without it nobody is let in here.'), 401)
    if (isPresented([...c.req.raw.headers].flat(), key)) return next()
    return c.json(refusal('Send server.adminKey as "Authorization: Bearer …".'), 401)
  }
}

function refusal(message: string): object {
  return { error: { code: 'authentication', message } }
}
