import { GatewayError } from '../errors.ts'

const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

/** An I/O error, or the reason of an abort, as ours; after the head a lost socket is a cut. */
export function transportError(error: unknown, headed: boolean): GatewayError {
  if (GatewayError.is(error)) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'AbortError' || name === 'TimeoutError') return GatewayError.from(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const native = { code }
  if (code !== undefined && neverReached.has(code))
    return new GatewayError('upstream_error', `The provider could not be reached (${code}).`, {
      origin: 'provider',
      verdict: 'connect_failed',
      ran: 'no',
      scope: 'target',
      native,
      cause: error,
    })
  return new GatewayError(
    'upstream_error',
    headed
      ? 'The provider closed the connection in the middle of its answer.'
      : 'The provider closed the connection without an answer.',
    {
      origin: 'provider',
      verdict: headed ? 'truncated' : 'transient',
      ran: 'maybe',
      scope: 'target',
      native,
      cause: error,
    },
  )
}
