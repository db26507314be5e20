import { GatewayError } from '@signalbox/core'
import type { Context as HonoContext } from 'hono'

import { isLoopback } from '../cli/exposure.ts'
import type { ServerConfig } from '../config/config.ts'
import { foreignPage, isPresented } from '../door-key.ts'
import { isForeignPage } from '../surface/foreign-page.ts'

/** Lets through who presents the admin key; without one only programs and pages of this machine. */
export function adminKey(server: () => ServerConfig): (c: HonoContext) => void {
  return (c) => {
    const { host, adminKey: key } = server()
    const headers = [...c.req.raw.headers].flat()
    if (key === undefined && !isLoopback(host))
      throw refused('Set server.adminKey: without it nobody is let in here.')
    if (key === undefined && isForeignPage(headers)) throw foreignPage()
    if (!isPresented(headers, key))
      throw refused('Send server.adminKey as "Authorization: Bearer …".')
  }
}

function refused(message: string): GatewayError {
  return new GatewayError('authentication', message, { origin: 'client' })
}
