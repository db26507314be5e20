import { pointOf, singleOutcomes } from './choices.ts'
import { expectedCosts, fitCostLines } from './cost-line.ts'
import type { Examples } from './example.ts'
import { areaUnder, upperHull } from './frontier.ts'
import { cheapest, rangeOf } from './harm-gate.ts'
import { pointsOf, sweepPrices } from './price-sweep.ts'

/** Mean quality, times 100, of any router over the price range; its prices are lines over length. */
export function curveArea({ models, rows }: Examples, quality: readonly Float64Array[]): number {
  const singles = singleOutcomes(rows, models.length).map((each) => pointOf(each))
  const lines = fitCostLines(rows, models.length)
  const cost = rows.map((row) => expectedCosts(lines, row.characters))
  const curve = pointsOf(sweepPrices(rows, { quality, cost }))
  return areaUnder(upperHull([...curve, cheapest(singles)]), ...rangeOf(singles))
}
