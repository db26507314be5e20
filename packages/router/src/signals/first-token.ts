import { WaitingCalls, type Lateness } from './waiting-calls.ts'

const fastMemoryMs = 15_000
const driftMemoryMs = 60_000
// What was seen here must not drown in what others see.
const mostHeard = 20

/** Learns how long a target takes to its first token, counting calls that still wait. Times in ms. */
export class FirstToken {
  #fast = 0
  #base = 0
  #seenAt = 0
  #samples = 0
  readonly #waiting = new WaitingCalls()

  get samples(): number {
    return this.#samples
  }

  begin(call: object, now: number): void {
    this.#waiting.begin(call, now)
  }

  /** A call that ended without a first token teaches nothing: fast failures must not look fast. */
  leave(call: object): void {
    this.#waiting.leave(call)
  }

  see(ms: number, now: number): void {
    this.#samples++
    if (this.#samples === 1) this.#fast = this.#base = ms
    const kept = Math.exp(-Math.max(50, now - this.#seenAt) / fastMemoryMs)
    this.#fast = this.#fast * kept + ms * (1 - kept)
    this.#fast += (ms > this.#fast ? 0.12 : 0.05) * (ms - this.#fast)
    const step = Math.max(0.005, 1 / this.#samples)
    this.#base += step * (Math.min(ms, 3 * this.#base) - this.#base)
    this.#seenAt = now
  }

  /** What others saw within the last moments: so many first tokens after `meanMs` on average. */
  hear(count: number, meanMs: number, now: number): void {
    for (let i = Math.min(count, mostHeard); i > 0; i--) this.see(meanMs, now)
  }

  /** What another replica waits for. */
  hearLate(from: string, lateness: Lateness, now: number): void {
    this.#waiting.hear(from, lateness, now)
  }

  /** What this replica waits for, to be told; undefined while nothing is late. */
  lateness(now: number): Lateness | undefined {
    if (this.#waiting.size === 0) return undefined
    const lateMs = this.#waiting.lateMs(now, this.#level(now))
    return lateMs === 0 ? undefined : { count: this.#waiting.size, lateMs }
  }

  /** Without `fallbackMs` from what was seen here; late calls add their lateness either way. */
  expected(now: number, fallbackMs?: number): number {
    const level = fallbackMs ?? this.#level(now)
    return level + this.#waiting.late(now, level)
  }

  #level(now: number): number {
    const trust = Math.exp(-Math.max(0, now - this.#seenAt) / driftMemoryMs)
    return this.#base + (this.#fast - this.#base) * trust
  }
}
