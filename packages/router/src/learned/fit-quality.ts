import type { Example, Examples } from './example.ts'
import { likelyMixture } from './likely-mixture.ts'
import { fitLowRank, predictLowRank, type LowRank, type LowRankRow } from './low-rank.ts'
import { indexNeighbours, mostAlikeFirst, nearest, scoresOf, searchRoom } from './neighbours.ts'
import { isSampled, isValidation } from './normal-form.ts'
import type { Mixture, QualityModel } from './quality-model.ts'
import { fitTaskTable, taskRow, usualLogits, type TaskTable } from './task-table.ts'
import { fitWeighting, weigh, type Weighting } from './weighting.ts'

/** What a fit may be told. */
export interface FitOptions {
  /** The same examples and seed give the same model, byte for byte. */
  readonly seed?: number | undefined
  /** False leaves the labelled prompts out of the model; default true. */
  readonly neighbours?: boolean | undefined
}

interface Row extends Example, LowRankRow {}

interface Tuning {
  readonly dimensions: number
  readonly epochs: number
  readonly k: number
  readonly mixture: Mixture
}

const maxEpochs = 14
const patience = 3
const fewestToTune = 12
// More examples make better weights; every decision looks through all neighbours, and which knobs
// are right shows with fewer still.
const mostNeighbours = 10_000
const mostToTune = 5000
const largestK = 150
const tableOnly: Mixture = { lowRank: 0, neighbours: 0, table: 1 }

/** Fits all parts, tunes them on a sixth of the examples, then fits again on all of them. */
export function fitQuality({ models, rows }: Examples, options: FitOptions = {}): QualityModel {
  const { seed = 1, neighbours = true } = options
  const size = models.length
  const tuning = tune(rows, { size, seed, neighbours })
  const weighting = fitWeighting(rows.map(({ features }) => features))
  const table = fitTaskTable(rows, size)
  const ready = prepare(rows, weighting, table)
  const { dimensions, epochs, k, mixture } = tuning
  const words = weighting.buckets.length
  return {
    models,
    weighting,
    lowRank:
      mixture.lowRank > 0
        ? fitLowRank(ready, { models: size, words, dimensions, epochs, seed })
        : emptyLowRank(size),
    neighbours:
      mixture.neighbours > 0
        ? indexNeighbours(sampleOf(ready, mostNeighbours), { models: size, words })
        : undefined,
    k,
    table,
    mixture,
  }
}

function sampleOf<T extends Example>(rows: readonly T[], most: number): readonly T[] {
  const share = Math.ceil(rows.length / most)
  return rows.filter(({ normal }) => isSampled(normal, share))
}

function tune(
  rows: readonly Example[],
  { size, seed, neighbours }: { size: number; seed: number; neighbours: boolean },
): Tuning {
  const some = sampleOf(rows, mostToTune)
  const held = some.filter(({ normal }) => isValidation(normal))
  const kept = some.filter(({ normal }) => !isValidation(normal))
  if (held.length < fewestToTune || kept.length < fewestToTune)
    return { dimensions: 2, epochs: 1, k: 20, mixture: tableOnly }
  const weighting = fitWeighting(kept.map(({ features }) => features))
  const table = fitTaskTable(kept, size)
  const training = prepare(kept, weighting, table)
  const validation = prepare(held, weighting, table)
  const shape = { models: size, words: weighting.buckets.length }
  const lowRank = best(
    dimensionsFor(size, kept.length).map((dimensions) =>
      tuneLowRank(training, validation, { ...shape, seed, dimensions }),
    ),
  )
  const near = neighbours
    ? best(tuneNeighbours(training, validation, { ...shape, table }))
    : undefined
  const byTask = validation.map(({ task }) => taskRow(table, task))
  const mixture = likelyMixture(validation, [lowRank.predictions, near?.predictions, byTask])
  return {
    dimensions: lowRank.dimensions,
    epochs: lowRank.epochs,
    k: near?.k ?? 20,
    mixture,
  }
}

/** Two models differ in two ways at most, and few examples cannot tell more. */
function dimensionsFor(models: number, examples: number): readonly number[] {
  const most = models === 2 ? 2 : examples / 150
  return [2, 4, 8].filter((dimensions) => dimensions === 2 || dimensions <= most)
}

interface Shape {
  readonly models: number
  readonly words: number
}

function tuneLowRank(
  training: readonly Row[],
  validation: readonly Row[],
  options: Shape & { readonly seed: number; readonly dimensions: number },
): { dimensions: number; epochs: number; loss: number; predictions: Float64Array[] } {
  const { models, dimensions } = options
  const theta = new Float64Array(dimensions)
  let found = { epochs: 1, loss: Infinity, predictions: [] as Float64Array[] }
  fitLowRank(training, {
    ...options,
    epochs: maxEpochs,
    afterEpoch(model, epoch) {
      const predictions = validation.map((row) => {
        const into = new Float64Array(models)
        predictLowRank(model, row, { into, theta })
        return into
      })
      const loss = logLoss(validation, predictions)
      if (loss < found.loss) found = { epochs: epoch, loss, predictions }
      return epoch - found.epochs < patience
    },
  })
  return { dimensions, ...found }
}

function tuneNeighbours(
  training: readonly Row[],
  validation: readonly Row[],
  shape: Shape & { readonly table: TaskTable },
): { k: number; loss: number; predictions: Float64Array[] }[] {
  const index = indexNeighbours(training, shape)
  const room = searchRoom(index, largestK)
  const tried = [20, 60, largestK].map((k) => ({ k, predictions: [] as Float64Array[] }))
  for (const { words, task } of validation) {
    const usual = taskRow(shape.table, task)
    const rows = mostAlikeFirst(room, nearest(index, words, room))
    for (const { k, predictions } of tried) {
      const into = new Float64Array(shape.models)
      scoresOf(index, { ...room, rows }, { count: Math.min(k, rows.length), usual, into })
      predictions.push(into)
    }
  }
  return tried.map((each) => ({ ...each, loss: logLoss(validation, each.predictions) }))
}

function best<T extends { readonly loss: number }>(tried: readonly T[]): T {
  return tried.reduce((least, each) => (each.loss < least.loss ? each : least))
}

/** Mean over the cells with labels, by their weights. */
function logLoss(rows: readonly Example[], predictions: readonly Float64Array[]): number {
  let sum = 0
  let weight = 0
  rows.forEach((row, r) => {
    row.scores.forEach((y, m) => {
      if (y !== y) return
      const p = Math.min(0.999, Math.max(0.001, predictions[r]?.[m] ?? 0.5))
      const w = row.weights[m] ?? 1
      sum -= w * (y * Math.log(p) + (1 - y) * Math.log(1 - p))
      weight += w
    })
  })
  return weight === 0 ? Infinity : sum / weight
}

function prepare(rows: readonly Example[], weighting: Weighting, table: TaskTable): readonly Row[] {
  const usualOf = usualLogits(table)
  return rows.map((row) => ({
    ...row,
    usual: usualOf(row.task),
    words: weigh(weighting, row.features),
    dense: row.features.dense,
  }))
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
