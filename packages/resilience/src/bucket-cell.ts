import { Gcra } from '@signalbox/core'

import { AdmissionLog } from './admission-log.ts'
import type { LeasedBucket } from './leased-bucket.ts'
import { LowMarks } from './low-marks.ts'
import type { GateCost } from './permit.ts'

/** What a provider counts. */
export type Dimension = 'requests' | 'requests-day' | 'tokens' | 'input-tokens' | 'output-tokens'

/** One limit of a provider. */
export interface CellOptions {
  readonly dimension: Dimension
  readonly limit: number
  readonly periodMs: number
  readonly burst: number
  /** What a header may lift the limit to; by default the limit itself. */
  readonly ceiling?: number | undefined
  readonly lease?: LeasedBucket | undefined
}

const rounding = 1e-6

/**
 * One limit with an exact window: what a request gives back late is only what the bucket would
 * still have, so no window ever holds more than its share of the limit plus the burst. A request
 * above the burst waits for a full bucket and leaves a debt.
 */
export class BucketCell {
  readonly dimension: Dimension
  readonly #ceiling: number
  readonly #periodMs: number
  readonly #burstShare: number
  readonly #lease: LeasedBucket | undefined
  readonly #gcra: Gcra
  readonly #marks = new LowMarks()
  readonly #log = new AdmissionLog()
  #limit: number
  #burst: number
  #share = 1
  #msPerUnit = Infinity

  constructor(options: CellOptions) {
    const { dimension, limit, periodMs, burst, ceiling = limit, lease } = options
    this.dimension = dimension
    this.#ceiling = ceiling
    this.#periodMs = periodMs
    this.#burstShare = limit > 0 ? burst / limit : 0
    this.#lease = lease
    this.#limit = limit
    this.#burst = limit > 0 ? burst : 0
    this.#gcra = new Gcra({ limit, periodMs, burst: this.#burst })
    if (limit > 0) this.#msPerUnit = periodMs / limit
  }

  get limit(): number {
    return this.#limit
  }

  get burst(): number {
    return this.#burst
  }

  /** What a request costs here; even one of unknown size needs some room. */
  units(cost: GateCost): number {
    switch (this.dimension) {
      case 'requests':
      case 'requests-day':
        return 1
      case 'tokens':
        return Math.max(1, cost.tokensIn + cost.tokensOut)
      case 'input-tokens':
        return Math.max(1, cost.tokensIn)
      case 'output-tokens':
        return Math.max(1, cost.tokensOut)
    }
  }

  /** With a share of the burst left over; what is larger than the rest waits for a full bucket. */
  fits(units: number, now: number, leaving = 0): boolean {
    if (this.#burst === 0) return false
    // Asked even when the own bucket is short, so that the lease is there when it no longer is.
    const leased = this.#lease === undefined || this.#lease.has(units, now)
    return leased && this.#used(now) + this.#room(units, leaving) <= this.#burst + rounding
  }

  /** Only what fits. */
  take(take: number, units: number, now: number): void {
    this.#marks.record(take, this.#used(now))
    this.#gcra.settle(0, units, now)
    this.#log.record(units, now)
    this.#lease?.take(units, now)
  }

  /** Replaces what a numbered take assumed; true when something came back. */
  settle(take: number, estimated: number, actual: number, now: number): boolean {
    if (actual >= estimated) {
      if (actual > estimated) this.#gcra.settle(estimated, actual, now)
      return false
    }
    const kept = Math.min(estimated - actual, this.#marks.after(take))
    this.#marks.lower(take, kept)
    const units = Math.min(kept, this.#used(now))
    if (units <= 0) return false
    this.#gcra.giveBack(units)
    this.#lease?.giveBack(units)
    return true
  }

  /** Until the units fit behind others that wait. */
  waitMs(units: number, ahead: number, now: number, leaving = 0): number {
    if (this.#burst === 0) return Infinity
    const need = this.#used(now) + ahead + this.#room(units, leaving) - this.#burst
    const own = need > rounding ? need * this.#msPerUnit : 0
    return this.#lease === undefined ? own : Math.max(own, this.#lease.waitMs(units, now))
  }

  available(now: number): number {
    return Math.max(0, this.#burst - this.#used(now))
  }

  admittedSince(time: number): number {
    return this.#log.since(time)
  }

  /** A header states the limit; it can lower a configured one, never lift it. */
  restrict(limit: number, now: number): void {
    const next = Math.min(limit, this.#ceiling)
    if (next === this.#limit) return
    this.#limit = next
    this.#burst = Math.max(1, this.#burstShare * next)
    this.#configure(now)
  }

  /** Runs at a share of the limit. */
  pace(share: number, now: number): void {
    if (share === this.#share || this.#limit <= 0) return
    this.#share = share
    this.#configure(now)
  }

  /** After a block the burst is earned again from zero. */
  blockUntil(time: number): void {
    this.#gcra.blockUntil(time)
  }

  /** Continuous refill: never more than that is left. */
  capAt(remaining: number, now: number): void {
    this.#gcra.capAt(remaining, now)
  }

  /** Fixed window: the rest is spent at the own pace, right before the reset. */
  capWindow(remaining: number, resetInMs: number, now: number): void {
    this.#gcra.capWindow(remaining, resetInMs, now)
  }

  isFull(now: number): boolean {
    return this.#gcra.isFull(now)
  }

  /** A day's limit has no burst to leave: who has time may use it up as well. */
  #room(units: number, leaving: number): number {
    const left = this.dimension === 'requests-day' ? 0 : leaving * this.#burst
    return Math.min(units + left, this.#burst)
  }

  #used(now: number): number {
    return this.#burst === 0 ? 0 : this.#gcra.waitMs(this.#burst, now) / this.#msPerUnit
  }

  #configure(now: number): void {
    const limit = this.#limit * this.#share
    this.#msPerUnit = this.#periodMs / limit
    this.#gcra.configure({ limit, periodMs: this.#periodMs, burst: this.#burst }, now)
    this.#lease?.configure(limit, this.#burst)
  }
}
