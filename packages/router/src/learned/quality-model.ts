import { predictLowRank, type LowRank } from './low-rank.ts'
import { nearest, scoresOf, searchRoom, type Neighbours } from './neighbours.ts'
import type { PromptFeatures } from './prompt-features.ts'
import { taskRow, usualLogits, type TaskTable } from './task-table.ts'
import { weighInto, type Weighting } from './weighting.ts'
import { mostBuckets } from './word-counts.ts'

/** How much each part of a quality model counts; the shares add up to 1. */
export interface Mixture {
  readonly lowRank: number
  readonly neighbours: number
  readonly table: number
}

/** Expected quality of models at a prompt, learned from labels. */
export interface QualityModel {
  /** Names as in the catalogue. */
  readonly models: readonly string[]
  readonly weighting: Weighting
  readonly lowRank: LowRank
  readonly neighbours: Neighbours | undefined
  /** How many neighbours are asked. */
  readonly k: number
  readonly table: TaskTable
  readonly mixture: Mixture
}

/** Expected score of each model, from 0 to 1, in the order of `model.models`. */
export type Predict = (features: PromptFeatures, task: string | undefined) => Float64Array

/** Makes a model ready for one prompt after another: all of them are read in the same memory. */
export function predictorOf(model: QualityModel): Predict {
  const { mixture, table, neighbours, lowRank, k } = model
  const size = model.models.length
  const places = new Uint32Array(mostBuckets)
  const values = new Float32Array(mostBuckets)
  const theta = new Float64Array(lowRank.dimensions)
  const part = new Float64Array(size)
  const room = neighbours === undefined ? undefined : searchRoom(neighbours, k)
  const usualOf = usualLogits(table)
  const isTable = mixture.lowRank === 0 && mixture.neighbours === 0

  return (features, task) => {
    const quality = new Float64Array(size)
    const usual = taskRow(table, task)
    addShare(quality, usual, mixture.table)
    if (isTable) return quality
    const known = weighInto(model.weighting, features, { places, values })
    const words = { places: places.subarray(0, known), values: values.subarray(0, known) }
    if (mixture.lowRank > 0) {
      const input = { words, dense: features.dense, usual: usualOf(task) }
      predictLowRank(lowRank, input, { into: part, theta })
      addShare(quality, part, mixture.lowRank)
    }
    if (mixture.neighbours > 0 && neighbours !== undefined && room !== undefined) {
      const count = nearest(neighbours, words, room)
      scoresOf(neighbours, room, { count, usual, into: part })
      addShare(quality, part, mixture.neighbours)
    }
    return quality
  }
}

/** What a model expects of a single prompt. */
export function predictQuality(
  model: QualityModel,
  features: PromptFeatures,
  task: string | undefined,
): Float64Array {
  return predictorOf(model)(features, task)
}

function addShare(sum: Float64Array, part: Float64Array, share: number): void {
  for (let m = 0; m < sum.length; m++) sum[m] = (sum[m] ?? 0) + share * (part[m] ?? 0)
}
