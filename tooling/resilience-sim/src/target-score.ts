import { GatewayError } from '@signalbox/core'

/** Seconds that a failure is worth. */
const failSeconds = 8
const errorMemorySeconds = 30

/** What a target's past says of its next answer: seconds to first content, and chance to fail. */
export class TargetScore {
  readonly #waiting = new Set<number>()
  #fast = 1
  #base = 1
  #seenAt = -Infinity
  #errors = 0
  #calls = 0
  #countedAt = 0

  /** Times in seconds. */
  begin(now: number): { ended(): void } {
    // Two calls of one instant are two entries.
    let key = now
    while (this.#waiting.has(key)) key += 1e-9
    this.#waiting.add(key)
    return {
      ended: () => {
        this.#waiting.delete(key)
      },
    }
  }

  see(seconds: number, now: number): void {
    if (this.#seenAt === -Infinity) {
      this.#fast = seconds
      this.#base = seconds
    }
    const keep = Math.exp(-Math.max(0.05, now - this.#seenAt) / 15)
    this.#fast = this.#fast * keep + seconds * (1 - keep)
    this.#fast += (seconds > this.#fast ? 0.12 : 0.05) * (seconds - this.#fast)
    this.#base = 0.995 * this.#base + 0.005 * Math.min(seconds, 3 * this.#base)
    this.#seenAt = now
  }

  count(error: GatewayError | undefined, now: number): void {
    const keep = this.#errorWeight(now)
    this.#calls = this.#calls * keep + 1
    this.#errors = this.#errors * keep + Number(error !== undefined && isFailure(error))
    this.#countedAt = now
  }

  /** Seconds; the age of calls that wait too long counts before they have ended. */
  firstContent(now: number): number {
    const usual = this.#base + (this.#fast - this.#base) * Math.exp(-(now - this.#seenAt) / 60)
    let overdue = 0
    for (const startedAt of this.#waiting) overdue += Math.max(0, now - startedAt - usual)
    return usual + overdue / Math.max(1, Math.min(this.#waiting.size, 4))
  }

  /** Seconds a call is likely to cost. */
  cost(now: number): number {
    const weight = this.#errorWeight(now)
    const failing = (this.#errors * weight + 0.02) / (this.#calls * weight + 4)
    return this.firstContent(now) + failing * failSeconds
  }

  #errorWeight(now: number): number {
    return Math.exp(-(now - this.#countedAt) / errorMemorySeconds)
  }
}

function isFailure({ kind, details: { verdict } }: GatewayError): boolean {
  return kind !== 'cancelled' && verdict !== undefined && verdict !== 'rate_limited'
}
