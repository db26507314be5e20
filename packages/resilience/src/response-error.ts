import { GatewayError, type ErrorDetails, type Verdict } from '@signalbox/core'

/** What a status says about trying again; absent: the response is an answer. */
export function failedResponse({ status, headers }: Response): GatewayError | undefined {
  const verdict = verdictOfStatus(status)
  if (verdict === undefined) return undefined
  const kind =
    verdict === 'rate_limited' || verdict === 'overloaded' ? verdict : ('upstream_error' as const)
  const retryAfterMs = retryAfterOf(headers)
  return new GatewayError(kind, `The server answered ${String(status)}.`, {
    ...provider,
    verdict,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

const provider: ErrorDetails = { origin: 'provider', scope: 'target' }
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** A thrown fetch: nothing was sent when there was no connection, else nobody knows. */
export function networkError(thrown: unknown): GatewayError {
  if (GatewayError.is(thrown)) return thrown
  const error = GatewayError.from(thrown)
  if (error.kind === 'cancelled') return error
  const cause: unknown = thrown instanceof Error ? thrown.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : ''
  const verdict = typeof code === 'string' && notSent.has(code) ? 'connect_failed' : 'transient'
  return new GatewayError('upstream_error', 'The network failed.', {
    ...provider,
    verdict,
    cause: thrown,
  })
}

function verdictOfStatus(status: number): Verdict | undefined {
  if (status === 429) return 'rate_limited'
  if (status === 503 || status === 529) return 'overloaded'
  return status === 408 || status >= 500 ? 'transient' : undefined
}

function retryAfterOf(headers: Headers): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (ms >= 0) return ms
  const text = headers.get('retry-after')
  if (text === null) return undefined
  const seconds = Number(text)
  return seconds >= 0 ? seconds * 1000 : undefined
}
