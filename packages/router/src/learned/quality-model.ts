import { predictLowRank, type LowRank } from './low-rank.ts'
import { nearest, scoresOf, type Neighbours } from './neighbours.ts'
import type { PromptFeatures } from './prompt-features.ts'
import { taskRow, type TaskTable } from './task-table.ts'
import { weigh, type Weighting } from './weighting.ts'

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
export function predictQuality(
  model: QualityModel,
  features: PromptFeatures,
  task: string | undefined,
): Float64Array {
  const { mixture, table, neighbours } = model
  const quality = taskRow(table, task).map((mean) => mixture.table * mean)
  if (mixture.lowRank === 0 && mixture.neighbours === 0) return quality
  const words = weigh(model.weighting, features)
  const part = new Float64Array(quality.length)
  if (mixture.lowRank > 0) {
    predictLowRank(model.lowRank, { words, dense: features.dense }, part)
    addShare(quality, part, mixture.lowRank)
  }
  if (mixture.neighbours > 0 && neighbours !== undefined) {
    const { k } = model
    const room = new Float32Array(neighbours.count)
    scoresOf(neighbours, nearest(neighbours, words, { k, room }), { k, into: part })
    addShare(quality, part, mixture.neighbours)
  }
  return quality
}

function addShare(sum: Float64Array, part: Float64Array, share: number): void {
  for (let m = 0; m < sum.length; m++) sum[m] = (sum[m] ?? 0) + share * (part[m] ?? 0)
}
