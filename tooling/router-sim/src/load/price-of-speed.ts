import type { LoadPolicy } from './load-policies.ts'
import type { LoadFigures } from './run-load.ts'

/** How dear one policy is beside others that let nobody wait longer. */
export interface PriceOfSpeed {
  readonly own: LoadFigures
  /** The cheapest whose p99 is no higher; the policy itself where no other is. */
  readonly cheapest: LoadFigures
  /** Price of the policy over that of the cheapest: 1 is the best there is. */
  readonly ratio: number
  /** Others whose p99 is no higher: without any, nothing was compared. */
  readonly asFast: number
}

/** Compares the first of the policies with the rest, on one scenario. */
export async function priceOfSpeed(
  [first, ...others]: readonly LoadPolicy[],
  play: (policy: LoadPolicy) => Promise<LoadFigures>,
): Promise<PriceOfSpeed> {
  if (first === undefined) throw new TypeError('Nothing to compare.')
  const own = await play(first)
  let cheapest = own
  let asFast = 0
  for (const policy of others) {
    const figures = await play(policy)
    if (figures.p99Ms > own.p99Ms) continue
    asFast++
    if (figures.usdPer1000 < cheapest.usdPer1000) cheapest = figures
  }
  return { own, cheapest, ratio: own.usdPer1000 / cheapest.usdPer1000, asFast }
}
