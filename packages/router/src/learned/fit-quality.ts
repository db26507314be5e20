import type { Examples } from './example.ts'
import { LowRankFit, type LowRankOptions } from './fit-low-rank.ts'
import type { LowRank } from './low-rank.ts'
import { indexNeighbours } from './neighbours.ts'
import { sampleOf } from './normal-form.ts'
import { prepare, type PreparedExample } from './prepared-examples.ts'
import type { QualityModel } from './quality-model.ts'
import { fitTaskTable } from './task-table.ts'
import { tune } from './tune-quality.ts'
import { fitWeighting } from './weighting.ts'

/** What a fit may be told. */
export interface FitOptions {
  /** The same examples and seed give the same model, byte for byte. */
  readonly seed?: number | undefined
  /** False leaves the labelled prompts out of the model; default true. */
  readonly neighbours?: boolean | undefined
}

// More examples make better weights; every decision looks through all neighbours.
const mostNeighbours = 10_000

/** Tunes on examples that are left out in turn, then fits all parts on all of them. */
export function fitQuality({ models, rows }: Examples, options: FitOptions = {}): QualityModel {
  const { seed = 1, neighbours = true } = options
  const size = models.length
  const { dimensions, epochs, k, mixture } = tune(rows, { size, seed, neighbours })
  const weighting = fitWeighting(rows.map(({ features }) => features))
  const table = fitTaskTable(rows, size)
  const ready = prepare(rows, weighting, table)
  const shape = { models: size, words: weighting.buckets.length }
  return {
    models,
    weighting,
    lowRank:
      mixture.lowRank > 0
        ? fitLowRank(ready, { ...shape, dimensions, epochs, seed })
        : emptyLowRank(size),
    neighbours:
      mixture.neighbours > 0 ? indexNeighbours(sampleOf(ready, mostNeighbours), shape) : undefined,
    k,
    table,
    mixture,
  }
}

function fitLowRank(
  rows: readonly PreparedExample[],
  { epochs, ...options }: LowRankOptions & { readonly epochs: number },
): LowRank {
  const fit = new LowRankFit(rows, options)
  for (let epoch = 0; epoch < epochs; epoch++) fit.learn()
  return fit.model
}

function emptyLowRank(models: number): LowRank {
  return {
    dimensions: 0,
    bias: new Float64Array(models),
    ability: new Float64Array(0),
    words: new Float32Array(0),
    dense: new Float64Array(0),
  }
}
