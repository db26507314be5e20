import type { DatabaseSync } from 'node:sqlite'

import { requestQuery, requestsQuery, type RequestsArgs } from './request-query.ts'
import { usageQuery, type UsageArgs } from './usage-query.ts'
import { overviewQuery, seriesQuery, type ViewArgs } from './view-query.ts'

/** What a reading worker answers, by name; the arguments were checked by who asks. */
export const queries: Readonly<Record<string, (db: DatabaseSync, args: unknown) => unknown>> = {
  usage: (db, args) => usageQuery(db, args as UsageArgs),
  overview: (db, args) => overviewQuery(db, args as ViewArgs),
  series: (db, args) => seriesQuery(db, args as ViewArgs),
  requests: (db, args) => requestsQuery(db, args as RequestsArgs),
  request: (db, args) => requestQuery(db, args as { id: string; tenant?: string | undefined }),
}
