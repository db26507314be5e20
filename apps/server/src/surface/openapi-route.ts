import { Hono, type Hono as HonoApp } from 'hono'

import { openapiOf } from './openapi.ts'
import type { RouteRow } from './route-row.ts'

/** `GET /openapi.json`: put together when somebody asks first. */
export function openapiRoute(rows: readonly RouteRow[], version: string): HonoApp {
  let text: string | undefined
  return new Hono().get('/openapi.json', (c) => {
    text ??= JSON.stringify(openapiOf(rows, version))
    return c.body(text, 200, { 'content-type': 'application/json' })
  })
}
