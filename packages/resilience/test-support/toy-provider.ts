import {
  GatewayError,
  header,
  jsonBody,
  Secret,
  sseFramer,
  upstream,
  type Adapter,
  type ChatCodec,
  type ChatRequest,
  type Clock,
  type Middleware,
  type StreamEvent,
  type Target,
  type UpstreamOptions,
  type Verdict,
} from '@signalbox/core'
import {
  fakeTransport,
  type FakeReply,
  type FakeStep,
  type FakeTransport,
} from '@signalbox/testing'

/** A target of the toy provider; `name` is its id, its model and the host it is called at. */
export function toyTarget(name: string, more: Partial<Target> = {}): Target {
  return { id: name, provider: 'toy', model: name, account: name, ...more }
}

/** A request to it. */
export function toyRequest(more: Partial<ChatRequest> = {}): ChatRequest {
  return {
    operation: 'chat',
    model: 'm',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    stream: false,
    ...more,
  }
}

/** What the host of one target does with its n-th request. */
export type ToyHost = (n: number) => FakeReply | Promise<FakeReply>

/** A whole answer. */
export function whole(text: string): FakeReply {
  return { headers: json, body: JSON.stringify({ text }) }
}

/** A stream of texts; without `cut` it ends as it should. */
export function streamed(
  texts: readonly (string | { readonly waitMs: number })[],
  end: 'done' | 'cut' | 'error' | 'hang' = 'done',
): FakeReply {
  const frames: FakeStep[] = texts.map((text) =>
    typeof text === 'string' ? frame({ text }) : text,
  )
  const last =
    end === 'done' ? ['data: [DONE]\n\n'] : end === 'error' ? [frame({ error: true })] : []
  return {
    headers: ['content-type', 'text/event-stream'],
    body: [frame({ id: 'x' }), ...frames, ...last],
    ...(end === 'hang' ? { hang: 'body' } : {}),
  }
}

/** A refusal with a verdict. */
export function refused(verdict: Verdict, retryAfterMs?: number): FakeReply {
  const wait = retryAfterMs === undefined ? [] : ['retry-after-ms', String(retryAfterMs)]
  return { status: 500, headers: ['x-verdict', verdict, ...wait], body: '{}' }
}

/** The wire's `upstream`, and the transport that saw it. */
export function toyUpstream(
  hosts: Readonly<Record<string, ToyHost>>,
  options: { readonly clock: Clock } & Pick<UpstreamOptions, 'clocks' | 'observe'>,
): {
  readonly middleware: Middleware
  readonly transport: FakeTransport
  readonly hosts: string[]
} {
  const called: string[] = []
  const counts = new Map<string, number>()
  const transport = fakeTransport((request) => {
    const host = request.origin.replace('http://', '')
    called.push(host)
    const n = counts.get(host) ?? 0
    counts.set(host, n + 1)
    const reply = hosts[host]?.(n)
    if (reply === undefined || reply instanceof Promise)
      throw new TypeError(`The toy provider has no host "${host}".`)
    return reply
  }, options)
  const middleware = upstream({
    ...options,
    adapters: [toyAdapter],
    transport,
    keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
  })
  return { middleware, transport, hosts: called }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const json = ['content-type', 'application/json']

function frame(body: object): string {
  return `data: ${JSON.stringify(body)}\n\n`
}

function truncated(): GatewayError {
  return failure('truncated', undefined)
}

function failure(verdict: Verdict, retryAfterMs: number | undefined): GatewayError {
  const kind =
    verdict === 'rate_limited' || verdict === 'overloaded' ? verdict : ('upstream_error' as const)
  return new GatewayError(kind, verdict, {
    origin: 'provider',
    verdict,
    scope: verdict === 'bad_request' ? 'request' : 'target',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

const codec: ChatCodec = {
  wire: 'toy',
  encodeRequest: (request, target) => ({
    request: {
      method: 'POST',
      origin: `http://${target.model}`,
      path: '/',
      headers: [],
      body: JSON.stringify({ messages: request.messages, max: request.maxOutputTokens }),
    },
    warnings: [],
  }),
  decodeResponse: (response) => ({
    id: 'x',
    model: 'm',
    candidates: [
      {
        message: {
          role: 'assistant',
          content: [{ type: 'text', text: textOf(jsonBody(response)['text']) }],
        },
        finish: { reason: 'stop' },
      },
    ],
  }),
  framing: sseFramer,
  decodeStream: () => {
    let isOpen = false
    let isDone = false
    return {
      push({ data }): readonly StreamEvent[] {
        if (data === '[DONE]') {
          isDone = true
          return [
            ...(isOpen ? [{ type: 'part-end', candidate: 0, index: 0 } as const] : []),
            { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
          ]
        }
        const body = JSON.parse(data) as { id?: string; text?: string; error?: boolean }
        if (body.error === true) {
          isDone = true
          return [{ type: 'error', error: failure('overloaded', undefined) }]
        }
        if (body.id !== undefined) return [{ type: 'start', id: body.id, model: 'm' }]
        const delta: StreamEvent = {
          type: 'part-delta',
          candidate: 0,
          index: 0,
          text: body.text ?? '',
        }
        if (isOpen) return [delta]
        isOpen = true
        return [{ type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } }, delta]
      },
      end: () => (isDone ? [] : [{ type: 'error', error: truncated() }]),
    }
  },
}

const toyAdapter: Adapter = {
  provider: 'toy',
  chat: [codec],
  authorize: (request) => request,
  classifyError: ({ headers }) => {
    const wait = header(headers, 'retry-after-ms')
    const verdict = header(headers, 'x-verdict') ?? 'transient'
    return failure(verdict as Verdict, wait === undefined ? undefined : Number(wait))
  },
  readRateLimits: () => [],
  capabilities: () => ({}),
}
