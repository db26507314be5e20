import { systemClock, type Clock } from '@signalbox/core'

/** How many attempts beyond the first the traffic of a model may afford. */
export interface RetryBudgetOptions {
  /** Credit per client request; default 0.2. */
  readonly perRequest?: number | undefined
  /** Credit per second whatever the traffic; default 2. */
  readonly perSecond?: number | undefined
  readonly clock?: Clock | undefined
}

/** Keeps retries from multiplying an outage: each group earns by requests and pays per attempt. */
export interface RetryBudget {
  /** A client request came in. */
  earn(group: string): void
  /** False: too many attempts lately, this one must not be made. */
  take(group: string, cost?: number): boolean
}

/** Credit and debt are forgotten after this many seconds. */
const windowSeconds = 10
const maxGroups = 1000

/** A budget per model group, in one process; the least used group is forgotten beyond 1,000. */
export function createRetryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const { perRequest = 0.2, perSecond = 2, clock = systemClock } = options
  const groups = new Map<string, Window>()

  function windowOf(group: string): Window {
    const known = groups.get(group)
    if (known !== undefined) {
      groups.delete(group)
      groups.set(group, known)
      return known
    }
    const [oldest] = groups.size < maxGroups ? [] : groups.keys()
    if (oldest !== undefined) groups.delete(oldest)
    const fresh = new Window()
    groups.set(group, fresh)
    return fresh
  }

  return {
    earn(group) {
      windowOf(group).add(clock.now(), perRequest)
    },
    take(group, cost = 1) {
      const window = windowOf(group)
      const now = clock.now()
      if (window.sum(now) + perSecond * windowSeconds + 1e-9 < cost) return false
      window.add(now, -cost)
      return true
    },
  }
}

/** What was earned less what was spent, second by second. */
class Window {
  readonly #seconds: Float64Array = new Float64Array(windowSeconds)
  #latest = 0

  add(now: number, amount: number): void {
    this.#turn(now)
    const at = this.#latest % windowSeconds
    this.#seconds[at] = (this.#seconds[at] ?? 0) + amount
  }

  sum(now: number): number {
    this.#turn(now)
    let total = 0
    for (const amount of this.#seconds) total += amount
    return total
  }

  #turn(now: number): void {
    const second = Math.floor(now / 1000)
    const passed = Math.min(windowSeconds, second - this.#latest)
    for (let i = 1; i <= passed; i++) this.#seconds[(second - passed + i) % windowSeconds] = 0
    this.#latest = Math.max(this.#latest, second)
  }
}
