import type { ResolvedLatency } from './breaker-rules.ts'
import { LatencyLane, laneCount } from './latency-lane.ts'
import { chanceOf, rareChance, rareRun } from './latency-odds.ts'

/** What one more latency led to. */
export type LatencyFinding = 'latency_windows' | 'latency_requests' | 'latency_rebaselined'

const windowSize = 20
const windowMs = 10_000
const fewestInWindow = 5
const memoryMs = 3_600_000
const dayMs = 86_400_000
const fewestRefused = 100
// A window less likely than this teaches nothing.
const oddWindow = 1e-3
const longestStreak = 50

interface Latency {
  readonly ms: number
  readonly lane: LatencyLane
}

/**
 * Tells a target that became slow from one that is as slow as ever: slow windows running, or slow
 * answers running, that chance does not explain by the target's own tail.
 */
export class LatencyRule {
  readonly #rules: ResolvedLatency
  readonly #lanes: (LatencyLane | undefined)[] = Array.from({ length: laneCount })
  #window: Latency[] = []
  #openedAt = 0
  #slow = 0
  #odd = 0
  #slowRunning = 0
  #windowsRunning = 0
  #running = { size: 0, slow: 0 }
  #learned = 0
  #learnedSlow = 0
  #learnedAt = 0
  #runNeeded: number
  #blockedSince: number | undefined
  #refused = 0

  constructor(rules: ResolvedLatency) {
    this.#rules = rules
    this.#runNeeded = rules.requests
  }

  /** From where on a call of this lane is slow. */
  thresholdMs(lane: number, now: number): number {
    return this.#laneAt(lane, now).thresholdMs
  }

  see(ms: number, lane: number, now: number): LatencyFinding | undefined {
    if (!(ms >= 0 && ms < Infinity)) return undefined
    const known = this.#laneAt(lane, now)
    const slow = ms > known.thresholdMs
    if (this.#window.length === 0) this.#openedAt = now
    this.#window.push({ ms, lane: known })
    if (slow) this.#slow += 1
    if (known.isOdd(ms)) this.#odd += 1
    this.#slowRunning = slow ? this.#slowRunning + 1 : 0
    if (this.#slowRunning >= this.#runNeeded) {
      const rebaselined = this.#refuse(now)
      this.clear()
      return rebaselined ?? 'latency_requests'
    }
    const count = this.#window.length
    const due = count >= windowSize || (count >= fewestInWindow && now - this.#openedAt >= windowMs)
    return due ? this.#close(now) : undefined
  }

  /** Begins a new window; what is usual stays known. */
  clear(): void {
    this.#nextWindow()
    this.#slowRunning = 0
    this.#windowsRunning = 0
    this.#running = { size: 0, slow: 0 }
  }

  /** Of the lane with the most answers. */
  p95(): number | undefined {
    let best: LatencyLane | undefined
    for (const lane of this.#lanes)
      if (lane !== undefined && lane.known > (best?.known ?? 0)) best = lane
    return best?.p95
  }

  #laneAt(lane: number, now: number): LatencyLane {
    return (this.#lanes[lane] ??= new LatencyLane(this.#rules, lane, now))
  }

  #close(now: number): LatencyFinding | undefined {
    const count = this.#window.length
    const trips = this.#goesOn(count)
    const usual =
      this.#odd * 4 <= count &&
      (this.#slow < 2 || chanceOf(count, this.#slow, this.#odds) > oddWindow)
    if (!trips && usual) {
      this.#learn(now)
      this.#nextWindow()
      return undefined
    }
    const rebaselined = this.#refuse(now)
    this.#nextWindow()
    if (rebaselined === undefined && !trips) return undefined
    this.clear()
    return rebaselined ?? 'latency_windows'
  }

  /** Counts this window to the slow ones running; true when they are enough. */
  #goesOn(count: number): boolean {
    // The nearest rank of a p95: the second largest of twenty, the largest of fewer.
    const needed = count < windowSize ? 1 : 2
    if (this.#slow < needed || this.#windowsRunning >= longestStreak) {
      this.#windowsRunning = 0
      this.#running = { size: 0, slow: 0 }
      return false
    }
    this.#windowsRunning += 1
    const size = this.#running.size + count
    const slow = this.#running.slow + this.#slow
    this.#running = { size, slow }
    if (this.#windowsRunning < this.#rules.windows) return false
    const chance = rareChance(this.#perDay / count)
    return this.#rules.thresholdMs !== undefined || chanceOf(size, slow, this.#odds) <= chance
  }

  #nextWindow(): void {
    this.#window = []
    this.#slow = 0
    this.#odd = 0
  }

  #learn(now: number): void {
    for (const { ms, lane } of this.#window) lane.learn(ms, now)
    for (const { lane } of this.#window) lane.refresh(now)
    const kept = Math.exp(-(now - this.#learnedAt) / memoryMs)
    this.#learned = this.#learned * kept + this.#window.length
    this.#learnedSlow = this.#learnedSlow * kept + this.#slow
    this.#learnedAt = now
    this.#blockedSince = undefined
    this.#refused = 0
    this.#weighOdds()
  }

  #refuse(now: number): 'latency_rebaselined' | undefined {
    for (const { ms, lane } of this.#window) lane.refuse(ms, now)
    this.#refused += this.#window.length
    this.#blockedSince ??= now
    if (now - this.#blockedSince < memoryMs || this.#refused < fewestRefused) return undefined
    for (const lane of this.#lanes) {
      lane?.rebaseline()
      lane?.refresh(now)
    }
    this.#learned = 0
    this.#learnedSlow = 0
    this.#blockedSince = undefined
    this.#refused = 0
    this.#weighOdds()
    return 'latency_rebaselined'
  }

  /** How likely one answer of the healthy target is slow; little is known at first, so little is assumed. */
  get #odds(): number {
    return (this.#learnedSlow + 0.05) / (this.#learned + 50)
  }

  get #perDay(): number {
    return (this.#learned * dayMs) / memoryMs
  }

  #weighOdds(): void {
    const { thresholdMs, requests } = this.#rules
    if (thresholdMs !== undefined) return
    this.#runNeeded = Math.max(requests, rareRun(this.#odds, rareChance(this.#perDay)))
  }
}
