import {
  GatewayError,
  jsonBody,
  relayBody,
  sourceOf,
  sseFramer,
  sseRelay,
  takeHints,
  type Adapter,
  type ChatCodec,
  type ChatDialect,
  type Completion,
  type JsonObject,
  type StreamEvent,
  type Transport,
  type TransportHandler,
  type WireRequest,
} from '../src/index.ts'

const cut = () =>
  new GatewayError('upstream_error', 'The provider cut the stream.', {
    origin: 'provider',
    verdict: 'truncated',
    scope: 'target',
  })

const completionOf = (body: JsonObject): Completion => ({
  id: body['id'] as string,
  model: body['model'] as string,
  candidates: [
    {
      message: { role: 'assistant', content: [{ type: 'text', text: body['text'] as string }] },
      finish: { reason: 'stop' },
    },
  ],
})

/** A tiny wire: `{id, model, text}` whole, `{t}` frames and a `[DONE]` streamed. */
export function toyCodec(wire: string): ChatCodec {
  return {
    wire,
    encodeRequest: (request, target) => ({
      request: post(
        JSON.stringify({ model: target.model, rendered: true, stream: request.stream }),
      ),
      warnings:
        request.seed === undefined
          ? []
          : [{ code: 'dropped', path: 'seed', detail: 'toy has no seed' }],
    }),
    relayRequest: (source, target) => ({
      request: post(relayBody(source, { model: target.model })),
      warnings: [],
    }),
    decodeResponse: (response) => completionOf(jsonBody(response)),
    framing: sseFramer,
    decodeStream: () => {
      let open = false
      let done = false
      return {
        push({ data }) {
          if (data === '[DONE]') {
            done = true
            return [
              { type: 'part-end', candidate: 0, index: 0 },
              { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
            ]
          }
          const body = JSON.parse(data) as JsonObject
          if (body['error'] !== undefined)
            return [{ type: 'error', error: new GatewayError('overloaded', 'busy') }]
          const events: StreamEvent[] = []
          if (body['id'] !== undefined)
            events.push({ type: 'start', id: body['id'] as string, model: 'm' })
          if (body['t'] === undefined) return events
          if (!open)
            events.push({ type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } })
          open = true
          return [
            ...events,
            { type: 'part-delta', candidate: 0, index: 0, text: body['t'] as string },
          ]
        },
        end: () => (done ? [] : [{ type: 'error', error: cut() }]),
      }
    },
    relayStream: () =>
      sseRelay({
        watch: /\[DONE\]|"error"|"id"/,
        observe(frame, seen) {
          if (frame.data === '[DONE]') return true
          const body = JSON.parse(frame.data) as JsonObject
          if (body['id'] !== undefined) seen.id = body['id'] as string
          if (body['error'] !== undefined) seen.error = new GatewayError('overloaded', 'busy')
          return false
        },
        truncated: cut,
      }),
  }
}

function post(body: Uint8Array | string): WireRequest {
  return { method: 'POST', origin: 'http://toy', path: '/chat', headers: [], body }
}

/** An adapter that speaks the given toy wires. */
export function toyAdapter(provider: string, ...wires: readonly string[]): Adapter {
  const chat = wires.map(toyCodec)
  return {
    provider,
    chat,
    authorize: (request, { key }) => ({ ...request, headers: ['authorization', key.reveal()] }),
    classifyError: ({ status }) =>
      new GatewayError('overloaded', `the toy answered ${String(status)}`, {
        origin: 'provider',
        verdict: 'overloaded',
      }),
    readRateLimits: () => [],
    capabilities: () => ({}),
  }
}

/** A dialect of a toy wire under `POST /<wire>`. */
export function toyDialect(wire: string): ChatDialect {
  return {
    name: wire,
    surfaces: [{ method: 'POST', path: `/${wire}`, lane: 'hot', auth: 'key' }],
    decodeRequest(body, inbound) {
      if (typeof body['model'] !== 'string')
        throw new GatewayError('invalid_request', 'Name a model.', {
          origin: 'client',
          param: 'model',
        })
      const taken = takeHints(body, inbound?.headers ?? [])
      return {
        operation: 'chat',
        model: body['model'],
        messages: [],
        stream: body['stream'] === true,
        ...(typeof body['seed'] === 'number' ? { seed: body['seed'] } : {}),
        ...(taken.hints === undefined ? {} : { hints: taken.hints }),
        ...(inbound === undefined ? {} : { source: sourceOf(wire, taken, inbound) }),
      }
    },
    encodeReply: (reply) => ({
      status: 200,
      headers: ['content-type', 'application/json'],
      body: JSON.stringify(
        reply.type === 'completion' ? { text: textOf(reply.completion) } : reply.result,
      ),
    }),
    encodeStream: () => {
      let finished = false
      return {
        headers: ['content-type', 'text/event-stream'],
        push(event) {
          if (event.type === 'finish') finished = true
          return event.type === 'part-delta' ? `data: {"t":${JSON.stringify(event.text)}}\n\n` : ''
        },
        keepAlive: () => ': keep-alive\n\n',
        end: (error) =>
          error === undefined && finished
            ? 'data: [DONE]\n\n'
            : `data: {"error":"${error?.kind ?? 'truncated'}"}\n\n`,
      }
    },
    encodeError: (error, requestId) => ({
      status: error.status,
      headers: ['content-type', 'application/json'],
      body: JSON.stringify({ error: error.kind, message: error.message, requestId }),
    }),
  }
}

function textOf(completion: Completion): string {
  return (completion.candidates[0]?.message.content ?? [])
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
}

/** What a scripted provider does with one call. */
export type Script = (handler: TransportHandler, request: WireRequest, call: ToyCall) => void

/** One dispatched call, as a test sees it. */
export interface ToyCall {
  aborted: unknown
  paused: number
  resumed: number
}

/** A transport that plays a script and remembers what was sent. */
export function toyTransport(script: Script): Transport & {
  readonly sent: WireRequest[]
  readonly calls: ToyCall[]
} {
  const sent: WireRequest[] = []
  const calls: ToyCall[] = []
  return {
    sent,
    calls,
    dispatch(request, handler) {
      const call: ToyCall = { aborted: undefined, paused: 0, resumed: 0 }
      sent.push(request)
      calls.push(call)
      queueMicrotask(() => {
        script(handler, request, call)
      })
      return {
        pause: () => void call.paused++,
        resume: () => void call.resumed++,
        abort: (reason) => {
          if (call.aborted !== undefined) return
          call.aborted = reason
          handler.onError(GatewayError.from(reason))
        },
      }
    },
  }
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
