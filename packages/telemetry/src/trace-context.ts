import {
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  trace,
  type Context,
  type SpanContext,
} from '@opentelemetry/api'
import { header, type HeaderList } from '@signalbox/core'

const pattern = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/

/** The caller's span out of W3C headers; malformed ones start a new trace, silently. */
export function callerContext(headers: HeaderList | undefined): Context {
  const text = headers === undefined ? undefined : header(headers, 'traceparent')
  const [, version = 'ff', traceId = '', spanId = '', flags = '0', more] =
    text === undefined ? [] : (pattern.exec(text.trim()) ?? [])
  if (version === 'ff' || (version === '00' && more !== undefined)) return ROOT_CONTEXT
  const state = headers === undefined ? undefined : header(headers, 'tracestate')
  const span: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(state === undefined || state.length > 512 ? {} : { traceState: createTraceState(state) }),
  }
  return isSpanContextValid(span) ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT
}

/** W3C headers that make the receiver's span a child of this one; never baggage. */
export function traceHeaders(span: SpanContext): HeaderList {
  if (!isSpanContextValid(span)) return []
  const flags = span.traceFlags.toString(16).padStart(2, '0')
  const parent = ['traceparent', `00-${span.traceId}-${span.spanId}-${flags}`]
  const state = span.traceState?.serialize() ?? ''
  return state === '' ? parent : [...parent, 'tracestate', state]
}
