import { GatewayError } from '@signalbox/core'

/** Runs what walks a caller's JSON, and blames the caller for nesting deeper than the stack. */
export function withinDepth<Value>(walk: () => Value): Value {
  try {
    return walk()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new GatewayError('invalid_request', 'The body is nested too deep; flatten it.', {
      origin: 'client',
      cause: error,
    })
  }
}
