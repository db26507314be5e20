import type { JsonObject, Surface } from '@signalbox/core'
import type { z } from 'zod'

/** One path of the server: who may call it, and what its page of the API description says. */
export interface RouteRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `{name}` binds one segment, `{name*}` the rest. */
  readonly path: string
  readonly auth: Surface['auth']
  readonly tag: string
  readonly summary: string
  readonly body?: z.ZodType | undefined
  /** A body that works. */
  readonly example?: JsonObject | undefined
  /** What the body is; JSON. */
  readonly bodyType?: 'json' | 'yaml' | 'multipart' | undefined
  /** Names of the query, with what they mean. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** What it answers with; JSON. */
  readonly answers?: 'json' | 'text' | 'events' | undefined
  readonly status?: number | undefined
  /** How the audit finds what it changes; `false`: it changes nothing. A `GET` never does. */
  readonly audit?: AuditOf | false | undefined
}

/** What the audit of a call looks at before and after it. */
export interface AuditOf {
  /** A path that shows the changed thing; names come from the call's path, else from its answer. */
  readonly look?: string | undefined
}
