/** Numbers of one decision in flight, reused by the next: column per quantity, row per target. */
export class Scratch {
  size = 0
  /** USD of a sure error, and of full quality. */
  errorUsd = 0
  qualityUsd = 0
  /** The target with a warm cache, and what it holds; -1 for none. */
  warmIndex = -1
  warmTokens = 0
  reason: Uint8Array = new Uint8Array(0)
  detail: Int32Array = new Int32Array(0)
  until: Float64Array = new Float64Array(0)
  cost: Float64Array = new Float64Array(0)
  latency: Float64Array = new Float64Array(0)
  error: Float64Array = new Float64Array(0)
  utility: Float64Array = new Float64Array(0)
  firstTokenMs: Float64Array = new Float64Array(0)
  outTokens: Float64Array = new Float64Array(0)
  pError: Float64Array = new Float64Array(0)
  quality: Float64Array = new Float64Array(0)
  group: Int32Array = new Int32Array(0)
  flags: Uint8Array = new Uint8Array(0)
  order: Int32Array = new Int32Array(0)

  /** Clears the rows of the next decision. */
  reset(size: number): void {
    if (size > this.reason.length) this.#grow(Math.max(64, 2 ** Math.ceil(Math.log2(size))))
    this.size = size
    this.warmIndex = -1
    this.reason.fill(0, 0, size)
    this.detail.fill(0, 0, size)
    this.until.fill(NaN, 0, size)
    this.group.fill(0, 0, size)
    this.flags.fill(0, 0, size)
  }

  #grow(size: number): void {
    this.reason = new Uint8Array(size)
    this.detail = new Int32Array(size)
    this.until = new Float64Array(size)
    this.cost = new Float64Array(size)
    this.latency = new Float64Array(size)
    this.error = new Float64Array(size)
    this.utility = new Float64Array(size)
    this.firstTokenMs = new Float64Array(size)
    this.outTokens = new Float64Array(size)
    this.pError = new Float64Array(size)
    this.quality = new Float64Array(size)
    this.group = new Int32Array(size)
    this.flags = new Uint8Array(size)
    this.order = new Int32Array(size)
  }
}

/** Bits of `Scratch.flags`. */
export const flagBits = {
  demoted: 1,
  explore: 2,
  probe: 4,
  suspectPrice: 8,
  sticky: 16,
  escalated: 32,
} as const
