const floor = 0.3
const rampFloor = 0.05
const growth = 0.0005
const rampGrowthPerMs = 0.5 / 900_000
const rampPauseMs = 1000

/** The share of a configured rate that a provider is known to accept. */
export class LearnedRate {
  #share = 1
  #ramp: { readonly share: number; readonly since: number } | undefined

  get share(): number {
    return this.#share
  }

  /** The provider refused at this rate. */
  throttled(): void {
    this.#share = Math.min(this.#share, Math.max(floor, this.#share * 0.95))
  }

  /** The rate grew too fast: half of it, then at most half as much again in 15 min. */
  ramped(now: number): void {
    if (this.#ramp !== undefined && now - this.#ramp.since < rampPauseMs) return
    this.#share = Math.max(rampFloor, this.#share * 0.5)
    this.#ramp = { share: this.#share, since: now }
  }

  /** The provider accepted a request. */
  accepted(now: number): void {
    if (this.#share >= 1) return
    this.#share = Math.min(1, this.#share + growth, this.#ceiling(now))
  }

  #ceiling(now: number): number {
    if (this.#ramp === undefined) return 1
    const ceiling = this.#ramp.share * (1 + (now - this.#ramp.since) * rampGrowthPerMs)
    if (ceiling >= 1) this.#ramp = undefined
    return Math.max(this.#share, ceiling)
  }
}
