import {
  choose,
  outcomesOf,
  pointOf,
  singleOutcomes,
  type Choice,
  type Expectation,
  type Outcomes,
} from './choices.ts'
import type { Examples } from './example.ts'
import { areaUnder, upperHull, type Point } from './frontier.ts'
import { pointsOf, sweepPrices } from './price-sweep.ts'
import { seededRandom } from './random.ts'

/** What a learned router must prove before it may act. */
export interface GateOptions {
  readonly minLabels?: number | undefined
  /** Chance of passing a router that is no better. */
  readonly alpha?: number | undefined
  readonly minGain?: number | undefined
  /** USD for one hundredth of quality: the price at which the router will work. */
  readonly usdPerQualityPoint?: number | undefined
  /** Model of each example under the policy in force; the best single model without one. */
  readonly current?: Choice | undefined
  readonly seed?: number | undefined
}

/** The verdict on a learned router. */
export interface GateReport {
  readonly pass: boolean
  readonly reason: string
  readonly labels: number
  /** One-sided lower bounds: points of mean quality over the price range, USD of worth per request. */
  readonly lower: readonly [quality: number, worth: number]
  /** Gain of mean quality over the best mix of single models, with its interval. */
  readonly gain: readonly [value: number, low: number, high: number]
}

const resamples = 1000
const fewestPerModel = 30
// Drawing a handful of rows again and again proves no more than the handful.
const fewestChanges = 30
const shippedPoint = 0.0004

/** Refuses a router whose gain over single models and the policy in force is not proven. */
export function harmGate(
  examples: Examples,
  expectation: Expectation,
  options: GateOptions = {},
): GateReport {
  const { models, rows } = examples
  const { minLabels = 100, alpha = 0.05, minGain = 0, seed = 1 } = options
  const point = options.usdPerQualityPoint ?? shippedPoint
  const singles = singleOutcomes(rows, models.length)
  const held = options.current ?? bestSingle(singles, point, rows.length)
  const current = outcomesOf(rows, held)
  const sweep = sweepPrices(rows, expectation)
  const choice = choose(expectation, 1 / (100 * point))
  const chosen = outcomesOf(rows, choice)
  const changes = rows.filter((_, r) => choice[r] !== held[r]).length
  const gainOf = (times?: Uint16Array) => {
    const alone = singles.map((each) => pointOf(each, times))
    const range = rangeOf(alone)
    const base = areaUnder(upperHull([...alone, pointOf(current, times)]), ...range)
    const routed = [...pointsOf(sweep, times), cheapest(alone)]
    return areaUnder(upperHull(routed), ...range) - base
  }
  const worthOf = (times?: Uint16Array) => {
    const routed = pointOf(chosen, times)
    const before = pointOf(current, times)
    return 100 * point * (routed.score - before.score) - (routed.cost - before.cost)
  }
  const insight = insightOf(examples, expectation)
  const draws = bootstrap(examples, seed, (times) => [
    gainOf(times),
    worthOf(times),
    pointOf(insight, times).score,
  ])
  const gains = draws.map(([gain]) => gain ?? 0).toSorted(ascending)
  const worths = draws.map(([, worth]) => worth ?? 0).toSorted(ascending)
  const insights = draws.map(([, , gain]) => gain ?? 0).toSorted(ascending)
  const lower = [quantile(gains, alpha), quantile(worths, alpha)] as const
  const fewest = Math.min(
    ...models.map((_, m) => rows.filter(({ scores }) => scores[m] === scores[m]).length),
  )
  const reason =
    rows.length < minLabels
      ? `${String(rows.length)} labels, ${String(minLabels)} are needed`
      : fewest < fewestPerModel
        ? `a model has ${String(fewest)} scores, ${String(fewestPerModel)} are needed`
        : lower[0] <= minGain
          ? 'no proven gain of quality over single models and the policy in force'
          : lower[1] <= 0
            ? 'no proven gain of worth at the price of the policy'
            : changes < fewestChanges
              ? `${String(changes)} choices other than the policy's, ${String(fewestChanges)} are needed`
              : quantile(insights, alpha) <= 0
                ? 'no proof that it tells prompts apart'
                : 'a gain is proven'
  return {
    pass: reason === 'a gain is proven',
    reason,
    labels: rows.length,
    lower,
    gain: [gainOf(), quantile(gains, 0.025), quantile(gains, 0.975)],
  }
}

/**
 * How far each example's scores lie from the means of their models in the way that was expected: a
 * handful of lucky choices can pay, but luck does not know which prompts are hard.
 */
function insightOf({ models, rows }: Examples, { quality }: Expectation): Outcomes {
  const score = new Float64Array(rows.length)
  const weight = new Float64Array(rows.length)
  for (let m = 0; m < models.length; m++) {
    let weights = 0
    let scores = 0
    let expected = 0
    rows.forEach(({ scores: known, weights: counts }, r) => {
      const y = known[m] ?? NaN
      if (y !== y) return
      const w = counts[m] ?? 1
      weights += w
      scores += w * y
      expected += w * (quality[r]?.[m] ?? 0)
    })
    rows.forEach(({ scores: known, weights: counts }, r) => {
      const y = known[m] ?? NaN
      if (y !== y) return
      const w = counts[m] ?? 1
      const above = y - scores / weights
      const foretold = (quality[r]?.[m] ?? 0) - expected / weights
      score[r] = (score[r] ?? 0) + w * above * foretold
      weight[r] = (weight[r] ?? 0) + w
    })
  }
  return { cost: score, score, weight }
}

/** From the mean price of the cheapest single model to that of the best. */
export function rangeOf(singles: readonly Point[]): readonly [from: number, to: number] {
  const best = singles.reduce((a, b) => (b.score > a.score ? b : a))
  return [cheapest(singles).cost, best.cost]
}

/** The cheapest of the points. */
export function cheapest(points: readonly Point[]): Point {
  return points.reduce((a, b) => (b.cost < a.cost ? b : a))
}

function bestSingle(singles: readonly Outcomes[], point: number, count: number): Choice {
  const worths = singles.map((each) => {
    const { score, cost } = pointOf(each)
    return 100 * point * score - cost
  })
  return new Uint8Array(count).fill(worths.indexOf(Math.max(...worths)))
}

/** Draws whole clusters of equal prompts, as often as there are clusters. */
function bootstrap<T>(
  { rows }: Examples,
  seed: number,
  measure: (times: Uint16Array) => T,
): readonly T[] {
  const clusters = [...Map.groupBy(rows.keys(), (r) => rows[r]?.normal).values()]
  const members = Uint32Array.from(clusters.flat())
  const ends = new Uint32Array(clusters.length)
  let end = 0
  clusters.forEach(({ length }, c) => (ends[c] = end += length))
  const random = seededRandom(seed)
  const times = new Uint16Array(rows.length)
  return Array.from({ length: resamples }, () => {
    times.fill(0)
    for (let i = 0; i < ends.length; i++) {
      const drawn = Math.floor(random() * ends.length)
      for (let at = drawn === 0 ? 0 : (ends[drawn - 1] ?? 0); at < (ends[drawn] ?? 0); at++) {
        const r = members[at] ?? 0
        times[r] = (times[r] ?? 0) + 1
      }
    }
    return measure(times)
  })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

function ascending(a: number, b: number): number {
  return a - b
}
