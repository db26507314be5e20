import type { Clock, SlotAnswer, SlotStore } from '@signalbox/core'

import { inPatience } from './in-patience.ts'

/** Requests at once of one party, over all replicas. */
export interface SlotCellOptions {
  readonly key: string
  /** Absent: this replica has its static share of the limit. */
  readonly slots?: SlotStore | undefined
  readonly clock: Clock
  readonly replicas: () => number
  /** Without the store: the static share of the limit, or nothing. */
  readonly onOutage: 'share' | 'closed'
  /** Asks the other replicas for places that they hold and do not use. */
  readonly recall?: (() => void) | undefined
}

const ttlMs = 6000
/** Our own clock may be as much slower as the rest. */
const trustMs = 4000
const renewMs = 1500
const retryStoreMs = 1000
/** A full limit is asked no more often than that; a place that is free here needs no asking. */
const retryFullMs = 20
const recallMs = 25
const recallAgainMs = 250
const maxRounds = 8

/**
 * Holds places of a shared limit: as many as run here, and some more while most are free. Near the
 * limit each place goes back as soon as its request has ended.
 */
export class SlotCell {
  readonly #options: SlotCellOptions
  readonly #holder: string = crypto.randomUUID()
  #limit: number | undefined
  #running = 0
  #waiting = 0
  #held = 0
  #free = 0
  #trustedUntil = -Infinity
  #turn = 0
  #asking: Promise<void> | undefined
  #askAgainAt = -Infinity
  #recalling: Promise<void> | undefined
  #recalledAt = -Infinity
  #lost = false
  #renewing = false
  #wasUsed = false
  readonly #closing = new AbortController()

  constructor(options: SlotCellOptions) {
    this.#options = options
  }

  configure(limit: number | undefined): void {
    this.#limit = limit === undefined ? undefined : Math.floor(limit)
  }

  get running(): number {
    return this.#running
  }

  /** One more at once; a promise only when the store has to be asked. */
  enter(now: number): boolean | Promise<boolean> {
    this.#wasUsed = true
    if (this.#limit === undefined) return this.#admit(true)
    if (this.#options.slots === undefined) return this.#admit(this.#running < this.#share())
    if (this.#lost) {
      if (now >= this.#askAgainAt) void this.#ask()
      return this.#admit(this.#hasShare())
    }
    if (this.#hasPlace(now)) return this.#admit(true)
    return now < this.#askAgainAt ? false : this.#fetch()
  }

  /** One more at once although there is no place for it. */
  force(): void {
    this.#running++
  }

  leave(): void {
    this.#running--
    this.#tidy()
  }

  /** Another replica is short of places: what is not used here goes back. */
  giveBack(): void {
    this.#free = 0
    this.#tidy()
  }

  /** Nothing is renewed any more, and idle places are free for the others. */
  close(): void {
    this.#closing.abort()
    this.giveBack()
  }

  async #fetch(): Promise<boolean> {
    this.#waiting++
    try {
      for (let round = 0; round < maxRounds; round++) {
        await this.#ask()
        const now = this.#options.clock.now()
        if (this.#lost) return this.#admit(this.#hasShare())
        if (this.#hasPlace(now)) return this.#admit(true)
        if (this.#free > 0) continue
        const recalled = this.#recall(now)
        if (recalled === undefined) break
        await recalled
      }
      this.#askAgainAt = this.#options.clock.now() + retryFullMs
      return false
    } finally {
      this.#waiting--
    }
  }

  /** Resolves when others had time to give something back; undefined: they were asked just now. */
  #recall(now: number): Promise<void> | undefined {
    const { recall, clock } = this.#options
    if (recall === undefined || this.#recalling !== undefined) return this.#recalling
    if (now < this.#recalledAt + recallAgainMs) return undefined
    this.#recalledAt = now
    recall()
    this.#recalling = clock.sleep(recallMs).finally(() => (this.#recalling = undefined))
    return this.#recalling
  }

  #ask(): Promise<void> {
    const { slots, clock } = this.#options
    if (slots === undefined || this.#limit === undefined) return Promise.resolve()
    this.#asking ??= inPatience(this.#hold(slots, this.#limit), clock, () => this.#lose()).finally(
      () => {
        this.#asking = undefined
        this.#tidy()
        this.#keep()
      },
    )
    return this.#asking
  }

  /** Gives back what is more than nobody misses. */
  #tidy(): void {
    if (this.#held - this.#running - this.#waiting > this.#spare()) void this.#ask()
  }

  async #hold(slots: SlotStore, limit: number): Promise<void> {
    const { key, clock } = this.#options
    const askedAt = clock.now()
    const needed = this.#running + this.#waiting
    const want = Math.min(needed + Math.ceil(this.#spare() / 2), Math.max(limit, this.#running))
    const turn = ++this.#turn
    // What is given back is not used from now on, whenever the store hears of it.
    this.#held = Math.min(this.#held, want)
    try {
      const answer = await slots.hold(key, { holder: this.#holder, turn, limit, want, ttlMs })
      if (turn === this.#turn) this.#arrive(answer, askedAt)
    } catch {
      // What it is that failed is the store's to tell; here only the share counts.
      this.#lose()
    }
  }

  #arrive({ held, free }: SlotAnswer, askedAt: number): void {
    this.#lost = false
    this.#askAgainAt = -Infinity
    this.#held = held
    this.#free = free
    this.#trustedUntil = askedAt + trustMs
  }

  #lose(): void {
    this.#askAgainAt = this.#options.clock.now() + retryStoreMs
    this.#lost = true
    this.#held = 0
    // An answer that still comes is not believed.
    this.#turn++
  }

  #keep(): void {
    const { slots } = this.#options
    if (slots !== undefined && this.#limit !== undefined && !this.#renewing) void this.#renew()
  }

  /** What runs longer than the store remembers is told again, and so is that nothing runs. */
  async #renew(): Promise<void> {
    const { signal } = this.#closing
    this.#renewing = true
    while (!signal.aborted && this.#limit !== undefined && this.#held + this.#running > 0) {
      this.#wasUsed = false
      await this.#options.clock.sleep(renewMs, signal).catch(() => undefined)
      if (!this.#wasUsed) this.#free = 0
      await this.#ask()
    }
    this.#renewing = false
  }

  #admit(isAllowed: boolean): boolean {
    if (!isAllowed) return false
    this.#running++
    this.#keep()
    return true
  }

  #hasPlace(now: number): boolean {
    return this.#running < this.#held && now < this.#trustedUntil
  }

  #hasShare(): boolean {
    return this.#options.onOutage === 'share' && this.#running < this.#share()
  }

  #share(): number {
    return Math.max(1, Math.floor((this.#limit ?? 0) / this.#live()))
  }

  /** How many idle places nobody misses. */
  #spare(): number {
    return Math.floor(this.#free / (2 * this.#live()))
  }

  #live(): number {
    return Math.max(1, this.#options.replicas())
  }
}
