import { GatewayError } from '@signalbox/core'

/** What was sent could not be kept, and so it is not in force anywhere. */
export function storeRefusal(what: string, cause: unknown): GatewayError {
  return new GatewayError(
    'overloaded',
    `The store did not take the ${what}, and what was in force stays; send it again later.`,
    { origin: 'gateway', status: 503, cause },
  )
}
