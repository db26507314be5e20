import { difficulty, logit, sigmoid, type LowRank, type LowRankInput } from './low-rank.ts'
import { denseCount } from './prompt-shape.ts'
import { seededRandom, shuffled } from './random.ts'
import { WordWeights } from './word-weights.ts'

/** One prompt with its labels; NaN where there is none. */
export interface LowRankRow extends LowRankInput {
  readonly scores: Float64Array
  readonly weights: Float64Array
}

/** What a fit is about. */
export interface LowRankOptions {
  readonly models: number
  /** Words of the weighting. */
  readonly words: number
  readonly dimensions: number
  readonly seed: number
}

const rates = { words: 0.3, ability: 0.045, dense: 0.1 }
const abilityL2 = 1e-4
const wordL2 = 1e-3
const epsilon = 1e-6
// As if every word had moved before: else the first look at a rare one moves it all the way.
const wordEpsilon = 1

/** Fits by online AdaGrad over the cells that have labels, one epoch after the other. */
export class LowRankFit {
  readonly model: LowRank
  readonly #rows: readonly LowRankRow[]
  /** Labels of each row. */
  readonly #known: Uint32Array
  readonly #random: () => number
  readonly #words: WordWeights
  readonly #seen: Pick<LowRank, 'bias' | 'ability' | 'dense'>
  readonly #theta: Float64Array
  readonly #pull: Float64Array

  constructor(rows: readonly LowRankRow[], { models, words, dimensions, seed }: LowRankOptions) {
    const random = seededRandom(seed)
    this.#rows = rows
    this.#known = Uint32Array.from(rows, ({ scores }) =>
      scores.reduce((n, y) => (y === y ? n + 1 : n), 0),
    )
    this.#random = random
    this.#words = new WordWeights(words, dimensions)
    this.model = {
      dimensions,
      bias: new Float64Array(models),
      ability: Float64Array.from({ length: models * dimensions }, (_, i) =>
        i % dimensions === 0 ? 1 : random() - 0.5,
      ),
      words: this.#words.weights,
      dense: new Float64Array(dimensions * denseCount),
    }
    this.#seen = {
      bias: new Float64Array(models),
      ability: new Float64Array(models * dimensions),
      dense: new Float64Array(dimensions * denseCount),
    }
    this.#theta = new Float64Array(dimensions)
    this.#pull = new Float64Array(dimensions)
  }

  /** Looks at every row once, in a new order. */
  learn(): void {
    for (const index of shuffled(this.#rows.length, this.#random)) {
      const row = this.#rows[index]
      const known = this.#known[index] ?? 0
      if (row !== undefined && known > 0) this.#learnRow(row, known)
    }
  }

  #learnRow(row: LowRankRow, known: number): void {
    const { model } = this
    const { dimensions, ability, bias, dense } = model
    const seen = this.#seen
    const theta = this.#theta
    const pull = this.#pull
    difficulty(model, row, theta)
    pull.fill(0)
    for (let m = 0; m < bias.length; m++) {
      const y = row.scores[m] ?? NaN
      if (y !== y) continue
      const error = ((sigmoid(logit(model, m, row, theta)) - y) / known) * (row.weights[m] ?? 1)
      step(bias, seen.bias, m, rates.dense * error, error)
      for (let d = 0; d < dimensions; d++) {
        const at = m * dimensions + d
        const a = ability[at] ?? 0
        pull[d] = (pull[d] ?? 0) + error * a
        const gradient = error * (theta[d] ?? 0) + abilityL2 * a
        step(ability, seen.ability, at, rates.ability * gradient, gradient)
      }
    }
    this.#words.learn(row.words, pull, { rate: rates.words, l2: wordL2, epsilon: wordEpsilon })
    for (let d = 0; d < dimensions; d++)
      for (let i = 0; i < denseCount; i++) {
        const gradient = (pull[d] ?? 0) * (row.dense[i] ?? 0)
        step(dense, seen.dense, d * denseCount + i, rates.dense * gradient, gradient)
      }
  }
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
