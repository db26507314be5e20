import {
  isSpanContextValid,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context as TraceContext,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type { CallFact, Context, HeaderList, Outcome } from '@signalbox/core'

import {
  attemptAttributes,
  present,
  requestAttributes,
  startAttributes,
} from './call-attributes.ts'
import { answerAttributes, promptAttributes } from './content-attributes.ts'
import type { DecisionFact } from './decision-events.ts'
import { operationName } from './operation-name.ts'
import type { AttemptRecord, RequestRecord } from './request-record.ts'
import type { Step } from './request-steps.ts'
import type { Semconv } from './semconv.ts'
import { serverAttributes } from './server-attributes.ts'
import { attribute, spanName } from './span-names.ts'
import { writeSteps, type BeginSpan } from './step-spans.ts'
import type { TargetFacts } from './target-facts.ts'
import { callerContext, traceHeaders } from './trace-context.ts'

/** How spans are written. */
export interface TraceOptions {
  readonly tracer: () => Tracer
  readonly semconv: Semconv
  readonly content: boolean
  /** A span for every attempt, for the one that answered, or for none. */
  readonly genai: 'attempts' | 'final' | 'off'
  readonly facts: (target: CallFact['target']) => TargetFacts
  readonly decision: (id: string) => DecisionFact | undefined
  readonly userId: (user: string) => string | undefined
}

/** The spans of one request; those inside it are written at its end, when everything is known. */
export class RequestTrace {
  /** Filled in while the request is on its way. */
  readonly steps: Step[] = []
  readonly span: Span
  /** As log lines carry them; absent where nobody traces. */
  readonly ids: { readonly traceId: string; readonly spanId: string } | undefined
  /** The provider whose stream is being passed on. */
  streamOf: string | undefined = undefined
  readonly #options: TraceOptions
  readonly #inside: TraceContext
  readonly #begun = new Map<CallFact, Span>()

  constructor(options: TraceOptions, { inbound, original, id }: Context) {
    const caller = callerContext(inbound?.headers ?? original.source?.headers)
    const method = inbound?.method ?? ''
    const route = inbound?.route ?? original.operation
    const attributes = present({
      [attribute.method]: method === '' ? undefined : method,
      [attribute.httpRoute]: inbound?.route,
      [attribute.requestId]: id,
    })
    this.#options = options
    this.span = options
      .tracer()
      .startSpan(`${method} ${route}`.trim(), { kind: SpanKind.SERVER, attributes }, caller)
    const own = this.span.spanContext()
    this.ids = isSpanContextValid(own) ? { traceId: own.traceId, spanId: own.spanId } : undefined
    this.#inside = trace.setSpan(caller, this.span)
  }

  /** Begins the span of a call now, so that the provider's own span can be its child. */
  propagate(context: Context, fact: CallFact): HeaderList {
    const span = this.#startCall(context.request, fact, context.clock.wall())
    this.#begun.set(fact, span)
    return traceHeaders(span.spanContext())
  }

  /** Writes what happened and ends everything. */
  finish(context: Context, outcome: Outcome, record: RequestRecord): void {
    const { span } = this
    if (!span.isRecording()) {
      span.end()
      return
    }
    const calls = context.facts.calls ?? []
    for (const [index, call] of calls.entries()) {
      const attempt = record.attempts[index]
      if (attempt !== undefined && this.#wants(call, calls))
        this.#writeCall(context, outcome, {
          call,
          attempt,
          record,
          isLast: index === calls.length - 1,
        })
    }
    const { decisionId } = record
    const decision = decisionId === undefined ? undefined : this.#options.decision(decisionId)
    const begin: BeginSpan = (name, startTime, attributes) =>
      this.#options
        .tracer()
        .startSpan(name, { kind: SpanKind.INTERNAL, attributes, startTime }, this.#inside)
    writeSteps(record, decision, { begin, server: span })
    const { user } = context.original
    span.setAttributes(serverAttributes(record))
    span.setAttributes(
      present({
        [attribute.sessionId]: context.original.sessionId,
        [attribute.userId]: user === undefined ? undefined : this.#options.userId(user),
      }),
    )
    if (record.stream) span.addEvent(spanName.streamEnd, endAttributes(record))
    if (record.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(record.startMs + record.totalMs)
  }

  #wants(call: CallFact, calls: readonly CallFact[]): boolean {
    if (this.#begun.has(call)) return true
    switch (this.#options.genai) {
      case 'attempts':
        return true
      case 'final':
        return call === (calls.findLast(({ error }) => error === undefined) ?? calls.at(-1))
      case 'off':
        return false
    }
  }

  #startCall(request: Context['request'], call: CallFact, startTime: number): Span {
    const { tracer, facts } = this.#options
    const attributes = startAttributes(request, call.target, facts(call.target))
    const name = `${operationName[request.operation]} ${call.target.model}`
    return tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes, startTime }, this.#inside)
  }

  #writeCall(context: Context, outcome: Outcome, written: WrittenCall): void {
    const { call, attempt, record, isLast } = written
    const { semconv, content } = this.#options
    const startMs = record.startMs + attempt.startMs
    const span = this.#begun.get(call) ?? this.#startCall(context.original, call, startMs)
    span.setAttributes(requestAttributes(context.original))
    span.setAttributes(attemptAttributes(attempt, call, semconv))
    if (content && context.request.operation === 'chat')
      span.setAttributes(promptAttributes(context.request))
    if (content && isLast && outcome.completion !== undefined)
      span.setAttributes(answerAttributes(outcome.completion))
    if (attempt.outcome === 'error')
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: attempt.verdict ?? attempt.errorType ?? '',
      })
    span.end(startMs + attempt.totalMs)
  }
}

interface WrittenCall {
  readonly call: CallFact
  readonly attempt: AttemptRecord
  readonly record: RequestRecord
  readonly isLast: boolean
}

function endAttributes({ attempts, finishReason, clientAbort }: RequestRecord): Attributes {
  return present({
    [attribute.chunks]: attempts.at(-1)?.chunks ?? 0,
    [attribute.finishReasons]: finishReason === undefined ? undefined : [finishReason],
    [attribute.clientAbort]: clientAbort,
  })
}
