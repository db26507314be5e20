import type { Expectation } from './choices.ts'
import { expectedCosts, fitCostLines } from './cost-line.ts'
import type { Example, Examples } from './example.ts'
import { fitQuality, type FitOptions } from './fit-quality.ts'
import { foldOf } from './normal-form.ts'
import { predictorOf, type QualityModel } from './quality-model.ts'
import { taskRow } from './task-table.ts'

const folds = 5

/** What the parts of a model expect of examples that they were not fitted on. */
export interface CrossFit {
  readonly mix: Expectation
  readonly table: Expectation
}

/** Fits five times on four fifths, and predicts the fifth that was left out. */
export function crossFit({ models, rows }: Examples, options: FitOptions = {}): CrossFit {
  const mix: Float64Array[] = []
  const table: Float64Array[] = []
  const cost: Float64Array[] = []
  for (let fold = 0; fold < folds; fold++) {
    const training = rows.filter(({ normal }) => foldOf(normal, folds) !== fold)
    const model = fitQuality({ models, rows: training }, options)
    const predict = predictorOf(model)
    const lines = fitCostLines(training, models.length)
    rows.forEach((row, r) => {
      if (foldOf(row.normal, folds) !== fold) return
      mix[r] = predict(row.features, row.task)
      table[r] = taskRow(model.table, row.task)
      cost[r] = expectedCosts(lines, row.characters)
    })
  }
  return { mix: { quality: mix, cost }, table: { quality: table, cost } }
}

/** What a finished model expects of examples, with their own prices as a line. */
export function expectationOf(model: QualityModel, rows: readonly Example[]): Expectation {
  const lines = fitCostLines(rows, model.models.length)
  const predict = predictorOf(model)
  return {
    quality: rows.map((row) => predict(row.features, row.task)),
    cost: rows.map((row) => expectedCosts(lines, row.characters)),
  }
}

/** True scores and prices: what nobody can know beforehand. */
export function oracle(rows: readonly Example[]): Expectation {
  return {
    quality: rows.map(({ scores }) => scores.map((score) => (score === score ? score : -Infinity))),
    cost: rows.map(({ costs }) => costs.map((cost) => (cost === cost ? cost : Infinity))),
  }
}
