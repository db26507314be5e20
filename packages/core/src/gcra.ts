/** How much a cell lets through: `limit` units per period, and `burst` at once. */
export interface GcraRate {
  readonly limit: number
  readonly periodMs: number
  readonly burst: number
}

// A fresh cell must hold its whole burst in spite of rounding.
const roundingMs = 1e-6

/** A rate limit without timers; in any window at most its share of the limit plus the burst. Times are monotonic ms. */
export class Gcra {
  #msPerUnit = Infinity
  #toleranceMs = 0
  #burst = 0
  #nextFree = -Infinity

  constructor(rate: GcraRate) {
    this.configure(rate, 0)
  }

  /** Changes the rate; units taken stay taken. */
  configure(rate: GcraRate, now: number): void {
    const before = this.#msPerUnit
    this.#msPerUnit = rate.limit > 0 ? rate.periodMs / rate.limit : Infinity
    this.#burst = rate.limit > 0 ? rate.burst : 0
    this.#toleranceMs = this.#burst === 0 ? 0 : this.#burst * this.#msPerUnit
    const scale = this.#msPerUnit / before
    if (this.#nextFree > now && scale > 0 && scale < Infinity)
      this.#nextFree = now + (this.#nextFree - now) * scale
  }

  tryTake(units: number, now: number): boolean {
    if (units <= 0) return true
    const next = Math.max(this.#nextFree, now) + units * this.#msPerUnit
    if (next - now > this.#toleranceMs + roundingMs) return false
    this.#nextFree = next
    return true
  }

  /** Until `tryTake` would succeed; Infinity when the units never fit in the burst. */
  waitMs(units: number, now: number): number {
    if (units <= 0) return 0
    if (units > this.#burst) return Infinity
    const next = Math.max(this.#nextFree, now) + units * this.#msPerUnit
    const wait = next - now - this.#toleranceMs
    return wait > roundingMs ? wait : 0
  }

  /** What could be taken at once, not rounded. */
  available(now: number): number {
    if (this.#burst === 0) return 0
    const used = Math.max(0, this.#nextFree - now)
    return Math.max(0, (this.#toleranceMs + roundingMs - used) / this.#msPerUnit)
  }

  /** Units taken and not used. */
  giveBack(units: number): void {
    if (this.#burst > 0) this.#nextFree -= units * this.#msPerUnit
  }

  /** Replaces an estimate by what it was; may go into debt. */
  settle(estimated: number, actual: number, now: number): void {
    if (this.#burst > 0)
      this.#nextFree = Math.max(this.#nextFree, now) + (actual - estimated) * this.#msPerUnit
  }

  /** Nothing before that time, then the full burst is earned again from zero. */
  blockUntil(time: number): void {
    this.#nextFree = Math.max(this.#nextFree, time + this.#toleranceMs)
  }

  /** A provider with continuous refill says what is left: never more than that. */
  capAt(remaining: number, now: number): void {
    if (this.#burst > 0)
      this.#nextFree = Math.max(this.#nextFree, now + (this.#burst - remaining) * this.#msPerUnit)
  }

  /** A provider with fixed windows says what is left: spent at the own pace, right before the reset. */
  capWindow(remaining: number, resetInMs: number, now: number): void {
    if (this.#burst > 0)
      this.#nextFree = Math.max(this.#nextFree, now + resetInMs - remaining * this.#msPerUnit)
  }

  /** True when nothing would be lost by making the cell anew. */
  isFull(now: number): boolean {
    return this.#nextFree <= now
  }
}
