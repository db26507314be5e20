import type { GatewayError } from '@signalbox/core'

/** Whether a failed request certainly cost nothing, so that running it again is no repetition. */
export function ranNothing({ kind, details }: GatewayError): boolean {
  if (details.ran !== undefined) return details.ran === 'no'
  switch (kind) {
    case 'invalid_request':
    case 'unsupported':
    case 'context_length':
    case 'payload_too_large':
    case 'authentication':
    case 'permission':
    case 'unknown_model':
    case 'rate_limited':
    case 'budget_exceeded':
    case 'overloaded':
    case 'no_compliant_provider':
    case 'auth_store_unavailable':
      return true
    // A guard may have blocked what a model had answered.
    case 'content_blocked':
    case 'upstream_error':
    case 'upstream_timeout':
    case 'cancelled':
    case 'internal':
      return false
  }
}
