import { stringify, type GatewayError, type Outbound } from '@signalbox/core'

/** A refusal as Cohere words it, with our code and the request's id beside. */
export function encodeError(error: GatewayError, requestId: string): Outbound {
  const { kind, message, status, details } = error
  const { retryAfterMs, origin } = details
  const ours = origin === 'gateway' && (kind === 'rate_limited' || kind === 'overloaded')
  const body = {
    id: requestId,
    message,
    code: kind,
    request_id: requestId,
    ...(details.param === undefined ? {} : { param: details.param }),
  }
  const headers = ['content-type', 'application/json', 'x-should-retry', String(ours)]
  if (retryAfterMs !== undefined)
    headers.push(
      'retry-after',
      String(Math.ceil(retryAfterMs / 1000)),
      'retry-after-ms',
      String(Math.ceil(retryAfterMs)),
    )
  return { status, headers, body: stringify(body) }
}
