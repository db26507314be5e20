import type { Example } from './example.ts'
import { LowRankFit } from './fit-low-rank.ts'
import { likelyMixture, type Predictions } from './likely-mixture.ts'
import { predictLowRank } from './low-rank.ts'
import { indexNeighbours, mostAlikeFirst, nearest, scoresOf, searchRoom } from './neighbours.ts'
import { sampleOf, sixthOf } from './normal-form.ts'
import { prepare, type PreparedExample } from './prepared-examples.ts'
import type { Mixture } from './quality-model.ts'
import { fitTaskTable, taskRow, type TaskTable } from './task-table.ts'
import { fitWeighting } from './weighting.ts'

/** What is found by leaving examples out. */
export interface Tuning {
  readonly dimensions: number
  readonly epochs: number
  readonly k: number
  readonly mixture: Mixture
}

const maxEpochs = 14
const patience = 3
const fewestToTune = 72
// Which knobs are right shows with fewer examples than make good weights.
const mostToTune = 5000
const enoughHeld = 2000
const triedK = [20, 60, 150] as const
const tableOnly: Mixture = { lowRank: 0, neighbours: 0, table: 1 }

/** A sixth that was left out, and what was fitted on the others. */
interface Fold {
  readonly training: readonly PreparedExample[]
  readonly held: readonly PreparedExample[]
  readonly table: TaskTable
  readonly words: number
}

/** Leaves out a sixth after the other, as many as it takes to see enough examples from outside. */
export function tune(
  rows: readonly Example[],
  { size, seed, neighbours }: { size: number; seed: number; neighbours: boolean },
): Tuning {
  const some = sampleOf(rows, mostToTune)
  if (some.length < fewestToTune) return { dimensions: 2, epochs: 1, k: 20, mixture: tableOnly }
  const sixths = Math.min(6, Math.ceil((6 * enoughHeld) / some.length))
  const folds = Array.from({ length: sixths }, (_, sixth) => foldOf(some, sixth, size))
  const held = folds.flatMap((fold) => fold.held)
  const lossOf = (predictions: Predictions) => logLoss(held, predictions)
  const lowRank = best(
    dimensionsFor(size, some.length).map((dimensions) =>
      tuneLowRank(folds, { models: size, seed, dimensions, lossOf }),
    ),
  )
  const near = neighbours ? best(tuneNeighbours(folds, { models: size, lossOf })) : undefined
  const byTask = folds.flatMap((fold) => fold.held.map(({ task }) => taskRow(fold.table, task)))
  return {
    dimensions: lowRank.dimensions,
    epochs: lowRank.epochs,
    k: near?.k ?? 20,
    mixture: likelyMixture(held, [lowRank.predictions, near?.predictions, byTask]),
  }
}

function foldOf(rows: readonly Example[], sixth: number, models: number): Fold {
  const kept = rows.filter(({ normal }) => sixthOf(normal) !== sixth)
  const weighting = fitWeighting(kept.map(({ features }) => features))
  const table = fitTaskTable(kept, models)
  return {
    training: prepare(kept, weighting, table),
    held: prepare(
      rows.filter(({ normal }) => sixthOf(normal) === sixth),
      weighting,
      table,
    ),
    table,
    words: weighting.buckets.length,
  }
}

/** Two models differ in two ways at most, and few examples cannot tell more. */
function dimensionsFor(models: number, examples: number): readonly number[] {
  const most = models === 2 ? 2 : examples / 180
  return [2, 4, 8].filter((dimensions) => dimensions === 2 || dimensions <= most)
}

/** All folds learn side by side until more epochs no longer help. */
function tuneLowRank(
  folds: readonly Fold[],
  {
    models,
    seed,
    dimensions,
    lossOf,
  }: {
    readonly models: number
    readonly seed: number
    readonly dimensions: number
    readonly lossOf: (predictions: Predictions) => number
  },
): { dimensions: number; epochs: number; loss: number; predictions: Predictions } {
  const theta = new Float64Array(dimensions)
  const fits = folds.map(({ training, held, words }) => ({
    held,
    fit: new LowRankFit(training, { models, words, dimensions, seed }),
  }))
  let found = { epochs: 1, loss: Infinity, predictions: [] as Predictions }
  for (let epoch = 1; epoch <= maxEpochs && epoch - found.epochs < patience; epoch++) {
    const predictions = fits.flatMap(({ fit, held }) => {
      fit.learn()
      return held.map((row) => {
        const into = new Float64Array(models)
        predictLowRank(fit.model, row, { into, theta })
        return into
      })
    })
    const loss = lossOf(predictions)
    if (loss < found.loss) found = { epochs: epoch, loss, predictions }
  }
  return { dimensions, ...found }
}

function tuneNeighbours(
  folds: readonly Fold[],
  { models, lossOf }: { models: number; lossOf: (predictions: Predictions) => number },
): { k: number; loss: number; predictions: Predictions }[] {
  const said = folds.map((fold) => nearPredictions(fold, models))
  return triedK.map((k, i) => {
    const predictions = said.flatMap((each) => each[i] ?? [])
    return { k, predictions, loss: lossOf(predictions) }
  })
}

/** What neighbours say of the examples that were left out, for each number of them that is tried. */
function nearPredictions(fold: Fold, models: number): readonly Predictions[] {
  const index = indexNeighbours(fold.training, { models, words: fold.words })
  const room = searchRoom(index, Math.max(...triedK))
  const tried = triedK.map((k) => ({ k, predictions: [] as Float64Array[] }))
  for (const { words, task } of fold.held) {
    const usual = taskRow(fold.table, task)
    const rows = mostAlikeFirst(room, nearest(index, words, room))
    for (const { k, predictions } of tried) {
      const into = new Float64Array(models)
      scoresOf(index, { ...room, rows }, { count: Math.min(k, rows.length), usual, into })
      predictions.push(into)
    }
  }
  return tried.map(({ predictions }) => predictions)
}

function best<T extends { readonly loss: number }>(tried: readonly T[]): T {
  return tried.reduce((least, each) => (each.loss < least.loss ? each : least))
}

/** Mean over the cells with labels, by their weights. */
function logLoss(rows: readonly Example[], predictions: Predictions): number {
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
