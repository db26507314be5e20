import { bucketCount, denseCount } from './prompt-features.ts'
import { seededRandom, shuffled } from './random.ts'
import type { WeightedWords } from './weighting.ts'
import { WordWeights } from './word-weights.ts'

/** The weights of a low-rank item response model: logit p = bias + Σ ability · difficulty(prompt). */
export interface LowRank {
  readonly dimensions: number
  /** By model. */
  readonly bias: Float64Array
  /** Model × dimension. */
  readonly ability: Float64Array
  /** Dimension × bucket. */
  readonly words: Float32Array
  /** Dimension × dense feature. */
  readonly dense: Float64Array
}

/** One prompt as the model sees it. */
export interface LowRankInput {
  readonly words: WeightedWords
  readonly dense: Float32Array
}

/** One prompt with its labels; NaN where there is none. */
export interface LowRankRow extends LowRankInput {
  readonly scores: Float64Array
  readonly weights: Float64Array
}

/** How a model is fitted. */
export interface LowRankOptions {
  readonly models: number
  readonly dimensions: number
  /** On the weights of words. */
  readonly l2: number
  readonly epochs: number
  readonly seed: number
  /** Called after each epoch; false ends the fit. */
  readonly afterEpoch?: ((model: LowRank, epoch: number) => boolean) | undefined
}

const rates = { words: 0.15, ability: 0.045, dense: 0.1 }
const abilityL2 = 1e-4
const epsilon = 1e-6

/** Fits by online AdaGrad over the cells that have labels. */
export function fitLowRank(rows: readonly LowRankRow[], options: LowRankOptions): LowRank {
  const { models, dimensions, l2, seed } = options
  const random = seededRandom(seed)
  const model: LowRank = {
    dimensions,
    bias: new Float64Array(models),
    ability: Float64Array.from({ length: models * dimensions }, (_, i) =>
      i % dimensions === 0 ? 1 : random() - 0.5,
    ),
    words: new Float32Array(dimensions * bucketCount),
    dense: new Float64Array(dimensions * denseCount),
  }
  const words = new WordWeights(rows, dimensions)
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
      theta.fill(0)
      words.addTo(theta, index)
      addDense(model, row.dense, theta)
      pull.fill(0)
      for (let m = 0; m < models; m++) {
        const y = row.scores[m] ?? NaN
        if (y !== y) continue
        const error = ((sigmoid(logit(model, m, theta)) - y) / known) * (row.weights[m] ?? 1)
        step(model.bias, seen.bias, m, rates.dense * error, error)
        for (let d = 0; d < dimensions; d++) {
          const at = m * dimensions + d
          const a = model.ability[at] ?? 0
          pull[d] = (pull[d] ?? 0) + error * a
          const gradient = error * (theta[d] ?? 0) + abilityL2 * a
          step(model.ability, seen.ability, at, rates.ability * gradient, gradient)
        }
      }
      words.learn(index, pull, { rate: rates.words, l2, epsilon })
      for (let d = 0; d < dimensions; d++)
        for (let i = 0; i < denseCount; i++) {
          const gradient = (pull[d] ?? 0) * (row.dense[i] ?? 0)
          step(model.dense, seen.dense, d * denseCount + i, rates.dense * gradient, gradient)
        }
    }
    if (options.afterEpoch === undefined) continue
    words.copyTo(model.words)
    if (!options.afterEpoch(model, epoch)) break
  }
  words.copyTo(model.words)
  return model
}

/** Probability of a good answer by each model. */
export function predictLowRank(model: LowRank, input: LowRankInput, into: Float64Array): void {
  const theta = new Float64Array(model.dimensions)
  difficulty(model, input, theta)
  for (let m = 0; m < into.length; m++) into[m] = sigmoid(logit(model, m, theta))
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
  const { buckets, values } = words
  const weights = model.words
  for (let d = 0; d < model.dimensions; d++) {
    const base = d * bucketCount
    let sum = 0
    for (let i = 0; i < buckets.length; i++)
      sum += (weights[base + (buckets[i] ?? 0)] ?? 0) * (values[i] ?? 0)
    into[d] = sum
  }
  addDense(model, dense, into)
}

function addDense(model: LowRank, dense: Float32Array, theta: Float64Array): void {
  for (let d = 0; d < model.dimensions; d++) {
    let sum = theta[d] ?? 0
    for (let i = 0; i < denseCount; i++)
      sum += (model.dense[d * denseCount + i] ?? 0) * (dense[i] ?? 0)
    theta[d] = sum
  }
}

function logit({ bias, ability, dimensions }: LowRank, m: number, theta: Float64Array): number {
  let sum = bias[m] ?? 0
  for (let d = 0; d < dimensions; d++) sum += (ability[m * dimensions + d] ?? 0) * (theta[d] ?? 0)
  return sum
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
