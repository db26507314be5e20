import { StoreError } from './store-error.ts'

/** Keeps callers from waiting for a server that does not answer. */
export interface Breaker {
  /** Throws while the circuit is open; lets one probe through when its time has come. */
  readonly admit: () => void
  readonly succeeded: () => void
  readonly timedOut: () => void
}

/** Three time-outs in a row open it for a second; then one probe decides. */
export function createBreaker(
  name: string,
  options: { readonly failures?: number; readonly openMs?: number } = {},
): Breaker {
  const { failures = 3, openMs = 1000 } = options
  let timeouts = 0
  let openUntil = 0
  return {
    admit() {
      if (timeouts < failures) return
      const now = performance.now()
      if (now < openUntil) throw new StoreError('unavailable', `${name} does not answer.`)
      // Whoever comes while the probe is out is refused as before.
      openUntil = now + openMs
    },
    succeeded() {
      timeouts = 0
    },
    timedOut() {
      timeouts += 1
      if (timeouts >= failures) openUntil = performance.now() + openMs
    },
  }
}
