const memoryMs = 30_000

/** Errors and calls that fade within half a minute. */
export class ErrorShare {
  #errors = 0
  #requests = 0
  #at = 0

  add(requests: number, errors: number, now: number): void {
    const kept = this.kept(now)
    this.#errors = this.#errors * kept + errors
    this.#requests = this.#requests * kept + requests
    this.#at = Math.max(now, this.#at)
  }

  get isEmpty(): boolean {
    return this.#requests === 0
  }

  /** As they were when the last one was added. */
  get errors(): number {
    return this.#errors
  }

  get requests(): number {
    return this.#requests
  }

  /** The share of them that is left. */
  kept(now: number): number {
    return Math.exp(-Math.max(0, now - this.#at) / memoryMs)
  }
}
