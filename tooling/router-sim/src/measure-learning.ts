import {
  curveArea,
  evaluateRouter,
  fitQuality,
  pairwise,
  predictorOf,
  promptFeatures,
  type Examples,
  type Predict,
} from '@signalbox/router/learned'

import { disturbed } from './disturbed.ts'
import type { GeneratedLabel } from './generate-labels.ts'
import { knowable, madeExamples, withTruth } from './made-examples.ts'

/** What was learned from some labels, judged by the truth of prompts that were not among them. */
export interface LearningFigures {
  readonly labels: number
  /** Points of mean quality over the best mix of single models: learned, by task means, and the most that words allow. */
  readonly gain: number
  readonly gainOfTable: number
  readonly gainToKnow: number
  /** Mean share of the gap between cheapest and best that is recovered, learned and at most. */
  readonly apgr: number | undefined
  readonly apgrToKnow: number | undefined
  /** Percent of the best model's price at which 95 % of its quality is reached. */
  readonly c95: number | null
  /** Share of choices that typos, case and white space leave as they are. */
  readonly unchanged: number
}

/** Fits on some prompts and judges on others. */
export async function measureLearning(
  training: readonly GeneratedLabel[],
  heldOut: readonly GeneratedLabel[],
): Promise<LearningFigures> {
  const model = fitQuality(await madeExamples(training))
  const examples = withTruth(heldOut, await madeExamples(heldOut))
  const known = knowable(heldOut, examples)
  const predict = predictorOf(model)
  const tableAlone = predictorOf({ ...model, mixture: { lowRank: 0, neighbours: 0, table: 1 } })
  const report = evaluateRouter(examples, { model })
  const single = report.rows.find(({ router }) => router === 'single-models')?.aiq ?? NaN
  const mix = report.rows.find(({ router }) => router === 'mix')
  const byTable = examples.rows.map(({ features, task }) => tableAlone(features, task))
  return {
    labels: training.length,
    gain: (mix?.aiq ?? NaN) - single,
    gainOfTable: curveArea(examples, byTable) - single,
    gainToKnow: curveArea(examples, known) - single,
    apgr: report.apgr?.apgr,
    apgrToKnow: bestOrder(examples, known, report),
    c95: mix?.c95 ?? null,
    unchanged: shareUnchanged(predict, examples, heldOut),
  }
}

function bestOrder(
  { models, rows }: Examples,
  known: readonly Float64Array[],
  { cheapest, best }: { readonly cheapest: string; readonly best: string },
): number | undefined {
  const pair = { weak: models.indexOf(cheapest), strong: models.indexOf(best) }
  return pairwise(rows, known, pair)?.apgr
}

const usdPerQuality = 0.04

/** At the price of quality that ships. */
function shareUnchanged(
  predict: Predict,
  { rows, models }: Examples,
  heldOut: readonly GeneratedLabel[],
): number {
  const taskOf = new Map(heldOut.map(({ prompt, task }) => [prompt, task]))
  const costs = models.map(
    (_, m) => rows.reduce((sum, row) => sum + (row.costs[m] ?? 0), 0) / rows.length,
  )
  const choiceOf = (prompt: string, task: string | undefined) => {
    const worth = predict(promptFeatures(prompt, { task }), task).map(
      (quality, m) => usdPerQuality * quality - (costs[m] ?? 0),
    )
    return worth.indexOf(Math.max(...worth))
  }
  const same = [...taskOf].filter(
    ([prompt, task], i) => choiceOf(prompt, task) === choiceOf(disturbed(prompt, i), task),
  )
  return same.length / taskOf.size
}
