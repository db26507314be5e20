import type { Adapter, ChatCodec, Codec, Encoded } from './adapter.ts'
import { answered, committed, requestIdIn } from './call-fact.ts'
import { createCollector } from './collect.ts'
import type { CallFact, Context, RawBody } from './context.ts'
import { GatewayError } from './errors.ts'
import type { EventStream } from './event-stream.ts'
import { explode } from './explode.ts'
import { header, type HeaderList, type WireRequest, type WireResponse } from './http.ts'
import type { Clocks, Credential } from './ports.ts'
import type { ChatRequest, GatewayRequest, Source } from './request.ts'
import type { Completion, Result } from './response.ts'
import { ByteCollector, defaultMaxBytes, tooLarge } from './send.ts'
import { eventStream } from './stream-of.ts'
import type { Target } from './target.ts'
import { usdSoFar } from './total-cost.ts'
import type { UpstreamOptions } from './upstream-options.ts'
import { UpstreamStream } from './upstream-stream.ts'

/** One call of one target. */
export interface Call {
  readonly options: UpstreamOptions
  readonly context: Context
  readonly adapter: Adapter
  readonly target: Target
  readonly fact: CallFact
}

type Answer<Decoded> =
  | { readonly type: 'whole'; readonly response: WireResponse; readonly decoded: Decoded }
  | { readonly type: 'stream'; readonly events: EventStream }

/** Sends a chat; the reply is whole or a stream as the client asked, whatever the provider sends. */
export async function callChat(
  call: Call,
  codec: ChatCodec,
  request: ChatRequest,
  encoded: Encoded,
  source: Source | undefined,
): Promise<void> {
  const { context } = call
  const stream = { codec, request, source: request.stream ? source : undefined }
  const read = (response: WireResponse) => decode(call, codec, response, request)
  const answer = await dispatch(call, encoded, read, stream)
  if (answer.type === 'stream') {
    if (request.stream) context.response = { type: 'stream', events: answer.events }
    else context.response = { type: 'completion', completion: await fold(call, answer.events) }
    return
  }
  const completion = answer.decoded
  answered(call.fact, completion)
  context.response = request.stream
    ? { type: 'stream', events: eventStream(explode(completion)) }
    : { type: 'completion', completion, ...rawBody(codec, answer.response, request, source) }
}

/** Sends what is answered whole. */
export async function callWhole<Request extends GatewayRequest>(
  call: Call,
  codec: Codec<Request, Result>,
  request: Request,
  encoded: Encoded,
  source: Source | undefined,
): Promise<void> {
  const read = (response: WireResponse) => decode(call, codec, response, request)
  const answer = await dispatch(call, encoded, read)
  if (answer.type === 'stream') throw new TypeError('Only a chat is answered with a stream.')
  answered(call.fact, answer.decoded)
  const raw = rawBody(codec, answer.response, request, source)
  call.context.response = { type: 'result', result: answer.decoded, ...raw }
}

function decode<Request extends GatewayRequest, Decoded extends Completion | Result>(
  call: Call,
  codec: Codec<Request, Decoded>,
  response: WireResponse,
  request: Request,
): Decoded {
  try {
    return codec.decodeResponse(response, request)
  } catch (error) {
    if (GatewayError.is(error)) throw error
    throw new GatewayError('upstream_error', 'The provider sent an answer that nobody can read.', {
      origin: 'provider',
      verdict: 'malformed',
      ran: 'yes',
      scope: 'target',
      provider: call.target.provider,
      cause: error,
    })
  }
}

function rawBody<Request extends GatewayRequest, Decoded>(
  codec: Codec<Request, Decoded>,
  response: WireResponse,
  request: Request,
  source: Source | undefined,
): { raw?: RawBody } {
  if (source === undefined) return {}
  const bytes =
    codec.relayResponse === undefined ? response.body : codec.relayResponse(response, request)
  if (bytes === undefined) return {}
  const mediaType = header(response.headers, 'content-type')
  return { raw: { wire: codec.wire, bytes, mediaType } }
}

async function fold({ options }: Call, events: EventStream): Promise<Completion> {
  const { maxBytes = defaultMaxBytes } = options
  const collector = createCollector()
  let size = 0
  for await (const event of events) {
    collector.push(event)
    if (event.type === 'part-delta') size += event.text.length
    if (size > maxBytes) throw tooLarge(maxBytes)
  }
  return collector.completion()
}

interface StreamUse {
  readonly codec: ChatCodec
  readonly request: ChatRequest
  readonly source: Source | undefined
}

