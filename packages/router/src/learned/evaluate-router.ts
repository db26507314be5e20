import { outcomesOf, pointOf, singleOutcomes, type Choice, type Expectation } from './choices.ts'
import { crossFit, expectationOf, oracle } from './cross-fit.ts'
import type { Examples } from './example.ts'
import type { FitOptions } from './fit-quality.ts'
import { areaUnder, priceOf, upperHull, type Point } from './frontier.ts'
import { cheapest, harmGate, rangeOf, type GateOptions, type GateReport } from './harm-gate.ts'
import { pairwise, type PairwiseReport } from './pairwise.ts'
import { pointsOf, sweepPrices } from './price-sweep.ts'
import type { QualityModel } from './quality-model.ts'

/** One router in a report. */
export interface RouterRow {
  readonly router: string
  /** Mean quality over the price range, times 100. */
  readonly aiq: number
  /** Percent of the way from the best mix of single models to the oracle. */
  readonly gap: number
  /** Percent of the best model's price at which 95, 98 and 100 % of its quality are reached; null: never. */
  readonly c95: number | null
  readonly c98: number | null
  readonly c100: number | null
  /** Gain over the best mix of single models with its 95 % interval; for the learned router. */
  readonly gain?: readonly [number, number, number] | undefined
}

/** What an evaluation says. */
export interface EvaluationReport {
  readonly v: 1
  readonly n: number
  readonly models: readonly string[]
  readonly best: string
  readonly cheapest: string
  readonly rows: readonly RouterRow[]
  readonly apgr: ({ readonly pair: readonly [string, string] } & PairwiseReport) | null
  readonly gate: GateReport
}

/** What an evaluation may be told. */
export interface EvaluationOptions extends FitOptions, GateOptions {
  /** A finished model that has not seen these labels; without it, five folds are fitted. */
  readonly model?: QualityModel | undefined
  /** A weak and a strong model; default the cheapest and the best. */
  readonly pair?: readonly [weak: string, strong: string] | undefined
}

/** Compares learned routing with what it has to beat; all tuning happens inside the training folds. */
export function evaluateRouter(
  examples: Examples,
  options: EvaluationOptions = {},
): EvaluationReport {
  const { models, rows } = examples
  const { model, pair } = options
  const singles = singleOutcomes(rows, models.length).map((each) => pointOf(each))
  const bestAt = indexOfMost(singles, ({ score }) => score)
  const cheapAt = indexOfMost(singles, ({ cost }) => -cost)
  const { mix, table } =
    model === undefined
      ? crossFit(examples, options)
      : { mix: expectationOf(sameModels(model, models), rows), table: undefined }
  const gate = harmGate(examples, mix, options)
  const curveOf = (expectation: Expectation, extra?: number) =>
    pointsOf(sweepPrices(rows, expectation, extra))
  const sky = curveOf(oracle(rows), 1e-9)
  const measure = measurer(singles, sky)
  const weak = pair === undefined ? cheapAt : models.indexOf(pair[0])
  const strong = pair === undefined ? bestAt : models.indexOf(pair[1])
  const pairReport = pairwise(rows, mix.quality, { weak, strong })
  return {
    v: 1,
    n: rows.length,
    models,
    best: models[bestAt] ?? '',
    cheapest: models[cheapAt] ?? '',
    rows: [
      { ...measure('mix', curveOf(mix)), gain: gate.gain },
      ...(table === undefined ? [] : [measure('task-table', curveOf(table))]),
      measure('keywords', keywordCurve(examples, [cheapAt, bestAt])),
      ...(options.current === undefined
        ? []
        : [measure('current-policy', [...singles, pointOf(outcomesOf(rows, options.current))])]),
      measure('single-models', singles),
      measure('random', [cheapest(singles), singles[bestAt] ?? cheapest(singles)]),
      measure('oracle', sky),
    ],
    apgr:
      pairReport === null
        ? null
        : { pair: [models[weak] ?? '', models[strong] ?? ''], ...pairReport },
    gate,
  }
}

/** Strong for the prompts that look hardest, for every share of them. */
function keywordCurve(
  { rows }: Examples,
  [weak, strong]: readonly [number, number],
): readonly Point[] {
  const hardness = rows.map(({ features: { dense } }) => {
    const at = (i: number) => dense[i] ?? 0
    return at(1) + at(6) + at(7) + at(8) + at(11)
  })
  const order = [...rows.keys()].toSorted((a, b) => (hardness[b] ?? 0) - (hardness[a] ?? 0))
  return Array.from({ length: 21 }, (_, step) => {
    const choice: Choice = new Uint8Array(rows.length).fill(weak)
    for (const r of order.slice(0, Math.round((step / 20) * rows.length))) choice[r] = strong
    return pointOf(outcomesOf(rows, choice))
  })
}

function measurer(
  singles: readonly Point[],
  sky: readonly Point[],
): (router: string, curve: readonly Point[]) => RouterRow {
  const [from, to] = rangeOf(singles)
  const best = singles.reduce((a, b) => (b.score > a.score ? b : a))
  const floor = areaUnder(upperHull(singles), from, to)
  const ceiling = areaUnder(upperHull([...sky, cheapest(singles)]), from, to)
  return (router, curve) => {
    const hull = upperHull([...curve, cheapest(singles)])
    const aiq = areaUnder(hull, from, to)
    const share = (quality: number) => {
      const price = priceOf(hull, quality * best.score)
      return price === undefined ? null : (100 * price) / best.cost
    }
    return {
      router,
      aiq,
      gap: ceiling > floor ? (100 * (aiq - floor)) / (ceiling - floor) : 0,
      c95: share(0.95),
      c98: share(0.98),
      c100: share(1),
    }
  }
}

function sameModels(model: QualityModel, models: readonly string[]): QualityModel {
  if (models.join() !== model.models.join())
    throw new Error(
      `the artifact knows ${model.models.join(', ')}, the labels speak of ${models.join(', ')}: evaluate on labels of the same models`,
    )
  return model
}

function indexOfMost<T>(items: readonly T[], value: (item: T) => number): number {
  let best = 0
  items.forEach((item, i) => {
    const held = items[best]
    if (held !== undefined && value(item) > value(held)) best = i
  })
  return best
}
