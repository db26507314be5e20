import type { JsonValue } from './json.ts'

/** The public code of an error: a closed list, one status each. */
export type ErrorKind =
  | 'invalid_request'
  | 'unsupported'
  | 'context_length'
  | 'payload_too_large'
  | 'authentication'
  | 'permission'
  | 'unknown_model'
  | 'content_blocked'
  | 'rate_limited'
  | 'budget_exceeded'
  | 'overloaded'
  | 'no_compliant_provider'
  | 'auth_store_unavailable'
  | 'upstream_error'
  | 'upstream_timeout'
  | 'cancelled'
  | 'internal'

/** An adapter's triage of a failed call, by which retries are decided. */
export type Verdict =
  | 'rate_limited'
  | 'ramp_limited'
  | 'overloaded'
  | 'quota_exhausted'
  | 'not_entitled'
  | 'billing'
  | 'auth_invalid'
  | 'blocked'
  | 'transient'
  | 'connect_failed'
  | 'timeout_first_token'
  | 'stalled'
  | 'truncated'
  | 'malformed'
  | 'not_found'
  | 'context_too_long'
  | 'unsupported'
  | 'bad_request'
  | 'refused'

/** Whether the provider did the work and may bill it. */
export type Ran = 'no' | 'maybe' | 'yes'

/** Where an error comes from and what it means for the next attempt. */
export interface ErrorDetails {
  readonly origin: 'client' | 'gateway' | 'provider'
  readonly verdict?: Verdict | undefined
  /** Where it is known better than by the kind. */
  readonly ran?: Ran | undefined
  /** What a breaker or a key pool marks. */
  readonly scope?: 'request' | 'key' | 'account' | 'model' | 'target' | undefined
  /** Overrides the kind's status. */
  readonly status?: number | undefined
  readonly param?: string | undefined
  readonly retryAfterMs?: number | undefined
  /** Wall time in ms. */
  readonly resetsAt?: number | undefined
  readonly provider?: string | undefined
  readonly native?:
    | {
        readonly status?: number | undefined
        readonly code?: string | undefined
        readonly requestId?: string | undefined
      }
    | undefined
  /** The provider's own body: for the log, never echoed to a client. */
  readonly body?: JsonValue | undefined
  readonly cause?: unknown
}

const kinds: Readonly<Record<ErrorKind, { readonly status: number; readonly ran: Ran }>> = {
  invalid_request: { status: 400, ran: 'no' },
  unsupported: { status: 400, ran: 'no' },
  context_length: { status: 400, ran: 'no' },
  // A guard may have blocked what a model had answered.
  content_blocked: { status: 400, ran: 'maybe' },
  authentication: { status: 401, ran: 'no' },
  permission: { status: 403, ran: 'no' },
  unknown_model: { status: 404, ran: 'no' },
  payload_too_large: { status: 413, ran: 'no' },
  rate_limited: { status: 429, ran: 'no' },
  budget_exceeded: { status: 429, ran: 'no' },
  cancelled: { status: 499, ran: 'maybe' },
  internal: { status: 500, ran: 'maybe' },
  upstream_error: { status: 502, ran: 'maybe' },
  overloaded: { status: 503, ran: 'no' },
  no_compliant_provider: { status: 503, ran: 'no' },
  auth_store_unavailable: { status: 503, ran: 'no' },
  upstream_timeout: { status: 504, ran: 'maybe' },
}

const marker = Symbol.for('signalbox.GatewayError')

/** The one error of the gateway; its message tells the reader what to do and holds no key or prompt. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly kind: ErrorKind
  readonly details: ErrorDetails

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = { origin: 'gateway' }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.kind = kind
    this.details = details
    Object.defineProperty(this, marker, { value: true })
  }

  get status(): number {
    return this.details.status ?? kinds[this.kind].status
  }

  /** As far as anybody knows: `no` makes running it again no repetition. */
  get ran(): Ran {
    return this.details.ran ?? kinds[this.kind].ran
  }

  /** True across two installed copies of this package. */
  static is(error: unknown): error is GatewayError {
    return typeof error === 'object' && error !== null && marker in error
  }

  /** Makes anything thrown ours, once, at a boundary; the original stays in `cause`. */
  static from(error: unknown): GatewayError {
    if (GatewayError.is(error)) return error
    const name = error instanceof Error ? error.name : ''
    if (name === 'AbortError')
      return new GatewayError('cancelled', 'The client closed the request.', {
        origin: 'client',
        cause: error,
      })
    if (name === 'TimeoutError')
      return new GatewayError('upstream_timeout', 'The provider took too long to answer.', {
        origin: 'provider',
        scope: 'target',
        cause: error,
      })
    return new GatewayError('internal', 'The gateway failed on this request; its log says why.', {
      origin: 'gateway',
      cause: error,
    })
  }
}
