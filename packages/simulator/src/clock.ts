import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

/** The simulator's only source of time, so that tests need not wait. */
export interface Clock {
  /** Monotonic ms. */
  now(): number
  /** Unix ms. */
  wall(): number
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Real time. */
export function systemClock(): Clock {
  return {
    now: () => performance.now(),
    wall: () => Date.now(),
    sleep: async (ms, signal) => {
      if (ms <= 0 || signal?.aborted === true) return
      // Only an abort rejects here, and an abort is an ordinary end of the wait.
      await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
    },
  }
}
