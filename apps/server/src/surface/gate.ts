import { GatewayError } from '@signalbox/core'
import type { Context as HonoContext, MiddlewareHandler, Next } from 'hono'

import { checkBody } from './checked-body.ts'
import { ownRequestId, refusal } from './refusal.ts'
import type { RouteRow } from './route-row.ts'
import type { RouteHit, RouteTable } from './route-table.ts'

/** Who opens which rows; each throws for whom it does not. */
export interface Doors {
  readonly key: (c: HonoContext) => Promise<void>
  readonly admin: (c: HonoContext) => void
}

/** What stands behind the gate beside handlers. */
export interface GateOptions {
  readonly table: RouteTable
  /** The rows of the dialects, which have doors of their own. */
  readonly dialects: RouteTable
  readonly doors: Doors
  /** Runs a call of an operator and writes down what it changed. */
  readonly audited: (c: HonoContext, hit: RouteHit, next: Next) => Promise<void>
  /** Serves the dialects, who refuse what they do not know. */
  readonly beyond: (request: Request) => Promise<Response>
}

/** The one way to a handler: a row of the table, then its door, then a body within bounds. */
export function gate({ table, dialects, doors, audited, beyond }: GateOptions): MiddlewareHandler {
  return async (c, next) => {
    const { method, path } = c.req
    const hit = table.find(method, path)
    if (hit === undefined) {
      const allow = table.methodsOf(path)
      const isOurs = allow.length > 0 && dialects.methodsOf(path).length === 0
      if (isOurs) return refusal(c, wrongMethod(method, allow), allow)
      return path.startsWith('/admin/') ? refusal(c, nothingThere()) : beyond(c.req.raw)
    }
    try {
      await open(c, hit.row, doors)
      await checkBody(c, hit.row)
    } catch (thrown) {
      return refusal(c, thrown)
    }
    if (changes(hit.row)) await audited(c, hit, next)
    else await next()
    if (!c.res.headers.has('x-request-id')) c.header('x-request-id', ownRequestId(c))
    return undefined
  }
}

async function open(c: HonoContext, { auth }: RouteRow, doors: Doors): Promise<void> {
  switch (auth) {
    case 'public':
      return
    case 'key':
      return doors.key(c)
    case 'admin':
      return doors.admin(c)
  }
}

/** Whether a call of this row is written down. */
function changes({ auth, method, audit }: RouteRow): boolean {
  return auth === 'admin' && method !== 'GET' && audit !== false
}

function wrongMethod(method: string, allow: readonly string[]): GatewayError {
  return new GatewayError(
    'invalid_request',
    `${method.slice(0, 20)} is not possible here; use ${allow.join(' or ')}.`,
    { origin: 'client', status: 405 },
  )
}

function nothingThere(): GatewayError {
  return new GatewayError('invalid_request', 'There is nothing here; see /openapi.json.', {
    origin: 'client',
    status: 404,
  })
}
