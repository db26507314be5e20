import { GatewayError, type Caller, type HeaderList } from '@signalbox/core'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'

import type { RequestLog } from '../request-log/request-log.ts'
import { QueryRefused } from '../request-log/request-reader.ts'
import { usageGroups, type UsageAnswer, type UsageArgs } from '../request-log/usage-query.ts'
import { viewDims } from '../request-log/view-query.ts'
import { refusal } from '../surface/refusal.ts'
import { csvOf } from './csv.ts'
import type { LiveFeed } from './live-feed.ts'
import { liveResponse } from './live-route.ts'
import { queryReader, type QueryReader } from './read-query.ts'

/** What the routes read. */
export interface UsageRoutesOptions {
  readonly log: RequestLog | undefined
  readonly live: LiveFeed
  /** The server stops: whoever watches is let go. */
  readonly stopped: AbortSignal
  /** What was used and paid. */
  readonly usage: (args: UsageArgs) => Promise<UsageAnswer>
  /** Who a request comes from; throws where nobody may come in. */
  readonly admit: (headers: HeaderList) => Promise<Caller | undefined>
  readonly traceUrlTemplate?: string | undefined
}

/** What was asked, answered and paid: for boards and exports, and for the client that asked. */
export function usageRoutes(options: UsageRoutesOptions): HonoApp {
  const { live, admit } = options
  const log = () => {
    if (options.log !== undefined) return options.log
    throw new GatewayError(
      'unsupported',
      'Requests are not written down here (telemetry.requests).',
      {
        origin: 'client',
        status: 404,
      },
    )
  }
  return new Hono()
    .get('/admin/v1/overview', async (c) => c.json(await log().overview(viewOf(reader(c)))))
    .get('/admin/v1/series', async (c) => {
      const { series } = await log().series(viewOf(reader(c)))
      const rows = () =>
        series.flatMap(({ group, columns }) =>
          columns.time.map((time, i) => ({
            group,
            ...Object.fromEntries(
              Object.entries(columns).map(([name, values]) => [name, values[i]]),
            ),
            time: new Date(time).toISOString(),
          })),
        )
      return told(c, { series }, rows)
    })
    .get('/admin/v1/usage', async (c) => {
      const query = reader(c)
      const groupBy = query.oneOf('group_by', usageGroups)
      const usage = await options.usage({
        ...query.range(),
        groupBy,
        tenant: query.text('tenant'),
      })
      const rows = () => (groupBy === undefined ? [{ ...usage.totals }] : [...usage.groups])
      return told(c, usage, rows)
    })
    .get('/admin/v1/requests', async (c) => {
      const page = await log().requests(requestsOf(reader(c)))
      return told(c, page, () => page.data)
    })
    .get('/admin/v1/requests/:id', async (c) => {
      const found = await log().request(c.req.param('id'))
      if (found === null) throw notKept(c.req.param('id'))
      return c.json({ ...found, trace_url: traceUrl(options.traceUrlTemplate, found['trace_id']) })
    })
    .get('/admin/v1/requests/:id/content', async (c) => {
      const found = await log().content(c.req.param('id'))
      if (found === null) throw noContent(c.req.param('id'))
      return c.json(found)
    })
    .get('/admin/v1/feedback', async (c) => c.json(await log().grades(gradesOf(reader(c)))))
    .get('/admin/v1/live', (c) =>
      liveResponse(live, c.req.header('last-event-id'), options.stopped),
    )
    .get('/v1/generations/:id', async (c) => {
      const caller = await admit([...c.req.raw.headers].flat())
      const found = await log().request(c.req.param('id'), caller?.tenant)
      if (found === null) throw notKept(c.req.param('id'))
      return c.json(found)
    })
    .onError((thrown, c) => {
      if (!(thrown instanceof QueryRefused)) return refusal(c, thrown)
      const answer = refusal(
        c,
        new GatewayError('overloaded', thrown.message, { origin: 'gateway' }),
      )
      answer.headers.set('retry-after', '1')
      return answer
    })
}

function reader(c: HonoContext): QueryReader {
  return queryReader(new URL(c.req.url).searchParams, Date.now())
}

function viewOf(query: QueryReader) {
  for (const dim of viewDims) {
    const value = query.text(dim)
    if (value !== undefined) return { ...query.range(), dim, value }
  }
  return { ...query.range(), dim: query.oneOf('by', viewDims) }
}

const outcomes = ['ok', 'refused', 'throttled', 'failed', 'aborted'] as const

function requestsOf(query: QueryReader) {
  const hasRange = query.text('from') !== undefined || query.text('to') !== undefined
  return {
    limit: query.page(),
    cursor: query.text('cursor'),
    ...(hasRange ? query.range() : {}),
    id: query.text('id'),
    provider: query.text('provider'),
    model: query.text('model'),
    route: query.text('route'),
    tenant: query.text('tenant'),
    key: query.text('key'),
    outcome: query.oneOf('outcome', outcomes),
    errorType: query.text('error_type'),
    cache: query.text('cache'),
    minMs: query.number('min_ms'),
    minUsd: query.number('min_usd'),
  }
}

function gradesOf(query: QueryReader) {
  return {
    ...query.range(),
    limit: query.page(),
    cursor: query.text('cursor'),
    metric: query.text('metric'),
  }
}

function told(c: HonoContext, answer: object, rows: () => readonly object[]): Response {
  const isCsv =
    c.req.query('format') === 'csv' || c.req.header('accept')?.startsWith('text/csv') === true
  return isCsv
    ? c.body(csvOf(rows()), 200, { 'content-type': 'text/csv; charset=utf-8' })
    : c.json(answer)
}

function traceUrl(template: string | undefined, id: unknown): string | null {
  if (template === undefined || typeof id !== 'string') return null
  return template.replaceAll('{trace_id}', id)
}

function noContent(id: string): GatewayError {
  return new GatewayError(
    'invalid_request',
    `No content of "${id.slice(0, 128)}" is kept: telemetry.requests.content was not set, its days have passed, or the caller kept it out.`,
    { origin: 'client', status: 404 },
  )
}

function notKept(id: string): GatewayError {
  return new GatewayError(
    'invalid_request',
    `No request with the id "${id.slice(0, 128)}" is kept: it never was, or telemetry.requests.requestDays have passed.`,
    { origin: 'client', status: 404 },
  )
}
