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

/** What tells who asks. */
export interface Asked {
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: HeaderList
}

/** A door that knows who came in. */
export function doorRoute(config: () => Config, tenancy: Tenancy): DoorRoute {
  const inside = new WeakMap<Request, Identity>()
  return {
    async enter(c) {
      const identity = await identify(config(), tenancy, presentedHeaders(askedBy(c)))
      if (identity !== undefined) inside.set(c.req.raw, identity)
    },
    mayUse(c, model) {
      const identity = inside.get(c.req.raw)
      return identity === undefined || tenancy.mayUse(identity, model)
    },
  }
}

function askedBy({ req }: HonoContext): Asked {
  const { searchParams } = new URL(req.url)
  const headers = [...req.raw.headers].flat()
  return { path: req.path, query: searchParams.toString(), headers }
}

const queryKeyPaths = /^\/(?:v1beta|gemini)\/|:\w+$/

/** The headers of a request; on Gemini's paths the key of the query is one of them. */
export function presentedHeaders({ path, query, headers }: Asked): HeaderList {
  const key = queryKeyPaths.test(path) ? new URLSearchParams(query).get('key') : null
  return key === null || key === '' ? headers : [...headers, 'x-goog-api-key', key]
}
