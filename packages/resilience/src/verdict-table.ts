import type { GatewayError, Ran, Verdict } from '@signalbox/core'

/** What one verdict means for the next attempt. */
export interface VerdictRow {
  /** Whether the provider did the work, unless the adapter knows better. */
  readonly ran: Ran
  /** When the same target may be tried again. */
  readonly same: 'never' | 'after-wait' | 'once-after-wait' | 'once-soon' | 'other-key' | 'opt-in'
  /** Which other targets may be tried. */
  readonly next: 'any' | 'other-account' | 'larger' | 'capable' | 'opt-in' | 'never'
  /** The whole quota group is blocked until the provider's wait is over. */
  readonly blocksGroup: boolean
  /** Whether the breaker counts it as a failure of the target. */
  readonly breaker: boolean
  /** A hang: what follows it costs the retry budget twice. */
  readonly slow: boolean
}

const row = (
  ran: VerdictRow['ran'],
  same: VerdictRow['same'],
  next: VerdictRow['next'],
  flags: Partial<Pick<VerdictRow, 'blocksGroup' | 'breaker' | 'slow'>> = {},
): VerdictRow => ({ ran, same, next, blocksGroup: false, breaker: false, slow: false, ...flags })

/** One triage for refusals, faults, silence and in-band errors. */
export const verdictTable: Readonly<Record<Verdict, VerdictRow>> = {
  rate_limited: row('no', 'after-wait', 'any', { blocksGroup: true }),
  ramp_limited: row('no', 'never', 'any', { blocksGroup: true }),
  overloaded: row('no', 'once-after-wait', 'any', { blocksGroup: true, breaker: true }),
  quota_exhausted: row('no', 'never', 'any', { blocksGroup: true }),
  not_entitled: row('no', 'never', 'any'),
  billing: row('no', 'never', 'other-account'),
  auth_invalid: row('no', 'other-key', 'any'),
  blocked: row('no', 'never', 'opt-in'),
  transient: row('maybe', 'opt-in', 'any', { breaker: true }),
  connect_failed: row('no', 'once-soon', 'any', { breaker: true }),
  timeout_first_token: row('maybe', 'never', 'any', { breaker: true, slow: true }),
  stalled: row('maybe', 'never', 'any', { breaker: true, slow: true }),
  truncated: row('yes', 'never', 'any', { breaker: true }),
  malformed: row('yes', 'never', 'any', { breaker: true }),
  not_found: row('no', 'never', 'any'),
  context_too_long: row('no', 'never', 'larger'),
  unsupported: row('no', 'never', 'capable'),
  bad_request: row('no', 'never', 'never'),
  refused: row('yes', 'never', 'never'),
}

/** The verdict of an error, guessed from its kind where no adapter gave one; absent: never repeat. */
export function verdictOf({ kind, details }: GatewayError): Verdict | undefined {
  if (kind === 'cancelled' || kind === 'internal') return undefined
  const { verdict, origin, scope } = details
  if (scope === 'request' && verdict !== 'context_too_long' && verdict !== 'unsupported')
    return verdict === 'refused' ? verdict : 'bad_request'
  if (verdict !== undefined) return verdict
  if (origin === 'client' || (origin === 'gateway' && scope === undefined)) return undefined
  switch (kind) {
    case 'rate_limited':
    case 'overloaded':
      return kind
    case 'upstream_timeout':
      return 'timeout_first_token'
    case 'upstream_error':
      return 'transient'
    case 'unknown_model':
      return 'not_found'
    case 'context_length':
      return 'context_too_long'
    case 'unsupported':
      return kind
    case 'authentication':
      return 'auth_invalid'
    case 'permission':
      return 'not_entitled'
    case 'invalid_request':
    case 'payload_too_large':
    case 'content_blocked':
    case 'budget_exceeded':
    case 'no_compliant_provider':
    case 'auth_store_unavailable':
      return undefined
  }
}

/** Whether the provider did the work and may bill it, as far as anybody knows. */
export function ranOf(error: GatewayError): VerdictRow['ran'] {
  const verdict = verdictOf(error)
  return error.details.ran ?? (verdict === undefined ? 'maybe' : verdictTable[verdict].ran)
}
