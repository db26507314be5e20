import type { Verdict } from '@signalbox/core'

/** Whether a verdict speaks against the target rather than the request, the key or a limit. */
export function isErrorVerdict(verdict: Verdict): boolean {
  switch (verdict) {
    case 'transient':
    case 'connect_failed':
    case 'timeout_first_token':
    case 'stalled':
    case 'truncated':
    case 'malformed':
    case 'overloaded':
      return true
    case 'rate_limited':
    case 'ramp_limited':
    case 'quota_exhausted':
    case 'not_entitled':
    case 'billing':
    case 'auth_invalid':
    case 'blocked':
    case 'not_found':
    case 'context_too_long':
    case 'unsupported':
    case 'bad_request':
    case 'refused':
      return false
  }
}
