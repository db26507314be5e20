import type { Example } from './example.ts'

/** Expected USD of a model at a prompt: `base + perCharacter · characters`. */
export interface CostLine {
  readonly base: number
  readonly perCharacter: number
}

/** Least squares over the examples that were paid for, a line per model. */
export function fitCostLines(rows: readonly Example[], models: number): readonly CostLine[] {
  return Array.from({ length: models }, (_, m) => {
    let n = 0
    let sumX = 0
    let sumY = 0
    let sumXX = 0
    let sumXY = 0
    for (const { characters: x, costs } of rows) {
      const y = costs[m] ?? NaN
      if (y !== y) continue
      n++
      sumX += x
      sumY += y
      sumXX += x * x
      sumXY += x * y
    }
    if (n === 0) return { base: 0, perCharacter: 0 }
    const spread = n * sumXX - sumX * sumX
    const perCharacter = spread > 0 ? (n * sumXY - sumX * sumY) / spread : 0
    return { base: (sumY - perCharacter * sumX) / n, perCharacter }
  })
}

/** Expected USD of every model at one prompt, never below zero. */
export function expectedCosts(lines: readonly CostLine[], characters: number): Float64Array {
  return Float64Array.from(lines, ({ base, perCharacter }) =>
    Math.max(0, base + perCharacter * characters),
  )
}
