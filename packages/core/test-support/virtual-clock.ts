import type { Clock } from '../src/index.ts'

/** Time that passes only when a test says so. */
export class VirtualClock implements Clock {
  #at = 0
  readonly #sleepers = new Set<{ readonly until: number; wake(): void }>()

  now(): number {
    return this.#at
  }

  wall(): number {
    return this.#at
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const sleeper = { until: this.#at + ms, wake: resolve }
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper)
        reject(signal.reason as Error)
      })
    })
  }

  get sleeping(): number {
    return this.#sleepers.size
  }

  /** Lets time pass, and everybody who wakes meanwhile act on it. */
  async pass(ms: number): Promise<void> {
    const end = this.#at + ms
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      const [next] = [...this.#sleepers].toSorted((a, b) => a.until - b.until)
      if (next === undefined || next.until > end) break
      this.#sleepers.delete(next)
      this.#at = next.until
      next.wake()
    }
    this.#at = end
  }
}
