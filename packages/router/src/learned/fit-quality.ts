import type { Example, Examples } from './example.ts'
import { fitLowRank, predictLowRank, type LowRank, type LowRankRow } from './low-rank.ts'
import { indexNeighbours, mostAlikeFirst, nearest, scoresOf, searchRoom } from './neighbours.ts'
import { isSampled, isValidation } from './normal-form.ts'
import type { Mixture, QualityModel } from './quality-model.ts'
import { fitTaskTable, taskRow } from './task-table.ts'
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
  readonly l2: number
  readonly epochs: number
  readonly k: number
  readonly mixture: Mixture
}

const maxEpochs = 14
const patience = 3
const fewestToTune = 12
// More examples make better weights. Which knobs are right shows with fewer, and every decision
// looks through all neighbours.
const largestSample = 10_000
const largestK = 150
const tableOnly: Mixture = { lowRank: 0, neighbours: 0, table: 1 }

/** Fits all parts, tunes them on a sixth of the examples, then fits again on all of them. */
export function fitQuality({ models, rows }: Examples, options: FitOptions = {}): QualityModel {
  const { seed = 1, neighbours = true } = options
  const size = models.length
  const tuning = tune(rows, { size, seed, neighbours })
  const weighting = fitWeighting(rows.map(({ features }) => features))
  const ready = prepare(rows, weighting)
  const { dimensions, l2, epochs, k, mixture } = tuning
  const words = weighting.buckets.length
  return {
    models,
    weighting,
    lowRank:
      mixture.lowRank > 0
        ? fitLowRank(ready, { models: size, words, dimensions, l2, epochs, seed })
        : emptyLowRank(size),
    neighbours:
      mixture.neighbours > 0
        ? indexNeighbours(sampleOf(ready), { models: size, words })
        : undefined,
    k,
    table: fitTaskTable(rows, size),
    mixture,
  }
}

function sampleOf<T extends Example>(rows: readonly T[]): readonly T[] {
  const share = Math.ceil(rows.length / largestSample)
  return rows.filter(({ normal }) => isSampled(normal, share))
}

function tune(
  rows: readonly Example[],
  { size, seed, neighbours }: { size: number; seed: number; neighbours: boolean },
): Tuning {
  const some = sampleOf(rows)
  const held = some.filter(({ normal }) => isValidation(normal))
  const kept = some.filter(({ normal }) => !isValidation(normal))
  if (held.length < fewestToTune || kept.length < fewestToTune)
    return { dimensions: 2, l2: 1e-3, epochs: 1, k: 20, mixture: tableOnly }
  const weighting = fitWeighting(kept.map(({ features }) => features))
  const training = prepare(kept, weighting)
  const validation = prepare(held, weighting)
  const shape = { models: size, words: weighting.buckets.length }
  const lowRank = best(
    (size === 2 ? [2] : [2, 4]).flatMap((dimensions) =>
      [1e-4, 1e-3].map((l2) =>
        tuneLowRank(training, validation, { ...shape, seed, dimensions, l2 }),
      ),
    ),
  )
  const near = neighbours ? best(tuneNeighbours(training, validation, shape)) : undefined
  const table = fitTaskTable(kept, size)
  const byTask = validation.map(({ task }) => taskRow(table, task))
  let mixture = tableOnly
  let least = logLoss(validation, byTask)
  for (let a = 0; a <= 10; a++)
    for (let b = 0; b <= (near === undefined ? 0 : 10 - a); b++) {
      const shares = { lowRank: a / 10, neighbours: b / 10, table: (10 - a - b) / 10 }
      const mixed = validation.map((_, i) =>
        blend(shares, [lowRank.predictions[i], near?.predictions[i], byTask[i]], size),
      )
      const loss = logLoss(validation, mixed)
      if (loss < least) {
        least = loss
        mixture = shares
      }
    }
  return {
    dimensions: lowRank.dimensions,
    l2: lowRank.l2,
    epochs: lowRank.epochs,
    k: near?.k ?? 20,
    mixture,
  }
}

interface Shape {
  readonly models: number
  readonly words: number
}

function tuneLowRank(
  training: readonly Row[],
  validation: readonly Row[],
  options: Shape & { readonly seed: number; readonly dimensions: number; readonly l2: number },
): { dimensions: number; l2: number; epochs: number; loss: number; predictions: Float64Array[] } {
  const { models, dimensions, l2 } = options
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
  return { dimensions, l2, ...found }
}

function tuneNeighbours(
  training: readonly Row[],
  validation: readonly Row[],
  shape: Shape,
): { k: number; loss: number; predictions: Float64Array[] }[] {
  const index = indexNeighbours(training, shape)
  const room = searchRoom(index, largestK)
  const tried = [20, 60, largestK].map((k) => ({ k, predictions: [] as Float64Array[] }))
  for (const { words } of validation) {
    const rows = mostAlikeFirst(room, nearest(index, words, room))
    for (const { k, predictions } of tried) {
      const into = new Float64Array(shape.models)
      scoresOf(index, { ...room, rows }, { count: Math.min(k, rows.length), into })
      predictions.push(into)
    }
  }
  return tried.map((each) => ({ ...each, loss: logLoss(validation, each.predictions) }))
}

function best<T extends { readonly loss: number }>(tried: readonly T[]): T {
  return tried.reduce((least, each) => (each.loss < least.loss ? each : least))
}

function blend(
  { lowRank, neighbours, table }: Mixture,
  [first, second, third]: readonly (Float64Array | undefined)[],
  size: number,
): Float64Array {
  return Float64Array.from(
    { length: size },
    (_, m) =>
      lowRank * (first?.[m] ?? 0) + neighbours * (second?.[m] ?? 0) + table * (third?.[m] ?? 0),
  )
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

function prepare(rows: readonly Example[], weighting: Weighting): readonly Row[] {
  return rows.map((row) => ({
    ...row,
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
