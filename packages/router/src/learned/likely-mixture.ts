import type { Mixture } from './quality-model.ts'

/** What one part of a model expects of each example, by model. */
export type Predictions = readonly Float64Array[]

/** Examples by which mixtures are judged; NaN where there is no label. */
interface Judged {
  readonly scores: Float64Array
  readonly weights: Float64Array
}

const steps = 10
// A smaller share does not pay for the look through all neighbours that it costs.
const leastShare = 0.1

/**
 * The mean of all mixtures, each weighed by how likely it makes the labels: where few labels cannot
 * tell, no part is trusted alone.
 */
export function likelyMixture(
  rows: readonly Judged[],
  [lowRank, neighbours, table]: readonly [Predictions, Predictions | undefined, Predictions],
): Mixture {
  const tried: { readonly shares: Mixture; readonly likelihood: number }[] = []
  for (let a = 0; a <= steps; a++)
    for (let b = 0; b <= (neighbours === undefined ? 0 : steps - a); b++) {
      const shares = { lowRank: a / steps, neighbours: b / steps, table: (steps - a - b) / steps }
      tried.push({ shares, likelihood: logLikelihood(shares) })
    }
  const most = Math.max(...tried.map(({ likelihood }) => likelihood))
  const sum = { lowRank: 0, neighbours: 0, table: 0 }
  for (const { shares, likelihood } of tried) {
    const weight = Math.exp(likelihood - most)
    sum.lowRank += weight * shares.lowRank
    sum.neighbours += weight * shares.neighbours
    sum.table += weight * shares.table
  }
  return withoutTrifles(sum)

  function logLikelihood(shares: Mixture): number {
    let total = 0
    rows.forEach(({ scores, weights }, r) => {
      scores.forEach((y, m) => {
        if (y !== y) return
        const mixed =
          shares.lowRank * (lowRank[r]?.[m] ?? 0) +
          shares.neighbours * (neighbours?.[r]?.[m] ?? 0) +
          shares.table * (table[r]?.[m] ?? 0)
        const p = Math.min(0.999, Math.max(0.001, mixed))
        total += (weights[m] ?? 1) * (y * Math.log(p) + (1 - y) * Math.log(1 - p))
      })
    })
    return total
  }
}

function withoutTrifles(sum: Mixture): Mixture {
  const total = sum.lowRank + sum.neighbours + sum.table
  const kept = (share: number) => (share < leastShare * total ? 0 : share)
  const [lowRank, neighbours, table] = [kept(sum.lowRank), kept(sum.neighbours), kept(sum.table)]
  const left = lowRank + neighbours + table
  return { lowRank: lowRank / left, neighbours: neighbours / left, table: table / left }
}
