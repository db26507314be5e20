import {
  SpanKind,
  SpanStatusCode,
  type Context as TraceContext,
  type Span,
} from '@opentelemetry/api'
import type { CallFact, GatewayRequest } from '@signalbox/core'

import { putAttempt, putRequest, startAttributes } from './call-attributes.ts'
import { contentAttributes, type ContentRecord } from './content-attributes.ts'
import { operationName } from './operation-name.ts'
import type { AttemptRecord, RequestRecord } from './request-record.ts'
import type { TraceOptions } from './request-trace.ts'

/** One attempt that has ended, with all that is known of it. */
export interface EndedCall {
  readonly request: GatewayRequest
  readonly call: CallFact
  readonly attempt: AttemptRecord
  readonly record: RequestRecord
  /** Absent where content stays out of spans. */
  readonly content: ContentRecord | undefined
}

/** Whether an attempt has a span of its own. */
export function isTold(
  call: CallFact,
  calls: readonly CallFact[],
  genai: TraceOptions['genai'],
): boolean {
  switch (genai) {
    case 'attempts':
      return true
    case 'final':
      return call === (calls.findLast(({ error }) => error === undefined) ?? calls.at(-1))
    case 'off':
      return false
  }
}

/** Begins the span of a call inside the request's. */
export function beginCall(
  { tracer, facts }: Pick<TraceOptions, 'tracer' | 'facts'>,
  {
    request,
    call,
    startTime,
  }: {
    readonly request: GatewayRequest
    readonly call: CallFact
    readonly startTime: number
  },
  inside: TraceContext,
): Span {
  const attributes = startAttributes(request, call.target, facts(call.target))
  const name = `${operationName[request.operation]} ${call.target.model}`
  return tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes, startTime }, inside)
}

/** Says everything of an attempt and ends its span. */
export function endCall(
  span: Span,
  { request, call, attempt, record, content }: EndedCall,
  semconv: TraceOptions['semconv'],
): void {
  putRequest(span, request)
  putAttempt(span, attempt, call, semconv)
  if (content !== undefined)
    span.setAttributes(contentAttributes(content, attempt.n === record.attempts.length))
  if (attempt.outcome === 'error')
    span.setStatus({
      code: SpanStatusCode.ERROR,
      message: attempt.verdict ?? attempt.errorType ?? '',
    })
  span.end(record.startMs + attempt.startMs + attempt.totalMs)
}
