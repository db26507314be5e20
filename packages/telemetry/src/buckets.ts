/** `count` bounds of base × factorⁿ. */
function scale(base: number, factor: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => base * factor ** n)
}

/** Upper bounds (inclusive) of histograms; all but those that others standardised are base × 2ⁿ. */
export const buckets: Readonly<
  Record<
    'tokens' | 'seconds' | 'micro' | 'wait' | 'guard' | 'http' | 'ttft' | 'tpot',
    readonly number[]
  >
> = {
  tokens: scale(1, 4, 14),
  seconds: scale(0.01, 2, 14),
  micro: scale(0.00005, 2, 13),
  wait: scale(0.001, 4, 9),
  guard: scale(0.00005, 4, 10),
  http: [
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 30, 60, 120, 300,
    600,
  ],
  ttft: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  tpot: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
}

/** The index of the bucket of a value; `bounds.length` is the one above all. */
export function bucketOf(bounds: readonly number[], value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (bounds[middle] ?? Infinity)) high = middle
    else low = middle + 1
  }
  return low
}
