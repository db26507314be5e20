import type { LatencyRule } from './breaker-latency.ts'
import type { ResolvedLatency } from './breaker-rules.ts'
import type { AwaitedCall } from './breaker-sample.ts'

const mostCalls = 4096
const lookEveryMs = 100

/** The calls of one target that have had no answer yet, oldest first. */
export class AwaitedCalls {
  readonly #calls = new Set<AwaitedCall>()
  readonly #shortestMs: number
  #lookedAt = -Infinity

  constructor(rules: ResolvedLatency | undefined) {
    this.#shortestMs = rules === undefined ? Infinity : (rules.thresholdMs ?? rules.minMs)
  }

  get size(): number {
    return this.#calls.size
  }

  /** Beyond 4,096 a call is counted only when it ends. */
  add(call: AwaitedCall): void {
    if (this.#calls.size < mostCalls) this.#calls.add(call)
  }

  delete(call: AwaitedCall): void {
    this.#calls.delete(call)
  }

  /**
   * Hands over, once, each call that is slow by its age alone; looks ten times a second at most, and
   * believes the second look: after a pause of our own the answers may be there, only not read yet.
   */
  age(now: number, latency: LatencyRule, count: (call: AwaitedCall) => void): void {
    if (now - this.#lookedAt < lookEveryMs) return
    this.#lookedAt = now
    for (const call of this.#calls) {
      const age = now - call.sentAt
      if (age <= this.#shortestMs) return
      if (age <= latency.thresholdMs(call.lane, now)) continue
      if (call.late) {
        this.#calls.delete(call)
        call.counted = true
        count(call)
      }
      call.late = true
    }
  }
}
