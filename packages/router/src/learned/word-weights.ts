import type { WeightedWords } from './weighting.ts'

/** How one step of AdaGrad is taken. */
export interface StepSize {
  readonly rate: number
  readonly l2: number
  readonly epsilon: number
}

/** What each word says in each dimension, while it is learned. */
export class WordWeights {
  /** Place × dimension. */
  readonly weights: Float32Array
  readonly #squares: Float32Array
  readonly #dimensions: number

  constructor(words: number, dimensions: number) {
    this.#dimensions = dimensions
    this.weights = new Float32Array(words * dimensions)
    this.#squares = new Float32Array(words * dimensions)
  }

  /** One step against the gradient of each dimension. */
  learn({ places, values }: WeightedWords, pull: Float64Array, step: StepSize): void {
    const { rate, l2, epsilon } = step
    const { weights } = this
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
}
