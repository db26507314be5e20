import { LatencySketch } from '@signalbox/core'

import type { ResolvedLatency } from './breaker-rules.ts'

/** What is compared with what: calls of one size wait alike. */
export interface CallSize {
  readonly inputTokens?: number | undefined
  /** For a whole answer, which cannot be timed before its end. */
  readonly outputTokens?: number | undefined
}

const inputEdges = [1000, 4000, 16_000, 64_000]
const outputEdges = [256, 1024, 4096]
const unknownInput = inputEdges.length + 1
const firstWhole = unknownInput + 1
// A long prompt takes its time to be read, on a healthy provider too.
const youngScale = [1, 1, 1, 2, 8, 2]
const fewestKnown = 100
const memoryMs = 3_600_000

/** How many lanes there are. */
export const laneCount: number = firstWhole + outputEdges.length + 1

/** The lane of a first token, by the size of its prompt. */
export function firstTokenLane({ inputTokens }: CallSize): number {
  return inputTokens === undefined ? unknownInput : placeOf(inputTokens, inputEdges)
}

/** The lane of a whole answer, by its length. */
export function wholeAnswerLane(outputTokens: number): number {
  return firstWhole + placeOf(outputTokens, outputEdges)
}

function placeOf(tokens: number, edges: readonly number[]): number {
  const place = edges.findIndex((edge) => tokens < edge)
  return place === -1 ? edges.length : place
}

/** What is usual in one lane of one target, and from where on it is slow. */
export class LatencyLane {
  readonly #rules: ResolvedLatency
  readonly #lane: number
  #usual: LatencySketch
  #refused: LatencySketch | undefined
  #p95: number | undefined
  #known = 0
  #stale = false
  #thresholdMs: number

  constructor(rules: ResolvedLatency, lane: number, now: number) {
    this.#rules = rules
    this.#lane = lane
    this.#usual = new LatencySketch(memoryMs, now)
    this.#thresholdMs = this.#threshold()
  }

  get p95(): number | undefined {
    return this.#p95
  }

  get known(): number {
    return this.#known
  }

  get thresholdMs(): number {
    return this.#thresholdMs
  }

  /** True past half again the usual p95: a window full of these teaches nothing. */
  isOdd(ms: number): boolean {
    return this.#p95 !== undefined && ms > 1.5 * this.#p95
  }

  learn(ms: number, now: number): void {
    this.#usual.add(ms, now)
    this.#refused = undefined
    this.#stale = true
  }

  /** Kept aside: should the slowness stay, it becomes the usual. */
  refuse(ms: number, now: number): void {
    this.#refused ??= new LatencySketch(memoryMs, now)
    this.#refused.add(ms, now)
  }

  /** Takes what was refused for the usual from now on. */
  rebaseline(): void {
    if (this.#refused === undefined) return
    this.#usual = this.#refused
    this.#refused = undefined
    this.#stale = true
  }

  /** After a window was learned. */
  refresh(now: number): void {
    if (!this.#stale) return
    this.#stale = false
    this.#p95 = this.#usual.quantile(0.95)
    this.#known = this.#usual.size(now)
    this.#thresholdMs = this.#threshold()
  }

  #threshold(): number {
    const { thresholdMs, factor, minMs, youngMs } = this.#rules
    if (thresholdMs !== undefined) return thresholdMs
    const relative = Math.max(minMs, factor * (this.#p95 ?? 0))
    if (this.#known >= fewestKnown) return relative
    const scale = youngScale[this.#lane]
    return scale === undefined ? Infinity : Math.max(relative, youngMs * scale)
  }
}
