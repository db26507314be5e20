import { bucketCount } from './prompt-features.ts'
import type { WeightedWords } from './weighting.ts'

/** How one step of AdaGrad is taken. */
export interface StepSize {
  readonly rate: number
  readonly l2: number
  readonly epsilon: number
}

/** The weights of those words that stand in a set of prompts, side by side: a fit reads them all the time. */
export class WordWeights {
  readonly #dimensions: number
  /** By place: its bucket. */
  readonly #buckets: Uint32Array
  /** By prompt: the places of its words. */
  readonly #places: readonly Uint32Array[]
  readonly #values: readonly Float32Array[]
  readonly #weights: Float32Array
  readonly #squares: Float32Array

  constructor(prompts: readonly { readonly words: WeightedWords }[], dimensions: number) {
    const placeOf = new Uint32Array(bucketCount)
    const buckets: number[] = []
    this.#places = prompts.map(({ words }) =>
      words.buckets.map((bucket) => {
        const known = placeOf[bucket] ?? 0
        if (known > 0) return known - 1
        placeOf[bucket] = buckets.push(bucket)
        return buckets.length - 1
      }),
    )
    this.#values = prompts.map(({ words }) => words.values)
    this.#dimensions = dimensions
    this.#buckets = Uint32Array.from(buckets)
    this.#weights = new Float32Array(buckets.length * dimensions)
    this.#squares = new Float32Array(buckets.length * dimensions)
  }

  /** Adds what the words of a prompt say to each dimension. */
  addTo(theta: Float64Array, prompt: number): void {
    const places = this.#places[prompt] ?? none
    const values = this.#values[prompt] ?? noValues
    const weights = this.#weights
    const dimensions = this.#dimensions
    for (let i = 0; i < places.length; i++) {
      const value = values[i] ?? 0
      const from = (places[i] ?? 0) * dimensions
      for (let d = 0; d < dimensions; d++)
        theta[d] = (theta[d] ?? 0) + (weights[from + d] ?? 0) * value
    }
  }

  /** One step against the gradient of each dimension. */
  learn(prompt: number, pull: Float64Array, { rate, l2, epsilon }: StepSize): void {
    const places = this.#places[prompt] ?? none
    const values = this.#values[prompt] ?? noValues
    const weights = this.#weights
    const squares = this.#squares
    const dimensions = this.#dimensions
    for (let i = 0; i < places.length; i++) {
      const value = values[i] ?? 0
      const from = (places[i] ?? 0) * dimensions
      for (let d = 0; d < dimensions; d++) {
        const at = from + d
        const weight = weights[at] ?? 0
        const gradient = (pull[d] ?? 0) * value + l2 * weight
        const square = (squares[at] ?? 0) + gradient * gradient
        squares[at] = square
        weights[at] = weight - (rate * gradient) / Math.sqrt(square + epsilon)
      }
    }
  }

  /** Writes them where a finished model has them: dimension × bucket. */
  copyTo(words: Float32Array): void {
    const dimensions = this.#dimensions
    for (let place = 0; place < this.#buckets.length; place++)
      for (let d = 0; d < dimensions; d++)
        words[d * bucketCount + (this.#buckets[place] ?? 0)] =
          this.#weights[place * dimensions + d] ?? 0
  }
}

const none = new Uint32Array(0)
const noValues = new Float32Array(0)
