import { Gcra, type GcraRate } from '@signalbox/core'

/** One limit, of this process alone or shared with the others. Times are monotonic ms. */
export interface RateCell {
  /** A promise only when the shared limit has to be asked. */
  take(units: number, now: number): boolean | Promise<boolean>
  /** Replaces what was taken by what it was. */
  settle(taken: number, actual: number, now: number): void
  configure(rate: GcraRate, now: number): void
  /** About what is left, and how long until everything is there again. */
  view(now: number): { readonly remaining: number; readonly fullInMs: number }
  /** Until it is worth trying again. */
  waitMs(units: number, now: number): number
  isIdle(now: number): boolean
}

/** A limit that nobody shares; units above the burst leave a debt. */
export class LocalCell implements RateCell {
  readonly #gcra: Gcra
  #burst: number

  constructor(rate: GcraRate) {
    this.#gcra = new Gcra(rate)
    this.#burst = rate.burst
  }

  take(units: number, now: number): boolean {
    const need = Math.min(units, this.#burst)
    if (!this.#gcra.tryTake(need, now)) return false
    if (units > need) this.#gcra.settle(0, units - need, now)
    return true
  }

  settle(taken: number, actual: number, now: number): void {
    if (taken !== actual) this.#gcra.settle(taken, actual, now)
  }

  configure(rate: GcraRate, now: number): void {
    this.#gcra.configure(rate, now)
    this.#burst = rate.burst
  }

  view(now: number): { remaining: number; fullInMs: number } {
    return { remaining: this.#gcra.available(now), fullInMs: this.#gcra.waitMs(this.#burst, now) }
  }

  waitMs(units: number, now: number): number {
    return this.#gcra.waitMs(Math.min(units, this.#burst), now)
  }

  isIdle(now: number): boolean {
    return this.#gcra.isFull(now)
  }
}
