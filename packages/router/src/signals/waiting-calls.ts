const most = 4096

/** Calls without an answer yet. */
export class WaitingCalls {
  // Ordered by start, so that reading stops at the first call that is not late.
  readonly #startedAt = new Map<object, number>()

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

  /** How late they are on average, where `levelMs` is in time: a hang shows before any call has ended. */
  late(now: number, levelMs: number): number {
    if (this.#startedAt.size === 0) return 0
    let late = 0
    for (const startedAt of this.#startedAt.values()) {
      const over = now - startedAt - levelMs
      if (over <= 0) break
      late += over
    }
    return late / Math.min(this.#startedAt.size, 4)
  }
}
