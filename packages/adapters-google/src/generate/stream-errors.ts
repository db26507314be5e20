import { GatewayError } from '@signalbox/core'

/** The error of a stream that stopped without an ending. */
export function truncated(): GatewayError {
  return new GatewayError('upstream_error', 'The provider cut the stream before its end.', {
    origin: 'provider',
    verdict: 'truncated',
    ran: 'yes',
    scope: 'target',
  })
}

/** The error of a chunk that is no JSON. */
export function malformed(): GatewayError {
  return new GatewayError('upstream_error', 'The provider sent a chunk that is not JSON.', {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'yes',
    scope: 'target',
  })
}
