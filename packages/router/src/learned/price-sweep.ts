import { bestOf, lambdas, valueOf, weightOf, type Choice, type Expectation } from './choices.ts'
import type { Example } from './example.ts'
import type { Point } from './frontier.ts'

/**
 * What comes of one choice after another: sums of the first, and for each that follows the rows that
 * changed. As quality grows dearer a row changes hands a few times, however many prices are tried.
 */
export interface PriceSweep {
  readonly rows: Uint32Array
  /** Cost, score and weight that a change adds; the rows of the first choice stand in front, whole. */
  readonly added: Float64Array
  /** Where the changes of each choice end. */
  readonly ends: Uint32Array
}

// Differences that take everything away leave a trace of it.
const trace = 1e-9

/** Lays choices out for quick sums. */
export function sweepOf(rows: readonly Example[], choices: readonly Choice[]): PriceSweep {
  const changed: number[] = []
  const added: number[] = []
  const ends = new Uint32Array(choices.length)
  choices.forEach((choice, at) => {
    const before = choices[at - 1]
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]
      const from = before?.[r]
      const to = choice[r]
      if (row === undefined || to === from) continue
      changed.push(r)
      added.push(
        valueOf(row, to, row.costs) - valueOf(row, from, row.costs),
        valueOf(row, to, row.scores) - valueOf(row, from, row.scores),
        weightOf(row, to) - weightOf(row, from),
      )
    }
    ends[at] = changed.length
  })
  return { rows: Uint32Array.from(changed), added: Float64Array.from(added), ends }
}

/** Means of each choice, leaving out those like the one before; `times` is how often a row counts. */
export function pointsOf({ rows, added, ends }: PriceSweep, times?: Uint16Array): readonly Point[] {
  const points: Point[] = []
  let cost = 0
  let score = 0
  let weight = 0
  let most = 0
  let at = 0
  for (const end of ends) {
    if (at === end && points.length > 0) continue
    for (; at < end; at++) {
      const n = times === undefined ? 1 : (times[rows[at] ?? 0] ?? 0)
      cost += n * (added[3 * at] ?? 0)
      score += n * (added[3 * at + 1] ?? 0)
      weight += n * (added[3 * at + 2] ?? 0)
    }
    if (weight > most) most = weight
    points.push(
      weight > trace * most
        ? { cost: cost / weight, score: score / weight }
        : { cost: NaN, score: NaN },
    )
  }
  return points
}

/** Choices of a router at each price of quality; `extra` is added to all of them. */
export function sweepPrices(
  rows: readonly Example[],
  { quality, cost }: Expectation,
  extra: number = 0,
): PriceSweep {
  const prices = lambdas(rows).map((lambda) => lambda + extra)
  const choices = prices.map((): Choice => new Uint8Array(rows.length))
  // Row after row, so that each is at hand for all prices.
  for (let r = 0; r < rows.length; r++) {
    const goods = quality[r]
    const costs = cost[r]
    if (goods === undefined || costs === undefined) continue
    for (let p = 0; p < prices.length; p++) {
      const choice = choices[p]
      if (choice !== undefined) choice[r] = bestOf(goods, costs, prices[p] ?? 0)
    }
  }
  return sweepOf(rows, choices)
}
