import { denseCount } from './prompt-shape.ts'
import type { WeightedWords } from './weighting.ts'

/** The weights of a low-rank item response model: logit p = usual + bias + Σ ability · difficulty(prompt). */
export interface LowRank {
  readonly dimensions: number
  /** By model. */
  readonly bias: Float64Array
  /** Model × dimension. */
  readonly ability: Float64Array
  /** Place of a word in the weighting × dimension. */
  readonly words: Float32Array
  /** Dimension × dense feature. */
  readonly dense: Float64Array
}

/** One prompt as the model sees it. */
export interface LowRankInput {
  readonly words: WeightedWords
  readonly dense: Float32Array
  /** Logit of each model's usual score, at tasks like this one. */
  readonly usual: Float64Array
}

/** Probability of a good answer by each model; `theta` is room for a number per dimension. */
export function predictLowRank(
  model: LowRank,
  input: LowRankInput,
  { into, theta }: { readonly into: Float64Array; readonly theta: Float64Array },
): void {
  difficulty(model, input, theta)
  for (let m = 0; m < into.length; m++) into[m] = sigmoid(logit(model, m, input, theta))
}

/** How a prompt stands in each dimension. */
export function difficulty(
  model: LowRank,
  { words, dense }: LowRankInput,
  into: Float64Array,
): void {
  const { places, values } = words
  const { dimensions, words: weights } = model
  into.fill(0)
  for (let i = 0; i < places.length; i++) {
    const value = values[i] ?? 0
    const from = (places[i] ?? 0) * dimensions
    for (let d = 0; d < dimensions; d++) into[d] = (into[d] ?? 0) + (weights[from + d] ?? 0) * value
  }
  for (let d = 0; d < dimensions; d++) {
    let sum = into[d] ?? 0
    for (let i = 0; i < denseCount; i++)
      sum += (model.dense[d * denseCount + i] ?? 0) * (dense[i] ?? 0)
    into[d] = sum
  }
}

/** Logit of the chance of a good answer by one model. */
export function logit(
  { bias, ability, dimensions }: LowRank,
  m: number,
  { usual }: LowRankInput,
  theta: Float64Array,
): number {
  let sum = (usual[m] ?? 0) + (bias[m] ?? 0)
  for (let d = 0; d < dimensions; d++) sum += (ability[m * dimensions + d] ?? 0) * (theta[d] ?? 0)
  return sum
}

/** The chance of a logit. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