async function dispatch<Decoded>(
  call: Call,
  encoded: Encoded,
  read: (response: WireResponse) => Decoded,
  use?: StreamUse,
): Promise<Answer<Decoded>> {
  const { options, context, adapter, target, fact } = call
  const picked = options.keys.pick(target)
  const credential: Credential = picked instanceof Promise ? await picked : picked
  fact.keyId = credential.id
  const unsigned = withHeaders(encoded.request, options.headers?.(context, fact))
  const signed = adapter.authorize(unsigned, credential, context.clock.wall())
  const request = signed instanceof Promise ? await signed : signed
  const clocks = clocksFor(context, options.clocks?.(context))
  context.signal.throwIfAborted()
  return await new Promise((resolve, reject) => {
    const body = new ByteCollector(options.maxBytes)
    let head: { status: number; headers: HeaderList } = { status: 0, headers: [] }
    let stream: UpstreamStream | undefined
    let over = false
    const done = () => {
      fact.endedMs = context.clock.now()
      context.signal.removeEventListener('abort', stop)
    }
    const observe = (error: GatewayError | undefined) => {
      if (options.observe === undefined) return
      try {
        const limits = adapter.readRateLimits(head.headers, context.clock.wall())
        options.observe({ target, key: credential.id, limits, error })
      } catch (thrown) {
        context.logger.error('an observer of calls failed', {
          requestId: context.id,
          error: thrown,
        })
      }
    }
    const fail = (thrown: unknown) => {
      if (over) return
      over = true
      done()
      observe(GatewayError.from(thrown))
      reject(thrown)
    }
    const stop = () => {
      control.abort(context.signal.reason)
    }
    const onWhole = () => {
      const response = { ...head, body: body.bytes() }
      if (head.status < 200 || head.status > 299)
        throw adapter.classifyError(response, context.clock.wall())
      const decoded = read(response)
      over = true
      done()
      observe(undefined)
      resolve({ type: 'whole', response, decoded })
    }
    const control = options.transport.dispatch(
      request,
      {
        onHead: (status, headers, connectMs) => {
          head = { status, headers }
          fact.connectMs = connectMs
          fact.status = status
          fact.requestId = requestIdIn(headers)
          if (use === undefined || !isStream(head, use.request)) return
          try {
            stream = new UpstreamStream({
              ...use,
              control,
              usdOf: (usage) => usdSoFar(context.facts, fact, usage),
              onCommit: (events, start) => {
                observe(undefined)
                committed(fact, events, { start, now: context.clock.now() })
                resolve({ type: 'stream', events })
              },
              onFailure: fail,
            })
          } catch (thrown) {
            fail(thrown)
            control.abort(thrown)
          }
        },
        onData: (bytes) => {
          if (stream !== undefined) {
            fact.chunks++
            stream.data(bytes)
          } else if (!over && !body.push(bytes)) control.abort(body.tooLarge())
        },
        onEnd: () => {
          if (stream !== undefined) {
            done()
            stream.end()
            return
          }
          if (over) return
          try {
            onWhole()
          } catch (thrown) {
            fail(thrown)
          }
        },
        onError: (error) => {
          if (stream === undefined) fail(error)
          else {
            done()
            stream.end(error)
          }
        },
      },
      clocks,
    )
    if (context.signal.aborted) stop()
    else context.signal.addEventListener('abort', stop, { once: true })
  })
}

function withHeaders(request: WireRequest, more: HeaderList = []): WireRequest {
  return more.length === 0 ? request : { ...request, headers: [...request.headers, ...more] }
}

const streamTypes = /^(?:text\/event-stream|application\/(?:x-ndjson|vnd\.amazon\.eventstream))/

function isStream(head: { status: number; headers: HeaderList }, request: ChatRequest): boolean {
  if (head.status < 200 || head.status > 299) return false
  const type = header(head.headers, 'content-type')
  if (type === undefined) return request.stream
  return streamTypes.test(type) || (request.stream && !type.startsWith('application/json'))
}

const defaultClocks: Clocks = {
  connectMs: 10_000,
  firstTokenMs: 120_000,
  idleMs: 60_000,
  totalMs: 600_000,
}

/** The operator's clocks, narrowed by the request's own wishes. */
function clocksFor(context: Context, clocks: Clocks = defaultClocks): Clocks {
  const { hints } = context.request
  if (hints?.timeoutMs === undefined && hints?.firstTokenTimeoutMs === undefined) return clocks
  const { timeoutMs = Infinity, firstTokenTimeoutMs = Infinity } = hints
  return {
    ...clocks,
    totalMs: Math.min(clocks.totalMs, timeoutMs),
    firstTokenMs: Math.min(clocks.firstTokenMs, firstTokenTimeoutMs),
  }
}
