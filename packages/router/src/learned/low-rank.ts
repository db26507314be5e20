import { bucketCount, denseCount } from './prompt-features.ts'
import { seededRandom, shuffled } from './random.ts'
import type { WeightedWords } from './weighting.ts'

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
  const seen = {
    bias: new Float64Array(model.bias.length),
    ability: new Float64Array(model.ability.length),
    words: new Float32Array(model.words.length),
    dense: new Float64Array(model.dense.length),
  }
  const theta = new Float64Array(dimensions)
  const pull = new Float64Array(dimensions)
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    for (const index of shuffled(rows.length, random)) {
      const row = rows[index]
      if (row === undefined) continue
      difficulty(model, row, theta)
      pull.fill(0)
      let labels = 0
      for (const score of row.scores) if (score === score) labels++
      if (labels === 0) continue
      for (let m = 0; m < models; m++) {
        const y = row.scores[m] ?? NaN
        if (y !== y) continue
        const p = sigmoid(logit(model, m, theta))
        const error = ((p - y) / labels) * (row.weights[m] ?? 1)
        step(model.bias, seen.bias, { at: m, gradient: error, rate: rates.dense })
        for (let d = 0; d < dimensions; d++) {
          const at = m * dimensions + d
          const a = model.ability[at] ?? 0
          pull[d] = (pull[d] ?? 0) + error * a
          const gradient = error * (theta[d] ?? 0) + abilityL2 * a
          step(model.ability, seen.ability, { at, gradient, rate: rates.ability })
        }
      }
      learnPrompt(model, seen, { row, pull, l2 })
    }
    if (options.afterEpoch?.(model, epoch) === false) break
  }
  return model
}

/** Probability of a good answer by each model. */
export function predictLowRank(model: LowRank, input: LowRankInput, into: Float64Array): void {
  const theta = new Float64Array(model.dimensions)
  difficulty(model, input, theta)
  for (let m = 0; m < into.length; m++) into[m] = sigmoid(logit(model, m, theta))
}

function learnPrompt(
  model: LowRank,
  seen: { readonly words: Float32Array; readonly dense: Float64Array },
  {
    row: { words, dense },
    pull,
    l2,
  }: { readonly row: LowRankRow; readonly pull: Float64Array; readonly l2: number },
): void {
  for (let d = 0; d < model.dimensions; d++) {
    const g = pull[d] ?? 0
    const base = d * bucketCount
    for (let i = 0; i < words.buckets.length; i++) {
      const at = base + (words.buckets[i] ?? 0)
      const gradient = g * (words.values[i] ?? 0) + l2 * (model.words[at] ?? 0)
      step(model.words, seen.words, { at, gradient, rate: rates.words })
    }
    for (let i = 0; i < denseCount; i++)
      step(model.dense, seen.dense, {
        at: d * denseCount + i,
        gradient: g * (dense[i] ?? 0),
        rate: rates.dense,
      })
  }
}

function step(
  weights: Float32Array | Float64Array,
  seen: Float32Array | Float64Array,
  { at, gradient, rate }: { readonly at: number; readonly gradient: number; readonly rate: number },
): void {
  const sum = (seen[at] ?? 0) + gradient * gradient
  seen[at] = sum
  weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(sum + epsilon)
}

function difficulty(model: LowRank, { words, dense }: LowRankInput, into: Float64Array): void {
  for (let d = 0; d < model.dimensions; d++) {
    const base = d * bucketCount
    let sum = 0
    for (let i = 0; i < words.buckets.length; i++)
      sum += (model.words[base + (words.buckets[i] ?? 0)] ?? 0) * (words.values[i] ?? 0)
    for (let i = 0; i < denseCount; i++)
      sum += (model.dense[d * denseCount + i] ?? 0) * (dense[i] ?? 0)
    into[d] = sum
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
