import { Gcra } from '@signalbox/core'

import type { Fault, SimTarget } from './scenario.ts'
import { lognormal, type Random } from './seeded-random.ts'

/** What a simulated provider does with one call. */
export type Plan =
  | { readonly type: 'refuse'; readonly afterMs: number }
  | { readonly type: 'silence' }
  | {
      readonly type: 'error'
      readonly status: number
      readonly afterMs: number
      readonly headers: readonly string[]
    }
  | {
      readonly type: 'answer'
      readonly firstMs: number
      readonly streamMs: number
      readonly headers: readonly string[]
    }

const spread = 0.2

/** The state of one simulated provider: its load, its limit and its fault of the hour. */
export class SimTargetModel {
  readonly target: SimTarget
  inflight = 0
  readonly #limit: Gcra | undefined
  #fault: Fault | undefined
  #faultSince = 0

  constructor(target: SimTarget) {
    this.target = target
    this.#limit = target.rpm === undefined ? undefined : new Gcra(this.#rate(target.rpm))
  }

  set(fault: Fault | undefined, now: number): void {
    this.#fault = fault
    this.#faultSince = now
    const { rpm } = this.target
    if (rpm === undefined) return
    this.#limit?.configure(this.#rate(fault?.type === 'limit' ? rpm * fault.factor : rpm), now)
  }

  plan(tokens: number, now: number, random: Random): Plan {
    const fault = this.#fault
    if (fault?.type === 'killed') return { type: 'refuse', afterMs: 1 }
    if (fault?.type === 'hung') return { type: 'silence' }
    if (fault?.type === 'down') return { type: 'error', status: 503, afterMs: 50, headers: [] }
    if (this.#limit?.tryTake(1, now) === false) return this.#limited(this.#limit, now)
    const headers = this.#headers(now)
    const errors = fault?.type === 'errors' ? fault.share : (this.target.errorShare ?? 0)
    if (random() < errors)
      return { type: 'error', status: 500, afterMs: 100 + 300 * random(), headers }
    const load = this.#load()
    const slow = this.#slowness(now)
    const { firstContent, msPerToken } = this.target
    return {
      type: 'answer',
      firstMs: lognormal(random, firstContent.medianMs, firstContent.sigma) * slow * load,
      streamMs: tokens * lognormal(random, msPerToken, spread) * Math.sqrt(slow) * load,
      headers,
    }
  }

  #rate(rpm: number): { limit: number; periodMs: number; burst: number } {
    return { limit: rpm, periodMs: 60_000, burst: (rpm * (this.target.burstSeconds ?? 10)) / 60 }
  }

  #limited(limit: Gcra, now: number): Plan {
    const seconds = Math.max(1, Math.ceil(limit.waitMs(1, now) / 1000))
    const headers = ['retry-after', String(seconds), ...this.#headers(now)]
    return { type: 'error', status: 429, afterMs: 80, headers }
  }

  #headers(now: number): readonly string[] {
    if (this.#limit === undefined) return []
    const rpm = this.target.rpm ?? 0
    const limit = this.#fault?.type === 'limit' ? rpm * this.#fault.factor : rpm
    const left = Math.floor(this.#limit.available(now))
    return [
      'x-ratelimit-limit-requests',
      String(limit),
      'x-ratelimit-remaining-requests',
      String(left),
    ]
  }

  #load(): number {
    const { inflight: cap } = this.target
    if (cap === undefined || this.inflight <= cap) return 1
    return 1 + (3 * (this.inflight - cap)) / cap
  }

  #slowness(now: number): number {
    const fault = this.#fault
    if (fault?.type !== 'slow') return 1
    const rampMs = (fault.rampSeconds ?? 0) * 1000
    const share = rampMs === 0 ? 1 : Math.min(1, (now - this.#faultSince) / rampMs)
    return 1 + (fault.factor - 1) * share
  }
}
