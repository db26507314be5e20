import { GatewayError, type ErrorDetails } from '@signalbox/core'

/** A provider's error with that triage. */
export function refusal(
  verdict: ErrorDetails['verdict'],
  details: Partial<ErrorDetails> = {},
): GatewayError {
  return new GatewayError('upstream_error', 'no', {
    origin: 'provider',
    ran: 'no',
    scope: 'key',
    verdict,
    ...details,
  })
}
