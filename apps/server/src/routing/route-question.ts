import { anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { googleGenerate } from '@signalbox/adapters-google/dialects'
import { openaiChat, openaiResponses } from '@signalbox/adapters-openai/dialects'
import {
  createContext,
  GatewayError,
  header,
  type Caller,
  type Dialect,
  type HeaderList,
  type JsonObject,
} from '@signalbox/core'
import {
  policySchema,
  routeKinds,
  routeNeeds,
  routeRequestOf,
  type Asked,
  type Policy,
  type RouteRequest,
  type SimulateOptions,
} from '@signalbox/router'
import { z } from 'zod'

import type { Resolver } from './resolve.ts'

/** A question to the router, and under which policy it is asked. */
export interface RouteQuestion {
  readonly request: RouteRequest
  /** A name, or rules that are only tried. */
  readonly policy?: string | Policy | undefined
  /** What was known when it was asked before, and how long the answer was. */
  readonly logged?: Pick<SimulateOptions, 'state' | 'outTokens'> | undefined
}

/** Who asks, and how. */
export interface Asking {
  readonly resolve: Resolver
  readonly headers?: HeaderList | undefined
  readonly caller?: Caller | undefined
  readonly id?: string | undefined
}

const amount = z.number().min(0)
const share = z.number().min(0).max(1)
const texts = z.array(z.string().min(1)).max(64)
const policy = z.union([z.string().min(1), policySchema])

/** The short form: what is known of a request, without the request. */
const short = z.strictObject({
  model: z.string().min(1).optional(),
  models: texts.optional(),
  kind: z.enum(routeKinds).optional(),
  task: z.string().optional(),
  language: z.string().optional(),
  text: z.string().optional(),
  input_tokens: z.int().min(0).optional(),
  max_tokens: z.int().min(1).optional(),
  needs: z.array(z.enum(routeNeeds)).optional(),
  stream: z.boolean().optional(),
  complexity: share.optional(),
  sentiment: z.number().min(-1).max(1).optional(),
  tool_failed: z.boolean().optional(),
  user_retry: z.boolean().optional(),
  class: z.string().optional(),
  session_id: z.string().optional(),
  user: z.string().optional(),
  tags: texts.optional(),
  region: z.string().optional(),
  data_class: z.string().optional(),
  max_usd: amount.optional(),
  max_latency_ms: amount.optional(),
  min_quality: share.optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  sort: z.enum(['price', 'latency', 'throughput']).optional(),
  only: texts.optional(),
  ignore: texts.optional(),
  order: texts.optional(),
  policy: policy.optional(),
  /** What the asker calls it. */
  id: z.string().optional(),
  note: z.string().optional(),
})

/** Reads a chat request, or the short form of one; throws what a client did wrong. */
export function readQuestion(body: JsonObject, asking: Asking): RouteQuestion {
  const isRequest = ['messages', 'input', 'contents'].some((name) => body[name] !== undefined)
  return isRequest ? fromChat(body, asking) : fromShort(body, asking)
}

function fromChat(
  { policy: wanted, ...body }: JsonObject,
  { resolve, headers = [], caller, id }: Asking,
): RouteQuestion {
  const parsed = policy.optional().safeParse(wanted)
  if (!parsed.success) throw wrong('policy', parsed.error)
  const dialect = dialectOf(body, headers)
  const model = typeof body['model'] === 'string' ? body['model'] : 'auto'
  const inbound = { method: 'POST', path: '/v1/route', query: '', headers, body: new Uint8Array() }
  const chat = dialect.decodeRequest({ model, ...body }, inbound, { model })
  const context = createContext({ request: chat, id })
  context.caller = caller
  const asked = resolve({ model: chat.model, hints: chat.hints, wire: dialect.name })
  const request = routeRequestOf(context, choiceOf(caller, asked))
  return { request: { ...request, asked }, policy: parsed.data }
}

/** In whose words a request is written. */
function dialectOf(body: JsonObject, headers: HeaderList): Dialect {
  if (body['input'] !== undefined) return openaiResponses
  if (body['contents'] !== undefined) return googleGenerate
  return header(headers, 'anthropic-version') === undefined ? openaiChat : anthropicMessages
}

function fromShort(body: JsonObject, { resolve, caller, id }: Asking): RouteQuestion {
  const parsed = short.safeParse(body)
  if (!parsed.success) throw wrong('body', parsed.error)
  const { data } = parsed
  const { model = 'auto', text, kind = 'chat', task, language } = data
  const { models, sort, only, ignore, order } = data
  const hints = { models, sort, only, ignore, order, dataClass: data.data_class }
  const asked = resolve({ model, hints, wire: openaiChat.name })
  return {
    policy: data.policy,
    request: {
      id,
      kind,
      model,
      asked,
      allowed: choiceOf(caller, asked),
      text,
      inputTokens: data.input_tokens ?? Math.ceil((text?.length ?? 0) / 4),
      maxTokens: data.max_tokens,
      needs: data.needs,
      stream: data.stream,
      affinityKey: data.session_id,
      hints,
      meta: {
        task,
        language,
        complexity: data.complexity,
        sentiment: data.sentiment,
        toolFailed: data.tool_failed,
        userRetry: data.user_retry,
        class: data.class,
        sessionId: data.session_id,
        user: data.user ?? caller?.user,
        tenant: caller?.tenant,
        key: caller?.key,
        tags: data.tags ?? caller?.tags,
        region: data.region,
        dataClass: data.data_class,
        maxUsd: data.max_usd,
        maxLatencyMs: data.max_latency_ms,
        minQuality: data.min_quality,
        metadata: data.metadata,
      },
    },
  }
}

/** The caller's rights narrow what `auto` means; other names were allowed as they are. */
function choiceOf(
  caller: Caller | undefined,
  asked: readonly Asked[],
): readonly string[] | undefined {
  return asked.includes('auto') ? caller?.choice : undefined
}

function wrong(param: string, { issues }: z.ZodError): GatewayError {
  const [issue] = issues
  const path = issue?.path.join('.') ?? ''
  const where = path === '' ? param : path
  return new GatewayError('invalid_request', `${where}: ${issue?.message ?? 'is wrong'}.`, {
    origin: 'client',
    param: where,
  })
}
