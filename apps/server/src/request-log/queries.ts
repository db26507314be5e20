import { gradesQuery, type GradesArgs } from './grade-query.ts'
import type { Query } from './query.ts'
import {
  contentQuery,
  requestQuery,
  requestsQuery,
  type RequestArgs,
  type RequestsArgs,
} from './request-query.ts'
import { usageQuery, type UsageArgs } from './usage-query.ts'
import { overviewQuery, seriesQuery, type ViewArgs } from './view-query.ts'

/** What a reading worker answers, by name; the arguments were checked by who asks. */
export const queries: Readonly<Record<string, (args: unknown) => Query<unknown>>> = {
  usage: (args) => usageQuery(args as UsageArgs),
  overview: (args) => overviewQuery(args as ViewArgs),
  series: (args) => seriesQuery(args as ViewArgs),
  requests: (args) => requestsQuery(args as RequestsArgs),
  request: (args) => requestQuery(args as RequestArgs),
  content: (args) => contentQuery(args as RequestArgs),
  grades: (args) => gradesQuery(args as GradesArgs),
}
