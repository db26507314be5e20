import { Gcra, type Clock, type GcraRate, type LeaseStore } from '@signalbox/core'

import { inPatience } from './in-patience.ts'
import type { RateCell } from './rate-cell.ts'

/** A limit that all replicas share through a store. */
export interface LeasedCellOptions {
  readonly key: string
  readonly leases: LeaseStore
  readonly clock: Clock
  readonly rate: GcraRate
  /** Last known live replicas, this one included. */
  readonly replicas: () => number
  /** Without the store: the static share of the limit, or nothing. */
  readonly onOutage: 'share' | 'closed'
}

const chunkMs = 100
const refillAt = 0.25
const retryStoreMs = 1000
const maxRounds = 8

/** Takes from the shared limit in chunks: one call in flight, none while the store said wait. */
export class LeasedCell implements RateCell {
  readonly #options: LeasedCellOptions
  readonly #own: Gcra
  readonly #share: Gcra
  #rate: GcraRate
  #balance = 0
  #wanted = 0
  #asking: Promise<void> | undefined
  #askAgainAt = -Infinity
  #scarce = false
  #lost = false

  constructor(options: LeasedCellOptions) {
    this.#options = options
    this.#rate = options.rate
    this.#own = new Gcra(options.rate)
    this.#share = new Gcra(this.#shareRate())
  }

  take(units: number, now: number): boolean | Promise<boolean> {
    const need = Math.min(units, this.#rate.burst)
    if (this.#balance >= need) {
      this.#spend(units, now)
      const chunk = this.#chunk()
      const low = this.#balance < chunk * refillAt && chunk > 1
      if (low && now >= this.#askAgainAt) void this.#ask()
      return true
    }
    if (this.#lost) {
      if (now >= this.#askAgainAt) void this.#ask()
      return this.#takeShare(units, now)
    }
    return now < this.#askAgainAt ? false : this.#fetch(units, need)
  }

  settle(taken: number, actual: number, now: number): void {
    if (taken === actual) return
    this.#own.settle(taken, actual, now)
    const most = Math.max(this.#balance, this.#rate.burst / this.#live())
    this.#balance = Math.min(this.#balance + taken - actual, most)
  }

  configure(rate: GcraRate, now: number): void {
    this.#rate = rate
    this.#own.configure(rate, now)
    this.#share.configure(this.#shareRate(), now)
  }

  view(now: number): { remaining: number; fullInMs: number } {
    const own = this.#own.available(now)
    const remaining = this.#scarce ? Math.min(own, Math.max(0, this.#balance)) : own
    return { remaining, fullInMs: this.#own.waitMs(this.#rate.burst, now) }
  }

  waitMs(units: number, now: number): number {
    if (this.#balance >= units) return 0
    if (!this.#lost) return Math.max(1, this.#askAgainAt - now)
    if (this.#options.onOutage === 'closed') return retryStoreMs
    return this.#share.waitMs(Math.min(units, this.#shareRate().burst), now)
  }

  isIdle(now: number): boolean {
    return this.#asking === undefined && this.#own.isFull(now)
  }

  async #fetch(units: number, need: number): Promise<boolean> {
    this.#wanted += need
    try {
      for (let round = 0; round < maxRounds; round++) {
        await this.#ask()
        const now = this.#options.clock.now()
        if (this.#balance >= need) {
          this.#spend(units, now)
          return true
        }
        if (this.#lost) return this.#takeShare(units, now)
        if (now < this.#askAgainAt) return false
      }
      return false
    } finally {
      this.#wanted -= need
    }
  }

  #ask(): Promise<void> {
    if (this.#asking !== undefined) return this.#asking
    const { leases, key } = this.#options
    const { limit, periodMs, burst } = this.#rate
    const want = Math.min(burst, Math.max(this.#chunk(), Math.ceil(this.#wanted - this.#balance)))
    const bucket = { cap: burst, ratePerSec: (limit / periodMs) * 1000, want }
    const reply = this.#lease(leases.lease(key, bucket), want)
    const asking = inPatience(reply, this.#options.clock, (now) => this.#lose(now)).finally(
      () => (this.#asking = undefined),
    )
    this.#asking = asking
    return asking
  }

  async #lease(answer: ReturnType<LeaseStore['lease']>, want: number): Promise<void> {
    try {
      this.#arrive(await answer, want)
    } catch {
      // What it is that failed is the store's to tell; here only the share counts.
      this.#lose(this.#options.clock.now())
    }
  }

  #arrive(
    { granted, retryAtMs }: { readonly granted: number; readonly retryAtMs: number },
    want: number,
  ): void {
    const { clock } = this.#options
    this.#lost = false
    this.#scarce = retryAtMs > 0
    this.#balance += granted
    if (!this.#scarce) {
      this.#askAgainAt = -Infinity
      return
    }
    // The store says when all of it would be there; after a part of it less is missing.
    const missing = Math.max(this.#chunk(), this.#wanted - this.#balance)
    const waitMs = (retryAtMs - clock.wall()) * Math.min(1, missing / want)
    this.#askAgainAt = clock.now() + Math.max(1, waitMs)
  }

  #lose(now: number): void {
    this.#askAgainAt = now + retryStoreMs
    if (this.#lost) return
    this.#lost = true
    this.#share.configure(this.#shareRate(), now)
  }

  #takeShare(units: number, now: number): boolean {
    if (this.#options.onOutage === 'closed') return false
    const own = Math.max(0, this.#balance)
    const need = Math.min(units - own, this.#shareRate().burst)
    if (!this.#share.tryTake(need, now)) return false
    this.#balance -= own
    this.#own.settle(0, units, now)
    return true
  }

  #spend(units: number, now: number): void {
    this.#balance -= units
    this.#own.settle(0, units, now)
  }

  #live(): number {
    return Math.max(1, this.#options.replicas())
  }

  #chunk(): number {
    const { limit, periodMs, burst } = this.#rate
    const worth = Math.ceil((limit / periodMs) * (chunkMs / this.#live()))
    return Math.max(1, Math.min(worth, Math.floor(burst / 10)))
  }

  #shareRate(): GcraRate {
    const { limit, periodMs, burst } = this.#rate
    const live = this.#live()
    return { limit: limit / live, periodMs, burst: Math.max(1, burst / live) }
  }
}
