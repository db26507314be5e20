import type { ErrorKind, GatewayError, JsonObject, Outbound } from '@signalbox/core'
import { stringify } from '@signalbox/core'

/** A failure before the first byte, in OpenAI's envelope with our `code` and `request_id`. */
export function encodeResponsesError(error: GatewayError, requestId: string): Outbound {
  const { retryAfterMs, param } = error.details
  const body = {
    error: {
      message: error.message,
      type: errorType(error.kind),
      param: param ?? null,
      code: error.kind,
    },
    request_id: requestId,
  }
  const { origin } = error.details
  const ours =
    origin === 'gateway' && (error.kind === 'rate_limited' || error.kind === 'overloaded')
  const headers = ['content-type', 'application/json', 'x-should-retry', String(ours)]
  if (retryAfterMs !== undefined)
    headers.push(
      'retry-after',
      String(Math.ceil(retryAfterMs / 1000)),
      'retry-after-ms',
      String(Math.ceil(retryAfterMs)),
    )
  return { status: error.status, headers, body: stringify(body) }
}

/** The error inside a stream: here clients decide by OpenAI's own words. */
export function streamError(error: GatewayError): JsonObject {
  return {
    type: errorType(error.kind),
    code: streamCode(error),
    message: error.message,
    param: error.details.param ?? null,
  }
}

function streamCode(error: GatewayError): string {
  if (error.kind === 'context_length') return 'context_length_exceeded'
  if (error.kind === 'budget_exceeded' || error.details.verdict === 'quota_exhausted')
    return 'insufficient_quota'
  if (error.kind === 'rate_limited') return 'rate_limit_exceeded'
  if (error.kind === 'invalid_request') return 'invalid_prompt'
  return error.kind === 'overloaded' ? 'server_is_overloaded' : 'server_error'
}

function errorType(kind: ErrorKind): string {
  switch (kind) {
    case 'invalid_request':
    case 'unsupported':
    case 'context_length':
    case 'payload_too_large':
    case 'authentication':
    case 'permission':
    case 'unknown_model':
    case 'content_blocked':
    case 'cancelled':
      return 'invalid_request_error'
    case 'rate_limited':
      return 'rate_limit_error'
    case 'budget_exceeded':
      return 'insufficient_quota'
    case 'overloaded':
    case 'no_compliant_provider':
    case 'auth_store_unavailable':
    case 'upstream_error':
    case 'upstream_timeout':
    case 'internal':
      return 'server_error'
  }
}
