import type { ErrorKind, GatewayError, JsonObject, Outbound } from '@signalbox/core'

/** An error as a whole answer in Google's envelope. */
export function encodeError(error: GatewayError, requestId: string): Outbound {
  const { retryAfterMs } = error.details
  const headers = [
    'content-type',
    'application/json; charset=UTF-8',
    'x-should-retry',
    String(isWorthRetrying(error)),
  ]
  if (retryAfterMs !== undefined)
    headers.push(
      'retry-after',
      String(Math.ceil(retryAfterMs / 1000)),
      'retry-after-ms',
      String(Math.round(retryAfterMs)),
    )
  const body = {
    ...errorBody(error, error.status, requestId),
    code: error.kind,
    request_id: requestId,
  }
  return { status: error.status, headers, body: JSON.stringify(body) }
}

/** An error as the last chunk of a stream; a cut is `UNAVAILABLE`, as Google itself says it. */
export function errorChunk(error: GatewayError, requestId?: string): JsonObject {
  const { verdict } = error.details
  const cut = verdict === 'truncated' || verdict === 'stalled'
  return errorBody(error, cut ? 503 : error.status, requestId)
}

/** `error.code` is a number on this wire, so the gateway's own code travels as an ErrorInfo reason. */
function errorBody(error: GatewayError, code: number, requestId?: string): JsonObject {
  const { retryAfterMs } = error.details
  const info = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: error.kind,
    domain: 'signalbox',
    ...(requestId === undefined ? {} : { metadata: { request_id: requestId } }),
  }
  const retry =
    retryAfterMs === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.RetryInfo',
            retryDelay: `${String(Math.ceil(retryAfterMs) / 1000)}s`,
          },
        ]
  const status = code === 503 ? 'UNAVAILABLE' : statusOf(error.kind)
  return { error: { code, message: error.message, status, details: [info, ...retry] } }
}

/** Only what the gateway itself refused: the rest it has tried again already. */
function isWorthRetrying(error: GatewayError): boolean {
  const { kind, details } = error
  return details.origin === 'gateway' && (kind === 'rate_limited' || error.status === 503)
}

function statusOf(kind: ErrorKind): string {
  switch (kind) {
    case 'invalid_request':
    case 'unsupported':
    case 'context_length':
    case 'payload_too_large':
    case 'content_blocked':
      return 'INVALID_ARGUMENT'
    case 'authentication':
      return 'UNAUTHENTICATED'
    case 'permission':
      return 'PERMISSION_DENIED'
    case 'unknown_model':
      return 'NOT_FOUND'
    case 'rate_limited':
    case 'budget_exceeded':
      return 'RESOURCE_EXHAUSTED'
    case 'overloaded':
    case 'no_compliant_provider':
    case 'auth_store_unavailable':
      return 'UNAVAILABLE'
    case 'upstream_timeout':
      return 'DEADLINE_EXCEEDED'
    case 'cancelled':
      return 'CANCELLED'
    case 'upstream_error':
    case 'internal':
      return 'INTERNAL'
  }
}
