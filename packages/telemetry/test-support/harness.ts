import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import {
  createContext,
  eventStream,
  GatewayError,
  pipeline,
  type CallFact,
  type ChatRequest,
  type Context,
  type Cost,
  type HeaderList,
  type Middleware,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'
import { virtualClock, type VirtualClock } from '@signalbox/testing'

import {
  arrayBackend,
  createTelemetry,
  type ArrayBackend,
  type MetricBackend,
  type RequestRecord,
  type Telemetry,
  type TelemetryOptions,
} from '../src/index.ts'

/** What one call of a provider does in a test. */
export interface Step {
  readonly target?: string
  readonly ms?: number
  /** Own time of the gateway before it. */
  readonly ownMs?: number
  readonly error?: GatewayError
  readonly usage?: Usage
  readonly cost?: Cost
  /** Starts beside the step before it. */
  readonly beside?: boolean
  readonly firstMs?: number
  readonly chunks?: number
  readonly keyId?: string
  readonly requestId?: string
  readonly status?: number
  readonly connectMs?: number
}

/** A request of a test. */
export interface Ask {
  readonly steps?: readonly Step[]
  readonly request?: Partial<ChatRequest>
  readonly headers?: HeaderList
  readonly before?: (context: Context) => void
  /** What it passes before its calls. */
  readonly through?: readonly Middleware[]
  readonly error?: GatewayError
  readonly events?: readonly StreamEvent[]
}

/** Usage in the five buckets. */
export function usage(input: number, output: number, more: Partial<Usage['input']> = {}): Usage {
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached: input, ...none, ...more }, output: { text: output, reasoning: 0 } }
}

/** The provider said no. */
export function throttled(): GatewayError {
  return new GatewayError('rate_limited', 'Too many.', {
    origin: 'provider',
    verdict: 'rate_limited',
    native: { status: 429, requestId: 'req_native' },
  })
}

/** Telemetry over a virtual clock, with everything it says. */
export interface Harness {
  readonly telemetry: Telemetry
  readonly clock: VirtualClock
  readonly records: readonly RequestRecord[]
  readonly spans: InMemorySpanExporter
  readonly metrics: ArrayBackend
  readonly ask: (ask?: Ask) => Promise<Context>
}

/** Builds one. */
export function harness(
  options: TelemetryOptions = {},
  backendOver: (backend: ArrayBackend) => MetricBackend = (backend) => backend,
): Harness {
  const clock = virtualClock()
  const records: RequestRecord[] = []
  const spans = new InMemorySpanExporter()
  const provider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: spans })],
  })
  const metrics = arrayBackend()
  const telemetry = createTelemetry({
    clock,
    sink: (record) => records.push(record),
    ...options,
    traces: { tracer: () => provider.getTracer('test'), ...options.traces },
    metrics: { backend: backendOver(metrics), ...options.metrics },
  })
  let count = 0

  async function ask({ steps = [{}], request = {}, ...more }: Ask = {}): Promise<Context> {
    const chat: ChatRequest = {
      operation: 'chat',
      model: 'alias',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'canary-prompt' }] }],
      stream: false,
      ...request,
    }
    count++
    const context = createContext({
      request: chat,
      id: `r-${String(count)}`,
      clock,
      inbound: {
        dialect: 'openai-chat',
        method: 'POST',
        route: '/v1/chat/completions',
        headers: more.headers ?? [],
      },
    })
    const { stage, content } = telemetry
    const inner = content === undefined ? [] : [content]
    const run = pipeline(stage, ...(more.through ?? []), ...inner, async (each) => {
      more.before?.(each)
      for (const step of steps) await play(each, step)
      if (more.error !== undefined) throw more.error
      const last = steps.at(-1)
      if (last?.error !== undefined) throw last.error
      answer(each, last, more.events)
    })
    try {
      const reply = await run(context)
      if (reply.type === 'stream') for await (const event of reply.events) void event
    } catch (error) {
      if (!GatewayError.is(error)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 0))
    return context
  }

  async function play(context: Context, step: Step): Promise<void> {
    const { target = 'acme/m1', ms = 10, ownMs = 0 } = step
    if (ownMs > 0) await clock.advance(ownMs)
    const [providerName = '', model = ''] = target.split('/')
    const before = context.facts.calls?.at(-1)
    const startedMs = step.beside === true ? (before?.startedMs ?? 0) + 1 : clock.now()
    const fact: CallFact = {
      target: { id: target, provider: providerName, model, baseUrl: 'https://api.acme.example/v1' },
      startedMs,
      chunks: step.chunks ?? 0,
      connectMs: step.connectMs,
      keyId: step.keyId,
      requestId: step.requestId,
      status: step.status,
      usage: step.usage,
      cost: step.cost,
      error: step.error,
    }
    context.facts.calls = [...(context.facts.calls ?? []), fact]
    telemetry.headers(context, fact)
    if (step.beside === true) {
      fact.endedMs = clock.now()
      return
    }
    await clock.advance(ms)
    fact.endedMs = clock.now()
    if (step.error === undefined || step.firstMs !== undefined)
      fact.firstContentMs = startedMs + (step.firstMs ?? ms)
    if (step.error === undefined) {
      fact.finish = { reason: 'stop' }
      fact.responseModel = model
    }
  }

  return { telemetry, clock, records, spans, metrics, ask }
}

function answer(context: Context, step: Step | undefined, events: Ask['events']): void {
  const { request } = context
  if (request.operation === 'chat' && request.stream) {
    context.response = { type: 'stream', events: eventStream(events ?? []) }
    return
  }
  const content = [{ type: 'text', text: 'canary-answer' } as const]
  const candidate = { message: { role: 'assistant', content }, finish: { reason: 'stop' } } as const
  const completion = { id: 'c', model: 'm', usage: step?.usage, candidates: [candidate] }
  context.response = { type: 'completion', completion }
}
