import { hash } from 'node:crypto'

import {
  isJsonObject,
  newRequestId,
  type AuditStore,
  type HeaderList,
  type JsonObject,
  type JsonValue,
  type Logger,
} from '@signalbox/core'
import type { Context as HonoContext, Next } from 'hono'

import { presentedKey } from '../door-key.ts'
import { fillPath } from '../surface/compile-path.ts'
import type { RouteHit } from '../surface/route-table.ts'
import { changedFields } from './changed-fields.ts'

/** What the trail is kept with. */
export interface AuditTrailOptions {
  readonly store: () => AuditStore
  /** The answer of an own path, without its door. */
  readonly look: (path: string) => Promise<Response>
  readonly logger: Logger | undefined
}

const keptMs = 400 * 86_400_000
const callsPerTrim = 200

/** Runs calls of operators and writes one row for each: who, what, when, before and after. */
export function auditTrail({
  store,
  look,
  logger,
}: AuditTrailOptions): (c: HonoContext, hit: RouteHit, next: Next) => Promise<void> {
  let calls = 0
  const stateAt = async (
    { row, params }: RouteHit,
    answer?: JsonObject,
  ): Promise<JsonValue | undefined> => {
    const template = row.audit === false ? undefined : row.audit?.look
    const texts = Object.entries(answer ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    const path =
      template === undefined
        ? undefined
        : fillPath(template, { ...Object.fromEntries(texts), ...decoded(params) })
    if (path === undefined) return undefined
    const response = await look(path)
    return response.ok ? ((await response.json()) as JsonValue) : undefined
  }

  return async (c, hit, next) => {
    const before = await stateAt(hit)
    await next()
    const ts = Date.now()
    const { status } = c.res
    const answer = await answerOf(c.res)
    const hasLook = hit.row.audit !== false && hit.row.audit?.look !== undefined
    const after = hasLook ? await stateAt(hit, answer) : answer
    const row = {
      id: newRequestId(ts),
      ts,
      who: whoIs([...c.req.raw.headers].flat()),
      action: `${hit.row.method} ${hit.row.path}`,
      subject: new URL(c.req.url).pathname.slice(0, 500),
      detail: { status, ...changedFields(before, after) },
    }
    try {
      await store().record(row)
      if (++calls % callsPerTrim === 0) await store().forget(ts - keptMs)
    } catch (error) {
      // What was changed stays changed: the row goes where somebody can still find it.
      logger?.error('a row of the audit could not be stored', { row, error })
    }
  }
}

/** Names an operator without the key; a call that needed none has no name. */
function whoIs(headers: HeaderList): string {
  const key = presentedKey(headers)
  if (key === undefined) return 'nobody'
  return `key:${hash('sha256', `signalbox audit ${key}`).slice(0, 12)}`
}

async function answerOf(response: Response): Promise<JsonObject | undefined> {
  if (response.headers.get('content-type')?.includes('json') !== true) return undefined
  const value: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return isJsonObject(value) ? value : undefined
}

function decoded(params: RouteHit['params']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)]
      } catch {
        return [name, value]
      }
    }),
  )
}
