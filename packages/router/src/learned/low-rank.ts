import { denseCount } from './prompt-shape.ts'
import { seededRandom, shuffled } from './random.ts'
import type { WeightedWords } from './weighting.ts'
import { WordWeights } from './word-weights.ts'

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

/** One prompt with its labels; NaN where there is none. */
export interface LowRankRow extends LowRankInput {
  readonly scores: Float64Array
  readonly weights: Float64Array
}

/** How a model is fitted. */
export interface LowRankOptions {
  readonly models: number
  /** Words of the weighting. */
  readonly words: number
  readonly dimensions: number
  readonly epochs: number
  readonly seed: number
  /** Called after each epoch; false ends the fit. */
  readonly afterEpoch?: ((model: LowRank, epoch: number) => boolean) | undefined
}

const rates = { words: 0.3, ability: 0.045, dense: 0.1 }
const abilityL2 = 1e-4
const wordL2 = 1e-3
const epsilon = 1e-6
// As if every word had moved before: else the first look at a rare one moves it all the way.
const wordEpsilon = 1

/** Fits by online AdaGrad over the cells that have labels. */
export function fitLowRank(rows: readonly LowRankRow[], options: LowRankOptions): LowRank {
  const { models, dimensions, seed } = options
  const random = seededRandom(seed)
  const words = new WordWeights(options.words, dimensions)
  const model: LowRank = {
    dimensions,
    bias: new Float64Array(models),
    ability: Float64Array.from({ length: models * dimensions }, (_, i) =>
      i % dimensions === 0 ? 1 : random() - 0.5,
    ),
    words: words.weights,
    dense: new Float64Array(dimensions * denseCount),
  }
  const labels = rows.map(({ scores }) => scores.reduce((n, y) => (y === y ? n + 1 : n), 0))
  const seen = {
    bias: new Float64Array(model.bias.length),
    ability: new Float64Array(model.ability.length),
    dense: new Float64Array(model.dense.length),
  }
  const theta = new Float64Array(dimensions)
  const pull = new Float64Array(dimensions)
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    for (const index of shuffled(rows.length, random)) {
      const row = rows[index]
      const known = labels[index] ?? 0
      if (row === undefined || known === 0) continue
      difficulty(model, row, theta)
      pull.fill(0)
      for (let m = 0; m < models; m++) {
        const y = row.scores[m] ?? NaN
        if (y !== y) continue
        const error = ((sigmoid(logit(model, m, row, theta)) - y) / known) * (row.weights[m] ?? 1)
        step(model.bias, seen.bias, m, rates.dense * error, error)
        for (let d = 0; d < dimensions; d++) {
          const at = m * dimensions + d
          const a = model.ability[at] ?? 0
          pull[d] = (pull[d] ?? 0) + error * a
          const gradient = error * (theta[d] ?? 0) + abilityL2 * a
          step(model.ability, seen.ability, at, rates.ability * gradient, gradient)
        }
      }
      words.learn(row.words, pull, { rate: rates.words, l2: wordL2, epsilon: wordEpsilon })
      for (let d = 0; d < dimensions; d++)
        for (let i = 0; i < denseCount; i++) {
          const gradient = (pull[d] ?? 0) * (row.dense[i] ?? 0)
          step(model.dense, seen.dense, d * denseCount + i, rates.dense * gradient, gradient)
        }
    }
    if (options.afterEpoch?.(model, epoch) === false) break
  }
  return model
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

/** AdaGrad: the more a weight has moved, the less it moves. */
function step(
  weights: Float64Array,
  squares: Float64Array,
  at: number,
  move: number,
  gradient: number,
): void {
  const square = (squares[at] ?? 0) + gradient * gradient
  squares[at] = square
  weights[at] = (weights[at] ?? 0) - move / Math.sqrt(square + epsilon)
}

function difficulty(model: LowRank, { words, dense }: LowRankInput, into: Float64Array): void {
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

function logit(
  { bias, ability, dimensions }: LowRank,
  m: number,
  { usual }: LowRankInput,
  theta: Float64Array,
): number {
  let sum = (usual[m] ?? 0) + (bias[m] ?? 0)
  for (let d = 0; d < dimensions; d++) sum += (ability[m * dimensions + d] ?? 0) * (theta[d] ?? 0)
  return sum
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
