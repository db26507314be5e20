import { GatewayError } from './errors.ts'

/** Names, routes, ports and certificates: the provider has not seen the request. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EMFILE',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'ConnectionRefused',
  'FailedToOpenSocket',
])
const neverReachedFamily = /^(?:EAI_|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_)/

/** An I/O error, or the reason of an abort, as ours; after the head a lost socket is a cut. */
export function transportError(error: unknown, headed: boolean): GatewayError {
  if (GatewayError.is(error)) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'AbortError' || name === 'TimeoutError') return GatewayError.from(error)
  const code = textOf(error, 'code')
  // Something that HTTP cannot carry, such as a key with a character no header may have.
  if (code === 'UND_ERR_INVALID_ARG') return GatewayError.from(error)
  const native = { code }
  if (!headed && wasNeverReached(error, code))
    return new GatewayError(
      'upstream_error',
      `The provider could not be reached (${code ?? name}).`,
      {
        origin: 'provider',
        verdict: 'connect_failed',
        ran: 'no',
        scope: 'target',
        native,
        cause: error,
      },
    )
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

function wasNeverReached(error: unknown, code: string | undefined): boolean {
  if (code !== undefined && (neverReached.has(code) || neverReachedFamily.test(code))) return true
  // A dual-stack connect fails with all its attempts at once.
  const [first]: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const call = textOf(first, 'syscall')
  return call === 'connect' || call === 'getaddrinfo'
}

function textOf(error: unknown, key: string): string | undefined {
  if (!(error instanceof Error)) return undefined
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}
