import { murmur3 } from '../murmur3.ts'
import type { Example } from './example.ts'

/** How well a router orders prompts between a weak and a strong model (RouteLLM, arXiv:2406.18665). */
export interface PairwiseReport {
  /** Mean share of the quality gap that is recovered, over all shares of strong calls. */
  readonly apgr: number
  /** Percent of strong calls that recover a half, and four fifths, of the gap. */
  readonly cpt50: number
  readonly cpt80: number
}

/** Null where the strong model is not better, or no prompt has both scores. */
export function pairwise(
  rows: readonly Example[],
  quality: readonly Float64Array[],
  { weak, strong }: { readonly weak: number; readonly strong: number },
): PairwiseReport | null {
  const seen = rows
    .map((row, r) => ({
      low: row.scores[weak] ?? NaN,
      high: row.scores[strong] ?? NaN,
      gain: (quality[r]?.[strong] ?? 0) - (quality[r]?.[weak] ?? 0),
      hash: murmur3(row.id),
    }))
    .filter(({ low, high }) => low === low && high === high)
    .toSorted((a, b) => b.gain - a.gain || a.hash - b.hash)
  const n = seen.length
  const weakMean = seen.reduce((sum, { low }) => sum + low, 0) / n
  const strongMean = seen.reduce((sum, { high }) => sum + high, 0) / n
  if (n === 0 || strongMean <= weakMean) return null
  const recovered = [0]
  let gained = 0
  for (const { low, high } of seen) {
    gained += high - low
    recovered.push(gained / n / (strongMean - weakMean))
  }
  const least = (share: number) =>
    (100 * recovered.findIndex((value) => value >= share - 1e-12)) / n
  return {
    apgr: recovered.reduce((sum, value) => sum + value, 0) / (n + 1),
    cpt50: least(0.5),
    cpt80: least(0.8),
  }
}
