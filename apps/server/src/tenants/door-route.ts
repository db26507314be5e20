import { GatewayError, type HeaderList } from '@signalbox/core'
import type { Tenancy } from '@signalbox/tenancy'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'

import type { Config } from '../config/config.ts'
import { answerError } from './answer-error.ts'
import { identify } from './tenant-door.ts'

/** The door of paths outside the dialects; a refusal is told as there. */
export function doorRoute(config: () => Config, tenancy: Tenancy): MiddlewareHandler {
  return async (c, next) => {
    try {
      await identify(config(), tenancy, presentedHeaders(c))
    } catch (thrown) {
      return answerError(GatewayError.from(thrown))
    }
    return next()
  }
}

const queryKeyPaths = /^\/(?:v1beta|gemini)\//

/** The headers of a request; on Gemini's paths the key of the query is one of them. */
export function presentedHeaders(c: HonoContext): HeaderList {
  const headers = [...c.req.raw.headers].flat()
  const key = queryKeyPaths.test(c.req.path) ? c.req.query('key') : undefined
  return key === undefined ? headers : [...headers, 'x-goog-api-key', key]
}
