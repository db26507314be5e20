import {
  INVALID_TRACEID,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context as TraceContext,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type { CallFact, Context, HeaderList } from '@signalbox/core'

import { put } from './call-attributes.ts'
import { beginCall, endCall, isTold } from './call-span.ts'
import type { ContentRecord } from './content-attributes.ts'
import type { DecisionFact } from './decision-events.ts'
import type { RequestRecord } from './request-record.ts'
import type { Step } from './request-steps.ts'
import type { SeenContent } from './seen-content.ts'
import type { Semconv } from './semconv.ts'
import { endAttributes, putRecord } from './server-attributes.ts'
import { attribute, spanName } from './span-names.ts'
import { writeSteps, type BeginSpan } from './step-spans.ts'
import type { TargetFacts } from './target-facts.ts'
import { callerContext, traceHeaders } from './trace-context.ts'

/** How spans are written. */
export interface TraceOptions {
  readonly tracer: () => Tracer
  readonly semconv: Semconv
  /** A span for every attempt, for the one that answered, or for none. */
  readonly genai: 'attempts' | 'final' | 'off'
  readonly facts: (target: CallFact['target']) => TargetFacts
  readonly decision: (id: string) => DecisionFact | undefined
  readonly userId: (user: string) => string | undefined
}

/** What of a trace and its span log lines carry. */
export interface TraceIds {
  readonly traceId: string
  readonly spanId: string
}

/** One request while it runs, and its spans: those inside it are written at its end, when everything is known. */
export class RequestTrace {
  /** Filled in while the request is on its way. */
  readonly steps: Step[] = []
  readonly span: Span
  /** Absent where nobody traces. */
  readonly ids: TraceIds | undefined
  /** The provider whose stream is being passed on. */
  streamOf: string | undefined = undefined
  content: SeenContent | undefined = undefined
  readonly #options: TraceOptions
  readonly #caller: TraceContext
  #begun: Map<CallFact, Span> | undefined

  constructor(options: TraceOptions, { inbound, original }: Context) {
    const method = inbound?.method ?? ''
    const route = inbound?.route ?? original.operation
    const attributes = {
      [attribute.method]: method === '' ? undefined : method,
      [attribute.httpRoute]: inbound?.route,
    }
    this.#options = options
    this.#caller = callerContext(inbound?.headers ?? original.source?.headers)
    this.span = options
      .tracer()
      .startSpan(`${method} ${route}`.trim(), { kind: SpanKind.SERVER, attributes }, this.#caller)
    const { traceId, spanId } = this.span.spanContext()
    this.ids = traceId === INVALID_TRACEID ? undefined : { traceId, spanId }
  }

  /** Begins the span of a call now, so that the provider's own span can be its child. */
  propagate({ request, clock }: Context, call: CallFact): HeaderList {
    const span = beginCall(
      this.#options,
      { request, call, startTime: clock.wall() },
      this.#inside(),
    )
    this.#begun ??= new Map()
    this.#begun.set(call, span)
    return traceHeaders(span.spanContext())
  }

  /** Writes what happened and ends everything; without `content` none of it is in spans. */
  finish(context: Context, record: RequestRecord, content: ContentRecord | undefined): void {
    const { span } = this
    if (!span.isRecording()) {
      span.end()
      return
    }
    const inside = this.#inside()
    const calls = context.facts.calls ?? []
    for (const [index, call] of calls.entries()) {
      const attempt = record.attempts[index]
      const begun = this.#begun?.get(call)
      if (
        attempt === undefined ||
        !(begun !== undefined || isTold(call, calls, this.#options.genai))
      )
        continue
      const request = context.original
      const startTime = record.startMs + attempt.startMs
      const own = begun ?? beginCall(this.#options, { request, call, startTime }, inside)
      endCall(own, { request, call, attempt, record, content }, this.#options.semconv)
    }
    const decision =
      record.decisionId === undefined ? undefined : this.#options.decision(record.decisionId)
    const begin: BeginSpan = (name, startTime, attributes) =>
      this.#options
        .tracer()
        .startSpan(name, { kind: SpanKind.INTERNAL, attributes, startTime }, inside)
    writeSteps(record, decision, { begin, server: span, semconv: this.#options.semconv })
    this.#end(context, record)
  }

  #end({ original }: Context, record: RequestRecord): void {
    const { span } = this
    const { user, sessionId } = original
    putRecord(span, record)
    put(span, attribute.sessionId, sessionId)
    put(span, attribute.userId, user === undefined ? undefined : this.#options.userId(user))
    if (record.stream) span.addEvent(spanName.streamEnd, endAttributes(record))
    if (record.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(record.startMs + record.totalMs)
  }

  #inside(): TraceContext {
    return trace.setSpan(this.#caller, this.span)
  }
}
