import { GatewayError } from './errors.ts'

/** An event that never ends must not fill the memory. */
export const maxEvent: number = 32 * 1024 * 1024

/** The provider sent an event of more than `maxEvent` characters. */
export function tooLong(): GatewayError {
  return new GatewayError(
    'upstream_error',
    'The provider sent an event that is too long to read.',
    {
      origin: 'provider',
      verdict: 'malformed',
      ran: 'yes',
      scope: 'target',
    },
  )
}
