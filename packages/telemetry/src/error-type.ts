import type { ErrorKind, GatewayError, Verdict } from '@signalbox/core'

/** The closed list that metrics and `error.type` use. */
export type ErrorType =
  | 'rate_limited'
  | 'timeout'
  | 'ttft_timeout'
  | 'idle_timeout'
  | 'circuit_open'
  | 'queue_full'
  | 'budget_exceeded'
  | 'guardrail_blocked'
  | 'context_length'
  | 'invalid_request'
  | 'auth'
  | 'upstream_5xx'
  | 'connection'
  | 'client_abort'
  | '_OTHER'

/** What an adapter's verdict counts as. */
export const typeOfVerdict: Readonly<Record<Verdict, ErrorType>> = {
  rate_limited: 'rate_limited',
  ramp_limited: 'rate_limited',
  quota_exhausted: 'rate_limited',
  overloaded: 'upstream_5xx',
  transient: 'upstream_5xx',
  not_entitled: 'auth',
  billing: 'auth',
  auth_invalid: 'auth',
  blocked: 'auth',
  connect_failed: 'connection',
  truncated: 'connection',
  timeout_first_token: 'ttft_timeout',
  stalled: 'idle_timeout',
  context_too_long: 'context_length',
  unsupported: 'invalid_request',
  bad_request: 'invalid_request',
  not_found: 'invalid_request',
  malformed: '_OTHER',
  refused: '_OTHER',
}

/** What an error counts as that no adapter has judged. */
export const typeOfKind: Readonly<Record<ErrorKind, ErrorType>> = {
  invalid_request: 'invalid_request',
  unsupported: 'invalid_request',
  payload_too_large: 'invalid_request',
  unknown_model: 'invalid_request',
  context_length: 'context_length',
  authentication: 'auth',
  permission: 'auth',
  content_blocked: 'guardrail_blocked',
  rate_limited: 'rate_limited',
  budget_exceeded: 'budget_exceeded',
  overloaded: 'queue_full',
  no_compliant_provider: '_OTHER',
  auth_store_unavailable: '_OTHER',
  upstream_error: 'upstream_5xx',
  upstream_timeout: 'timeout',
  cancelled: 'client_abort',
  internal: '_OTHER',
}

/** The type of a failure: the verdict is the more precise word. */
export function errorTypeOf({ kind, details }: GatewayError): ErrorType {
  if (kind === 'cancelled') return 'client_abort'
  if (details.verdict !== undefined) return typeOfVerdict[details.verdict]
  // Circuits refuse for their target, queues and shedding for the gateway.
  if (kind === 'overloaded' && details.scope === 'target') return 'circuit_open'
  return typeOfKind[kind]
}
