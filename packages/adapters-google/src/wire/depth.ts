import { GatewayError } from '@signalbox/core'

/** More than any real body needs, far less than a stack holds. */
const maxDepth = 400

/** Refuses JSON that is nested deeper than the functions that walk it can follow. */
export function checkDepth(...values: readonly unknown[]): void {
  let level = values
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth)
      throw new GatewayError('invalid_request', 'The body is nested too deep; flatten it.', {
        origin: 'client',
      })
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
}
