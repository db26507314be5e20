import type { HeaderList } from '@signalbox/core'
import type { Identity, Tenancy } from '@signalbox/tenancy'
import type { Context as HonoContext } from 'hono'

import type { Config } from '../config/config.ts'
import { identify } from './tenant-door.ts'

/** The door of paths outside the dialects. */
export interface DoorRoute {
  /** Throws for who may not come in, in the words of the dialects' door. */
  readonly enter: (c: HonoContext) => Promise<void>
  /** Whether who came in may use a model name. */
  readonly mayUse: (c: HonoContext, model: string) => boolean
}

/** A door that knows who came in. */
export function doorRoute(config: () => Config, tenancy: Tenancy): DoorRoute {
  const inside = new WeakMap<Request, Identity>()
  return {
    async enter(c) {
      const identity = await identify(config(), tenancy, presentedHeaders(c))
      if (identity !== undefined) inside.set(c.req.raw, identity)
    },
    mayUse(c, model) {
      const identity = inside.get(c.req.raw)
      return identity === undefined || tenancy.mayUse(identity, model)
    },
  }
}

const queryKeyPaths = /^\/(?:v1beta|gemini)\//

/** The headers of a request; on Gemini's paths the key of the query is one of them. */
function presentedHeaders(c: HonoContext): HeaderList {
  const headers = [...c.req.raw.headers].flat()
  const key = queryKeyPaths.test(c.req.path) ? c.req.query('key') : undefined
  return key === undefined ? headers : [...headers, 'x-goog-api-key', key]
}
