const most = 4096

/** Calls that wait longer than they should: how many calls wait at all, and the sum of what is too long. */
export interface Lateness {
  readonly count: number
  readonly lateMs: number
}

// Twice the time after which replicas tell again.
const freshMs = 2500

/** Calls without an answer yet, here and at other replicas. */
export class WaitingCalls {
  // Ordered by start, so that reading stops at the first call that is not late.
  readonly #startedAt = new Map<object, number>()
  readonly #others = new Map<string, Lateness & { readonly at: number }>()

  begin(call: object, now: number): void {
    if (this.#startedAt.size >= most) {
      const oldest = this.#startedAt.keys().next()
      if (oldest.done !== true) this.#startedAt.delete(oldest.value)
    }
    this.#startedAt.set(call, now)
  }

  leave(call: object): void {
    this.#startedAt.delete(call)
  }

  /** What another replica waits for. */
  hear(from: string, { count, lateMs }: Lateness, now: number): void {
    this.#others.set(from, { count, lateMs, at: now })
  }

  /** How late they are on average, where `levelMs` is in time: a hang shows before any call has ended. */
  late(now: number, levelMs: number): number {
    if (this.#startedAt.size === 0 && this.#others.size === 0) return 0
    let count = this.#startedAt.size
    let late = this.lateMs(now, levelMs)
    for (const [from, other] of this.#others)
      if (now - other.at > freshMs) this.#others.delete(from)
      else {
        count += other.count
        late += other.lateMs
      }
    return late === 0 ? 0 : late / Math.min(count, 4)
  }

  /** How late those of this replica are together. */
  lateMs(now: number, levelMs: number): number {
    let late = 0
    for (const startedAt of this.#startedAt.values()) {
      const over = now - startedAt - levelMs
      if (over <= 0) break
      late += over
    }
    return late
  }

  get size(): number {
    return this.#startedAt.size
  }
}
