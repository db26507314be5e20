import type { Clock, GcraRate, LeaseStore, RateLimit, SlotStore } from '@signalbox/core'

import { LeasedCell } from './leased-cell.ts'
import { LocalCell, type RateCell } from './rate-cell.ts'
import type { TenantLimits } from './records.ts'
import { SlotCell } from './slot-cell.ts'

/** How limits are counted. */
export interface LimitRules {
  /** Shares every limit with the other replicas; absent: each process counts alone. */
  readonly leases?: LeaseStore | undefined
  /** Shares how many run at once; absent: each replica has its static share. */
  readonly slots?: SlotStore | undefined
  /** Asks the other replicas for places that they hold and do not use. */
  readonly recall?: (() => void) | undefined
  readonly clock: Clock
  /** Last known live replicas. */
  readonly replicas: () => number
  readonly onOutage: 'share' | 'closed'
  /** How much of a minute's limit may come at once, as a span. */
  readonly burstMs: number
}

/** What a request costs in every unit. */
export type LimitUnits = Readonly<Record<RateLimit['unit'], number>>

interface Dimension {
  readonly unit: RateLimit['unit']
  readonly name: 'rpm' | 'tpm' | 'inputTpm' | 'outputTpm'
}

const dimensions: readonly Dimension[] = [
  { unit: 'requests', name: 'rpm' },
  { unit: 'tokens', name: 'tpm' },
  { unit: 'input-tokens', name: 'inputTpm' },
  { unit: 'output-tokens', name: 'outputTpm' },
]
const minuteMs = 60_000

interface Cell {
  readonly unit: RateLimit['unit']
  readonly cell: RateCell
  limit: number
}

/** What refused a request. */
export interface Refusal {
  readonly unit: RateLimit['unit'] | 'concurrency'
  readonly limit: number
  readonly waitMs: number
}

/** All limits of one tenant or key. */
export class LimitSet {
  readonly name: string
  readonly #rules: LimitRules
  readonly #cells: Cell[] = []
  readonly #slots: SlotCell
  #limits: TenantLimits = {}

  constructor(name: string, rules: LimitRules) {
    this.name = name
    this.#rules = rules
    this.#slots = new SlotCell({ ...rules, key: `limit:${name}:at-once` })
  }

  get shadow(): boolean {
    return this.#limits.mode === 'shadow'
  }

  /** The same limits cost nothing; new ones keep what was taken. */
  configure(limits: TenantLimits): void {
    if (limits === this.#limits) return
    this.#limits = limits
    this.#slots.configure(limits.concurrency)
    const now = this.#rules.clock.now()
    for (const { unit, name } of dimensions) {
      const limit = limits[name]
      const at = this.#cells.findIndex((cell) => cell.unit === unit)
      const known = this.#cells[at]
      if (limit === undefined) {
        if (known !== undefined) this.#cells.splice(at, 1)
      } else if (known === undefined) {
        this.#cells.push({ unit, limit, cell: this.#cellFor(unit, limit) })
      } else if (known.limit !== limit) {
        known.limit = limit
        known.cell.configure(this.#rate(limit), now)
      }
    }
  }

  /** One request more at once, or why not; a limit that only watches says so and lets it in. */
  enter(): Refusal | undefined | Promise<Refusal | undefined> {
    const entered = this.#slots.enter(this.#rules.clock.now())
    return entered instanceof Promise
      ? entered.then((came) => this.#crowded(came))
      : this.#crowded(entered)
  }

  leave(): void {
    this.#slots.leave()
  }

  /** Another replica needs places that are idle here. */
  giveBack(): void {
    this.#slots.giveBack()
  }

  close(): void {
    this.#slots.close()
  }

  /** Takes from every limit or from none. */
  take(units: LimitUnits): Refusal | undefined | Promise<Refusal | undefined> {
    return this.#takeFrom(0, units)
  }

  settle(taken: LimitUnits, actual: LimitUnits): void {
    const now = this.#rules.clock.now()
    for (const { unit, cell } of this.#cells) cell.settle(taken[unit], actual[unit], now)
  }

  view(): readonly RateLimit[] {
    const { clock } = this.#rules
    const now = clock.now()
    return this.#cells.map(({ unit, limit, cell }) => {
      const { remaining, fullInMs } = cell.view(now)
      return { unit, limit, remaining, resetsAt: clock.wall() + fullInMs }
    })
  }

  isIdle(now: number): boolean {
    return this.#slots.running === 0 && this.#cells.every(({ cell }) => cell.isIdle(now))
  }

  #takeFrom(index: number, units: LimitUnits): Refusal | undefined | Promise<Refusal | undefined> {
    for (let at = index; at < this.#cells.length; at++) {
      const entry = this.#cells[at]
      if (entry === undefined) break
      const taken = entry.cell.take(units[entry.unit], this.#rules.clock.now())
      if (taken instanceof Promise)
        return taken.then((came) =>
          came ? this.#takeFrom(at + 1, units) : this.#refuse(at, units),
        )
      if (!taken) return this.#refuse(at, units)
    }
    return undefined
  }

  #refuse(at: number, units: LimitUnits): Refusal {
    const now = this.#rules.clock.now()
    for (const { unit, cell } of this.#cells.slice(0, at)) cell.settle(units[unit], 0, now)
    const { unit = 'requests', limit = 0, cell } = this.#cells[at] ?? {}
    return { unit, limit, waitMs: cell?.waitMs(units[unit], now) ?? 0 }
  }

  #crowded(came: boolean): Refusal | undefined {
    if (came) return undefined
    if (this.shadow) this.#slots.force()
    return { unit: 'concurrency', limit: this.#limits.concurrency ?? 0, waitMs: 1000 }
  }

  #rate(limit: number): GcraRate {
    const burst = Math.max(1, Math.floor((limit * this.#rules.burstMs) / minuteMs))
    return { limit, periodMs: minuteMs, burst }
  }

  #cellFor(unit: RateLimit['unit'], limit: number): RateCell {
    const { leases, clock, replicas, onOutage } = this.#rules
    const rate = this.#rate(limit)
    if (leases === undefined) return new LocalCell(rate)
    const key = `limit:${this.name}:${unit}`
    return new LeasedCell({ key, leases, clock, rate, replicas, onOutage })
  }
}
