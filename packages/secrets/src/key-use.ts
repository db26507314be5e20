import { Gcra, type RateLimit } from '@signalbox/core'

import { CalendarCount, type CalendarUse } from './calendar-count.ts'
import type { KeyLimits } from './pool-options.ts'

/** The moment, on both clocks. */
export interface Moment {
  /** Monotonic ms. */
  readonly now: number
  /** Unix ms. */
  readonly wall: number
}

/** What a finished call took. */
export interface Spent {
  readonly tokens: number
  readonly nanoUsd: bigint
}

interface Heard {
  readonly limit: number
  readonly remaining: number
  readonly seenAt: number
  readonly fullAt: number
  taken: number
}

const minuteMs = 60_000
const defaultResetMs = 60_000

/** How much of its limits a key has used: own counts, and what the provider's headers say. */
export class KeyUse {
  readonly #limits: KeyLimits
  readonly #hasPeriods: boolean
  readonly #requests: Gcra | undefined
  readonly #tokens: Gcra | undefined
  readonly #day = new CalendarCount('day')
  readonly #month = new CalendarCount('month')
  readonly #heard = new Map<RateLimit['unit'], Heard>()

  constructor(limits: KeyLimits) {
    this.#limits = limits
    const { requestsPerDay, tokensPerDay, usdPerDay, usdPerMonth } = limits
    this.#hasPeriods = [requestsPerDay, tokensPerDay, usdPerDay, usdPerMonth].some(
      (limit) => limit !== undefined,
    )
    this.#requests = cellFor(limits.rpm)
    this.#tokens = cellFor(limits.tpm)
  }

  take({ now, wall }: Moment): void {
    this.#requests?.settle(0, 1, now)
    this.#day.add({ requests: 1 }, wall)
    this.#month.add({ requests: 1 }, wall)
    const heard = this.#heard.get('requests')
    if (heard !== undefined) heard.taken++
  }

  spend({ tokens, nanoUsd }: Spent, { now, wall }: Moment): void {
    this.#tokens?.settle(0, tokens, now)
    this.#day.add({ tokens, nanoUsd }, wall)
    this.#month.add({ tokens, nanoUsd }, wall)
    const heard = this.#heard.get('tokens')
    if (heard !== undefined) heard.taken += tokens
  }

  /** What the books say was used, before this process began and by others. */
  restore(use: { day?: CalendarUse; month?: CalendarUse }, { wall }: Moment): void {
    if (use.day !== undefined) this.#day.raise(use.day, wall)
    if (use.month !== undefined) this.#month.raise(use.month, wall)
  }

  hear(limits: readonly RateLimit[], { now, wall }: Moment): void {
    for (const { unit, limit, remaining, resetsAt } of limits) {
      if (limit === undefined || remaining === undefined || limit <= 0) continue
      const fullAt = now + Math.max(0, resetsAt === undefined ? defaultResetMs : resetsAt - wall)
      this.#heard.set(unit, { limit, remaining, seenAt: now, fullAt, taken: 0 })
    }
  }

  /** The used share of the tightest limit, 0 to 1 and above. */
  used(moment: Moment): number {
    return Math.max(this.#usedOfMinute(moment), this.usedOfPeriods(moment))
  }

  /** The same over days and months only: what does not come back by itself soon. */
  usedOfPeriods({ wall }: Moment): number {
    const { requestsPerDay, tokensPerDay, usdPerDay, usdPerMonth } = this.#limits
    if (!this.#hasPeriods) return 0
    const day = this.#day.use(wall)
    const month = this.#month.use(wall)
    return Math.max(
      shareOf(day.requests, requestsPerDay),
      shareOf(day.tokens, tokensPerDay),
      shareOf(Number(day.nanoUsd) / 1e9, usdPerDay),
      shareOf(Number(month.nanoUsd) / 1e9, usdPerMonth),
    )
  }

  today(wall: number): CalendarUse {
    return this.#day.use(wall)
  }

  thisMonth(wall: number): CalendarUse {
    return this.#month.use(wall)
  }

  #usedOfMinute({ now }: Moment): number {
    const { rpm, tpm } = this.#limits
    let used = Math.max(usedOf(this.#requests, rpm, now), usedOf(this.#tokens, tpm, now))
    for (const heard of this.#heard.values()) used = Math.max(used, usedAsHeard(heard, now))
    return used
  }
}

function cellFor(limit: number | undefined): Gcra | undefined {
  return limit === undefined ? undefined : new Gcra({ limit, periodMs: minuteMs, burst: limit })
}

function usedOf(cell: Gcra | undefined, limit: number | undefined, now: number): number {
  if (cell === undefined || limit === undefined) return 0
  // A cell forgives rounding; a threshold does not.
  return Math.round((1 - cell.available(now) / limit) * 1e6) / 1e6
}

/** What was left comes back evenly until the reset. */
function usedAsHeard({ limit, remaining, seenAt, fullAt, taken }: Heard, now: number): number {
  if (now >= fullAt) return Math.min(1, taken / limit)
  const back = ((limit - remaining) * (now - seenAt)) / (fullAt - seenAt)
  return Math.min(1, Math.max(0, (limit - remaining - back + taken) / limit))
}

function shareOf(used: number, limit: number | undefined): number {
  return limit === undefined || limit <= 0 ? 0 : used / limit
}
