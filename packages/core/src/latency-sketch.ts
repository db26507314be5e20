const binRatio = 1.03
const lowestMs = 10
/** How many bins every sketch has. */
export const latencyBins = 380
const perBin = 1 / Math.log(binRatio)
// Weights grow instead of old ones shrinking; past this they are scaled back.
const largestWeight = 1e4

/** A long-run distribution of latencies in 3 % steps from 10 ms to 12 min that forgets by `memoryMs`. */
export class LatencySketch {
  readonly #memoryMs: number
  readonly #counts = new Float32Array(latencyBins)
  #total = 0
  #origin: number

  constructor(memoryMs: number, now: number) {
    this.#memoryMs = memoryMs
    this.#origin = now
  }

  add(ms: number, now: number): void {
    this.addToBin(latencyBin(ms), 1, now)
  }

  /** So many answers of one bin of `latencyBin`: sketches of several replicas add up. */
  addToBin(bin: number, count: number, now: number): void {
    let weight = Math.exp((now - this.#origin) / this.#memoryMs)
    if (weight > largestWeight) {
      const scale = 1 / weight
      this.#total *= scale
      for (let i = 0; i < latencyBins; i++) this.#counts[i] = (this.#counts[i] ?? 0) * scale
      this.#origin = now
      weight = 1
    }
    weight *= count
    this.#counts[bin] = (this.#counts[bin] ?? 0) + weight
    this.#total += weight
  }

  /** How many answers it still remembers. */
  size(now: number): number {
    return this.#total / Math.exp((now - this.#origin) / this.#memoryMs)
  }

  /** Undefined while empty; at most 1.5 % off. */
  quantile(q: number): number | undefined {
    if (this.#total === 0) return undefined
    let above = this.#total * (1 - q)
    for (let bin = latencyBins - 1; bin >= 0; bin--) {
      above -= this.#counts[bin] ?? 0
      if (above < 0) return lowestMs * binRatio ** (bin + 0.5)
    }
    return lowestMs
  }
}

/** The bin of a latency. */
export function latencyBin(ms: number): number {
  if (ms <= lowestMs) return 0
  return Math.min(latencyBins - 1, Math.floor(Math.log(ms / lowestMs) * perBin))
}
