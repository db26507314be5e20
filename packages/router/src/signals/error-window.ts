/** When errors move a target to the end of the list, and when it may come back. */
export interface ErrorRule {
  readonly above: number
  readonly below: number
  readonly windowMs: number
  readonly minRequests: number
  readonly minErrors: number
}

/** What a window says after each report. */
export interface WindowChange {
  readonly change: 'demoted' | 'restored'
  readonly requests: number
  readonly errors: number
}

const slots = 12

/** Counts errors over a sliding window and remembers whether its rule has demoted the target. */
export class ErrorWindow {
  readonly #rule: ErrorRule
  readonly #requests = new Float64Array(slots)
  readonly #errors = new Float64Array(slots)
  #slot = 0
  #lastAt = -Infinity
  #demotedAt: number | undefined

  constructor(rule: ErrorRule) {
    this.#rule = rule
  }

  add(requests: number, errors: number, now: number): WindowChange | undefined {
    this.#roll(now)
    this.#lastAt = now
    const slot = this.#slot % slots
    this.#requests[slot] = (this.#requests[slot] ?? 0) + requests
    this.#errors[slot] = (this.#errors[slot] ?? 0) + errors
    return this.#judge(now)
  }

  /** Whether its error rate is proven to be too high; a silent window forgives. */
  demoted(now: number): boolean {
    if (this.#demotedAt === undefined) return false
    if (now - this.#lastAt >= this.#rule.windowMs) return false
    return true
  }

  #judge(now: number): WindowChange | undefined {
    const { above, below, windowMs, minRequests, minErrors } = this.#rule
    const requests = sum(this.#requests)
    const errors = sum(this.#errors)
    const rate = errors / requests
    if (this.#demotedAt === undefined) {
      if (requests < minRequests || errors < minErrors || rate <= above) return undefined
      this.#demotedAt = now
      return { change: 'demoted', requests, errors }
    }
    if (rate > below || now - this.#demotedAt < windowMs) return undefined
    this.#demotedAt = undefined
    return { change: 'restored', requests, errors }
  }

  #roll(now: number): void {
    const slot = Math.floor((now * slots) / this.#rule.windowMs)
    const steps = Math.min(slots, slot - this.#slot)
    if (now - this.#lastAt >= this.#rule.windowMs) this.#demotedAt = undefined
    for (let i = 1; i <= steps; i++) {
      const place = (this.#slot + i) % slots
      this.#requests[place] = 0
      this.#errors[place] = 0
    }
    // A clock that goes back stays in the slot it had.
    if (slot > this.#slot) {
      if (slot - this.#slot >= slots) {
        this.#requests.fill(0)
        this.#errors.fill(0)
      }
      this.#slot = slot
    }
  }
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
