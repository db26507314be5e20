import type { ResolvedRules } from './breaker-rules.ts'

/** Failures of one target: how many running, and which share of the recent attempts. */
export class FailureWindow {
  readonly #rules: ResolvedRules
  #attempts = 0
  #failures = 0
  #running = 0
  #seenAt = -Infinity

  constructor(rules: ResolvedRules) {
    this.#rules = rules
  }

  see(failed: boolean, now: number): void {
    this.#decay(now)
    this.#attempts += 1
    if (failed) this.#failures += 1
    this.#running = failed ? this.#running + 1 : 0
  }

  /** Why it should open, if it should; `hinted` failures were seen by other replicas. */
  reason(hinted: number): 'consecutive_failures' | 'error_rate' | undefined {
    const { consecutiveFailures, minAttempts, failureRatio } = this.#rules
    if (this.#running > 0 && this.#running + hinted >= consecutiveFailures)
      return 'consecutive_failures'
    const enough = this.#attempts >= minAttempts
    return enough && this.#failures > failureRatio * this.#attempts ? 'error_rate' : undefined
  }

  get running(): number {
    return this.#running
  }

  /** Of the attempts that are remembered; 0 without any. */
  errorRate(): number {
    return this.#attempts === 0 ? 0 : this.#failures / this.#attempts
  }

  clear(): void {
    this.#attempts = 0
    this.#failures = 0
    this.#running = 0
  }

  #decay(now: number): void {
    const kept = Math.exp(-Math.max(0, now - this.#seenAt) / this.#rules.memoryMs)
    this.#attempts *= kept
    this.#failures *= kept
    this.#seenAt = now
  }
}
