import type { Example } from './example.ts'
import type { Point } from './frontier.ts'

/** What a router expects of each example: a column per model. */
export interface Expectation {
  readonly quality: readonly Float64Array[]
  /** USD. */
  readonly cost: readonly Float64Array[]
}

/** The model of each example, under one price of quality. */
export type Choice = Uint8Array

/** Prices of quality that are tried: 0, and 10^e over the mean price of the dearest model. */
export function lambdas(rows: readonly Example[]): readonly number[] {
  const dearest = mean(rows.map(({ costs }) => Math.max(...costs.filter((cost) => cost === cost))))
  const scale = dearest > 0 ? dearest : 1
  return [0, ...Array.from({ length: 81 }, (_, i) => 10 ** (-5 + i / 10) / scale)]
}

/** The best model of each example at `quality − lambda · cost`, the first of equals. */
export function choose({ quality, cost }: Expectation, lambda: number): Choice {
  return Uint8Array.from(quality, (row, r) => bestOf(row, cost[r] ?? row, lambda))
}

/** The best model of one example. */
export function bestOf(quality: Float64Array, cost: Float64Array, lambda: number): number {
  let best = 0
  let most = -Infinity
  for (let m = 0; m < quality.length; m++) {
    const worth = (quality[m] ?? 0) - lambda * (cost[m] ?? 0)
    if (worth > most) {
      most = worth
      best = m
    }
  }
  return best
}

/** Cells of the chosen models, times their weight, laid out for quick sums. */
export interface Outcomes {
  readonly cost: Float64Array
  readonly score: Float64Array
  readonly weight: Float64Array
}

/** What really came of a choice; an example nobody asked that model about weighs nothing. */
export function outcomesOf(rows: readonly Example[], choice: Choice): Outcomes {
  const cost = new Float64Array(rows.length)
  const score = new Float64Array(rows.length)
  const weight = new Float64Array(rows.length)
  rows.forEach((row, r) => {
    const m = choice[r]
    cost[r] = valueOf(row, m, row.costs)
    score[r] = valueOf(row, m, row.scores)
    weight[r] = weightOf(row, m)
  })
  return { cost, score, weight }
}

/** A model's cost or score at an example, times its weight. */
export function valueOf(row: Example, m: number | undefined, values: Float64Array): number {
  const weight = weightOf(row, m)
  return weight === 0 || m === undefined ? 0 : weight * (values[m] ?? 0)
}

/** Weight of a cell; nothing where its score or its cost is unknown. */
export function weightOf({ scores, costs, weights }: Example, m: number | undefined): number {
  if (m === undefined) return 0
  const score = scores[m] ?? NaN
  const cost = costs[m] ?? NaN
  return score !== score || cost !== cost ? 0 : (weights[m] ?? 1)
}

/** Mean of outcomes; `times` is how often each example counts. */
export function pointOf({ cost, score, weight }: Outcomes, times?: Uint16Array): Point {
  let costs = 0
  let scores = 0
  let weights = 0
  for (let r = 0; r < weight.length; r++) {
    const n = times === undefined ? 1 : (times[r] ?? 0)
    costs += n * (cost[r] ?? 0)
    scores += n * (score[r] ?? 0)
    weights += n * (weight[r] ?? 0)
  }
  return { cost: costs / weights, score: scores / weights }
}

/** Outcomes of each model alone. */
export function singleOutcomes(rows: readonly Example[], models: number): readonly Outcomes[] {
  return Array.from({ length: models }, (_, m) =>
    outcomesOf(rows, new Uint8Array(rows.length).fill(m)),
  )
}

function mean(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / Math.max(1, finite.length)
}
