import { GatewayError } from '@signalbox/core'

import { verdictOf } from './verdict-table.ts'

/** Else a client would look for a fault in its own key. */
const keyTrouble =
  'The provider does not take the key that the gateway has for it; tell who runs the gateway. It says: '

/** Longer waits are not told as headers: official clients ignore or sleep them in full. */
const longestToldMs = 60_000

/**
 * The last failure as the client hears it. Every attempt is spent, so a wait stays only where the
 * provider stated one that is short and repeating can help; all else tells clients not to retry.
 */
export function spentError(error: GatewayError, wall: number): GatewayError {
  const { retryAfterMs, resetsAt } = error.details
  const isHonest = retryAfterMs !== undefined && retryAfterMs <= longestToldMs && canPass(error)
  const until = resetsAt ?? (retryAfterMs === undefined ? undefined : wall + retryAfterMs)
  const isLong = until !== undefined && until - wall > longestToldMs && Number.isFinite(until)
  const whose = verdictOf(error) === 'auth_invalid' ? keyTrouble : ''
  if ((retryAfterMs === undefined || isHonest) && !isLong && whose === '') return error
  const when = isLong ? ` The limit ends at ${new Date(until).toISOString()}.` : ''
  return new GatewayError(error.kind, whose + error.message + when, {
    ...error.details,
    retryAfterMs: isHonest ? retryAfterMs : undefined,
    cause: error,
  })
}

function canPass(error: GatewayError): boolean {
  if (error.details.origin === 'gateway') return true
  const verdict = verdictOf(error)
  return verdict === 'rate_limited' || verdict === 'ramp_limited' || verdict === 'overloaded'
}

/** The time that client and operator allow is over; nobody is to blame upstream. */
export function deadlineError(): GatewayError {
  return new GatewayError(
    'upstream_timeout',
    'The time allowed for this request is over; allow more, or ask for less.',
    { origin: 'gateway', ran: 'maybe' },
  )
}

/** A target said nothing for longer than it ever does. */
export function silentError(provider: string): GatewayError {
  return new GatewayError('upstream_timeout', 'The provider took too long to begin its answer.', {
    origin: 'provider',
    verdict: 'timeout_first_token',
    ran: 'maybe',
    scope: 'target',
    provider,
  })
}

/** Every circuit is open. */
export function openError(retryAfterMs: number | undefined): GatewayError {
  return new GatewayError('overloaded', 'No provider of this model is usable at the moment.', {
    origin: 'gateway',
    scope: 'target',
    ran: 'no',
    ...(retryAfterMs === undefined || retryAfterMs > longestToldMs ? {} : { retryAfterMs }),
  })
}
