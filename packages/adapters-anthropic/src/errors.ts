import {
  GatewayError,
  header,
  isJsonObject,
  type ErrorDetails,
  type ErrorKind,
  type JsonObject,
  type JsonValue,
  type WireResponse,
} from '@signalbox/core'

import { readRateLimits, readRetryAfter } from './limits.ts'

interface Triage extends Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'> {
  readonly kind: ErrorKind
}

/** What a failed call means: the body's type first, then its text, then the status. */
export function classifyError(response: WireResponse, now: number): GatewayError {
  const { status, headers } = response
  const body = parse(new TextDecoder().decode(response.body))
  const retryAfterMs = readRetryAfter(headers, now)
  const resetsAt = readRateLimits(headers)
    .filter(({ remaining }) => remaining === 0)
    .reduce<number | undefined>(
      (latest, limit) => Math.max(latest ?? 0, limit.resetsAt ?? 0) || undefined,
      undefined,
    )
  return errorOf(body, status, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(resetsAt === undefined || status !== 429 ? {} : { resetsAt }),
    requestId: header(headers, 'request-id'),
  })
}

/** An error envelope inside a stream or a 200. */
export function classifyEvent(body: JsonObject): GatewayError {
  return errorOf(body, 200, { requestId: undefined })
}

interface Hints {
  readonly retryAfterMs?: number
  readonly resetsAt?: number
  readonly requestId: string | undefined
}

function errorOf(body: JsonValue | undefined, status: number, hints: Hints): GatewayError {
  const envelope = isJsonObject(body) ? body : {}
  const error = isJsonObject(envelope['error']) ? envelope['error'] : {}
  const code = text(error['type'])
  const details = isJsonObject(error['details']) ? text(error['details']['error_code']) : undefined
  const message =
    text(error['message']) ??
    text(envelope['message']) ??
    text(envelope['error']) ??
    text(envelope['detail']) ??
    fallback(status)
  const { kind, ...triage } = triageOf(typeFor(code, status), message, details)
  const { requestId, ...waits } = hints
  return new GatewayError(kind, message, {
    origin: 'provider',
    ...triage,
    ...waits,
    native: {
      status,
      code: details ?? code,
      requestId: requestId ?? text(envelope['request_id']),
    },
    ...(body === undefined ? {} : { body }),
  })
}

/** The generic type says less than a 503: the service is there but cannot take more. */
function typeFor(code: string | undefined, status: number): string {
  if (status === 503 && (code === undefined || code === 'api_error')) return 'overloaded_error'
  return code ?? typeOf(status)
}

function triageOf(type: string, message: string, detail: string | undefined): Triage {
  if (detail === 'enforced_spend_limit_reached')
    return { kind: 'overloaded', verdict: 'billing', ran: 'no', scope: 'account' }
  switch (type) {
    case 'invalid_request_error':
      return triageInvalid(message)
    case 'authentication_error':
      return { kind: 'upstream_error', verdict: 'auth_invalid', ran: 'no', scope: 'key' }
    case 'billing_error':
      return { kind: 'overloaded', verdict: 'billing', ran: 'no', scope: 'account' }
    case 'permission_error':
      return { kind: 'upstream_error', verdict: 'not_entitled', ran: 'no', scope: 'key' }
    case 'not_found_error':
      return /\bfile\b|\bcontainer\b/i.test(message)
        ? { kind: 'invalid_request', verdict: 'bad_request', ran: 'no', scope: 'request' }
        : { kind: 'unknown_model', verdict: 'not_found', ran: 'no', scope: 'model' }
    case 'request_too_large':
      return { kind: 'payload_too_large', verdict: 'bad_request', ran: 'no', scope: 'request' }
    case 'rate_limit_error': {
      const verdict = /acceleration/i.test(message) ? 'ramp_limited' : 'rate_limited'
      return { kind: 'rate_limited', verdict, ran: 'no', scope: 'account' }
    }
    case 'overloaded_error':
      return { kind: 'overloaded', verdict: 'overloaded', ran: 'no', scope: 'target' }
    case 'timeout_error':
      return { kind: 'upstream_timeout', verdict: 'transient', ran: 'maybe', scope: 'target' }
    default:
      return { kind: 'upstream_error', verdict: 'transient', ran: 'maybe', scope: 'target' }
  }
}

function triageInvalid(message: string): Triage {
  if (/prompt is too long|exceeds? (?:the )?context|context (?:window|limit)/i.test(message))
    return { kind: 'context_length', verdict: 'context_too_long', ran: 'no', scope: 'request' }
  if (/credit balance is too low/i.test(message))
    return { kind: 'overloaded', verdict: 'billing', ran: 'no', scope: 'account' }
  if (/specified (?:workspace )?API usage limits/i.test(message))
    return { kind: 'rate_limited', verdict: 'quota_exhausted', ran: 'no', scope: 'account' }
  if (/content filtering policy/i.test(message))
    return { kind: 'content_blocked', verdict: 'refused', ran: 'maybe', scope: 'request' }
  return { kind: 'invalid_request', verdict: 'bad_request', ran: 'no', scope: 'request' }
}

function typeOf(status: number): string {
  switch (status) {
    case 401:
      return 'authentication_error'
    case 402:
      return 'billing_error'
    case 403:
      return 'permission_error'
    case 404:
      return 'not_found_error'
    case 408:
    case 504:
    case 524:
      return 'timeout_error'
    case 413:
      return 'request_too_large'
    case 429:
      return 'rate_limit_error'
    case 503:
    case 529:
      return 'overloaded_error'
    case 409:
    case 425:
      return 'api_error'
    default:
      return status >= 400 && status < 500 ? 'invalid_request_error' : 'api_error'
  }
}

function fallback(status: number): string {
  return `The provider answered with status ${String(status)} and no message.`
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function parse(body: string): JsonValue | undefined {
  if (body === '') return undefined
  try {
    return JSON.parse(body) as JsonValue
  } catch {
    return body.slice(0, 2048)
  }
}
