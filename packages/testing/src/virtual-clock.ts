import type { Clock } from '@signalbox/core'

/** A clock that moves only when told. */
export interface VirtualClock extends Clock {
  /** Wakes every sleeper that is due, in order, and lets its work run before the next one. */
  readonly advance: (ms: number) => Promise<void>
  /** How many are asleep. */
  readonly sleepers: number
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** Starts at 0 monotonic and at `wall` (Unix ms). */
export function virtualClock(options: { readonly wall?: number | undefined } = {}): VirtualClock {
  const { wall = 1_700_000_000_000 } = options
  const sleepers = new Set<Sleeper>()
  let time = 0

  return {
    now: () => time,
    wall: () => wall + time,
    get sleepers() {
      return sleepers.size
    },

    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const sleeper: Sleeper = {
          at: time + ms,
          wake: () => {
            signal?.removeEventListener('abort', stop)
            sleepers.delete(sleeper)
            resolve()
          },
        }
        const stop = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason as Error)
        }
        signal?.addEventListener('abort', stop, { once: true })
        sleepers.add(sleeper)
      }),

    async advance(ms) {
      const end = time + ms
      await settled()
      for (let next = earliest(sleepers, end); next !== undefined; next = earliest(sleepers, end)) {
        time = Math.max(time, next.at)
        next.wake()
        await settled()
      }
      time = end
    },
  }
}

function earliest(sleepers: Iterable<Sleeper>, end: number): Sleeper | undefined {
  let first: Sleeper | undefined
  for (const sleeper of sleepers)
    if (sleeper.at <= end && (first === undefined || sleeper.at < first.at)) first = sleeper
  return first
}

/** After every promise that could run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
