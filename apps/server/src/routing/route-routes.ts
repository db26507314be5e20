import {
  GatewayError,
  isJsonObject,
  type Caller,
  type HeaderList,
  type JsonObject,
} from '@signalbox/core'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import type { Config } from '../config/config.ts'
import { isPresented } from '../door-key.ts'
import type { RequestLog } from '../request-log/request-log.ts'
import { answerQuestion } from './answer-question.ts'
import { decisionJson } from './decision-json.ts'
import { mayRead } from './may-read.ts'
import { readQuestion, type RouteQuestion } from './route-question.ts'
import type { RoutingPart } from './routing-part.ts'
import { takeFeedback } from './take-feedback.ts'

/** What the routes read. */
export interface RouteRoutesOptions {
  readonly config: () => Config
  readonly routing: () => RoutingPart
  /** Who a request comes from; throws where nobody may come in. */
  readonly admit: (headers: HeaderList) => Promise<Caller | undefined>
  /** Keeps grades beside the requests; absent: only the router learns of them. */
  readonly log: Pick<RequestLog, 'request' | 'grade'> | undefined
}

const feedback = z.strictObject({
  request_id: z.string().min(1).max(256),
  metric: z.string().min(1).max(64),
  value: z.union([z.number(), z.boolean()], { error: 'must be a number, true or false' }),
})

/** The body of `POST /v1/feedback`. */
export const feedbackBody: z.ZodType = feedback

/** The decision function by itself: ask it, ask why, tell it how an answer was. */
export function routeRoutes({ config, routing, admit, log }: RouteRoutesOptions): HonoApp {
  const answer = (question: RouteQuestion) =>
    decisionJson(answerQuestion(routing(), config(), question), routing().prices.catalog)
  return new Hono()
    .post('/v1/route', async (c) => {
      const headers = headersOf(c)
      const caller = await admit(headers)
      const body = await bodyOf(c)
      const { resolve } = routing()
      const question = readQuestion(body, { resolve, headers, caller })
      const { adminKey } = config().server
      if (question.policy !== undefined && !isPresented(headers, adminKey))
        throw new GatewayError(
          'permission',
          'Another policy is tried with server.adminKey only: POST /admin/v1/route.',
          { origin: 'client' },
        )
      return c.json(answer(question))
    })
    .post('/admin/v1/route', async (c) => {
      const { resolve } = routing()
      const headers = headersOf(c)
      return c.json(answer(readQuestion(await bodyOf(c), { resolve, headers })))
    })
    .get('/v1/route/decisions/:id', async (c) => {
      const headers = headersOf(c)
      const caller = await admit(headers)
      const id = c.req.param('id')
      const explanation = routing().router.explain(id)
      if (explanation === undefined || !mayRead(explanation.tenant, caller)) throw notKept(id)
      return c.json(decisionJson(explanation, routing().prices.catalog))
    })
    .post('/v1/feedback', async (c) => {
      const caller = await admit(headersOf(c))
      const parsed = feedback.safeParse(await bodyOf(c))
      if (!parsed.success) throw wrong(parsed.error)
      const { request_id: id, metric, value } = parsed.data
      const { router } = routing()
      const isTaken = await takeFeedback(id, { metric, value }, { router, log, caller })
      if (!isTaken) throw notKept(id)
      return c.json({ request_id: id, metric, value, recorded: true })
    })
}

function headersOf(c: HonoContext): HeaderList {
  return [...c.req.raw.headers].flat()
}

async function bodyOf(c: HonoContext): Promise<JsonObject> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (isJsonObject(body)) return body
  throw new GatewayError('invalid_request', 'The body must be a JSON object.', { origin: 'client' })
}

function wrong({ issues }: z.ZodError): GatewayError {
  const [issue] = issues
  const param = issue?.path.join('.') ?? ''
  return new GatewayError('invalid_request', `${param}: ${issue?.message ?? 'is wrong'}.`, {
    origin: 'client',
    param,
  })
}

function notKept(id: string): GatewayError {
  return new GatewayError(
    'invalid_request',
    `No decision of the request "${id.slice(0, 100)}" is kept; the last ones are, by x-request-id.`,
    { origin: 'client', status: 404 },
  )
}
