import {
  logs,
  ROOT_CONTEXT,
  SeverityNumber,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
} from '@opentelemetry/api'
import { usdText, type Logger } from '@signalbox/core'
import type { RequestRecord, TelemetryEvent } from '@signalbox/telemetry'

import { scrub } from '../request-log/scrub.ts'

/** Log records for OpenTelemetry; nobody hears them until an SDK is there. */
export interface OtlpLog {
  readonly event: (event: TelemetryEvent) => void
  /** One line per request, as on standard output. */
  readonly request: (record: RequestRecord) => void
  /** For the server's own lines. */
  readonly logger: Logger
}

const severity = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
} as const

/** Everything that a server says, as log records of the API's logger. */
export function otlpLog(): OtlpLog {
  const emit = (
    level: keyof Logger,
    told: { readonly body?: string; readonly name?: string; readonly at?: number },
    attributes: Attributes,
    context?: Context,
  ): void => {
    logs.getLogger('signalbox').emit({
      severityNumber: severity[level],
      severityText: level.toUpperCase(),
      attributes,
      ...(told.body === undefined ? {} : { body: told.body }),
      ...(told.name === undefined ? {} : { eventName: told.name }),
      ...(told.at === undefined ? {} : { timestamp: told.at }),
      ...(context === undefined ? {} : { context }),
    })
  }
  const line =
    (level: keyof Logger) =>
    (message: string, fields: object = {}) => {
      emit(level, { body: scrub(message) }, plain(fields))
    }
  return {
    event({ name, severity: level, at, trace: ids, attributes }) {
      emit(level, { name, at }, attributes, inTrace(ids))
    },
    request(record) {
      const { traceId, spanId, startMs, totalMs } = record
      const ids = traceId === undefined || spanId === undefined ? undefined : { traceId, spanId }
      const told = { body: 'request completed', at: startMs + totalMs }
      emit('info', told, requestAttributes(record), inTrace(ids))
    },
    logger: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
  }
}

/** One logger that writes into two. */
export function teeLogger(one: Logger, other: Logger): Logger {
  const both = (level: keyof Logger) => (message: string, fields?: object) => {
    one[level](message, fields)
    other[level](message, fields)
  }
  return { debug: both('debug'), info: both('info'), warn: both('warn'), error: both('error') }
}

function inTrace(ids: TelemetryEvent['trace']): Context | undefined {
  if (ids === undefined) return undefined
  return trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: TraceFlags.NONE })
}

function requestAttributes(record: RequestRecord): Attributes {
  const { tokens } = record
  return {
    request_id: record.id,
    method: record.method,
    path: record.httpRoute,
    surface: record.surface,
    operation: record.operation,
    requested_model: scrub(record.requestedModel),
    provider: record.provider,
    model: record.model,
    route: record.route,
    tenant: record.tenant,
    key: record.keyId,
    stream: record.stream,
    status: record.status,
    error_type: record.errorType,
    error_code: record.errorCode,
    finish_reason: record.finishReason,
    attempt_count: record.attempts.length,
    total_ms: record.totalMs,
    ttft_ms: record.ttftMs,
    overhead_us: record.overheadUs,
    queue_ms: record.queueMs,
    input_tokens: tokens.input,
    cache_read_tokens: tokens.cacheRead,
    cache_write_tokens: tokens.cacheWrite,
    output_tokens: tokens.output,
    reasoning_tokens: tokens.reasoning,
    cost_usd: usdText(record.nanoUsd),
    cache: record.cache?.result,
  }
}

/** Of one field: an error that quotes another must not grow with it. */
const maxChars = 4096

/** Fields of a log line; what is neither number nor text is told as JSON. */
function plain(fields: object): Attributes {
  const attributes: Attributes = {}
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (value === undefined) continue
    attributes[name] =
      typeof value === 'number' || typeof value === 'boolean'
        ? value
        : scrub(textOf(value)).slice(0, maxChars)
  }
  return attributes
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.message
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
}
