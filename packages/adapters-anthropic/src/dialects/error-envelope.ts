import type { ErrorKind, GatewayError, JsonObject, Outbound } from '@signalbox/core'

/** An error in this wire's envelope; the kind rides along as `code`. */
export function errorBody(error: GatewayError, requestId?: string): JsonObject {
  return {
    type: 'error',
    error: { type: errorType(error.kind), message: error.message, code: error.kind },
    ...(requestId === undefined ? {} : { request_id: requestId }),
  }
}

/** A failed answer. The gateway's own attempts are spent: only a stated wait is worth a retry. */
export function encodeError(error: GatewayError, requestId: string): Outbound {
  const { retryAfterMs } = error.details
  const waits = retryAfterMs !== undefined && retryAfterMs <= 60_000
  return {
    status: error.status,
    headers: [
      'content-type',
      'application/json',
      'x-should-retry',
      waits ? 'true' : 'false',
      ...(retryAfterMs === undefined
        ? []
        : [
            'retry-after',
            String(Math.ceil(retryAfterMs / 1000)),
            'retry-after-ms',
            String(Math.ceil(retryAfterMs)),
          ]),
    ],
    body: JSON.stringify(errorBody(error, requestId)),
  }
}

function errorType(kind: ErrorKind): string {
  switch (kind) {
    case 'invalid_request':
    case 'unsupported':
    case 'context_length':
    case 'content_blocked':
      return 'invalid_request_error'
    case 'authentication':
      return 'authentication_error'
    case 'permission':
      return 'permission_error'
    case 'unknown_model':
      return 'not_found_error'
    case 'payload_too_large':
      return 'request_too_large'
    case 'rate_limited':
    case 'budget_exceeded':
      return 'rate_limit_error'
    case 'overloaded':
      return 'overloaded_error'
    case 'upstream_timeout':
      return 'timeout_error'
    case 'no_compliant_provider':
    case 'auth_store_unavailable':
    case 'upstream_error':
    case 'cancelled':
    case 'internal':
      return 'api_error'
  }
}
