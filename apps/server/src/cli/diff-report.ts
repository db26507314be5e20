/** Where a request goes under one policy, and what is thought of that. */
export interface Judged {
  readonly target: string
  readonly usd: number
  readonly ttftMs: number
  /** `NaN` where nobody knows. */
  readonly quality: number
}

/** One request under two policies; undefined: nobody may answer. */
export interface Pair {
  readonly id: string
  readonly from: Judged | undefined
  readonly to: Judged | undefined
}

/** A changed decision, as it is printed. */
export function diffLine({ id, from, to }: Pair): {
  readonly id: string
  readonly from: string | null
  readonly to: string | null
  readonly why: string
  readonly deltaUsd: number
  readonly deltaQuality: number | null
} {
  const deltaUsd = (to?.usd ?? 0) - (from?.usd ?? 0)
  const deltaQuality = (to?.quality ?? NaN) - (from?.quality ?? NaN)
  const price = `${money(Math.abs(deltaUsd))} ${deltaUsd < 0 ? 'less' : 'more'}`
  const quality = to === undefined || Number.isNaN(to.quality) ? 'unknown' : to.quality.toFixed(2)
  return {
    id,
    from: from?.target ?? null,
    to: to?.target ?? null,
    why: to === undefined ? 'nobody may answer any more' : `quality ${quality} for ${price}`,
    deltaUsd,
    deltaQuality: Number.isNaN(deltaQuality) ? null : deltaQuality,
  }
}

/** All of them together: sums of USD, means of the rest; quality over those of which both sides are known. */
export function diffSummary(
  pairs: readonly Pair[],
  changed: number,
): {
  readonly summary: true
  readonly n: number
  readonly changed: number
  readonly usd: readonly [number, number]
  readonly quality: readonly [number, number]
  readonly ttftMs: readonly [number, number]
  /** How many the quality is of. */
  readonly judged: number
} {
  const n = pairs.length
  const known = pairs.filter(({ from, to }) => isKnown(from) && isKnown(to))
  return {
    summary: true,
    n,
    changed: n === 0 ? 0 : changed / n,
    usd: sums(pairs, ({ usd }) => usd),
    quality: means(known, ({ quality }) => quality),
    ttftMs: means(pairs, ({ ttftMs }) => ttftMs),
    judged: known.length,
  }
}

/** USD with as many digits as tell something. */
export function money(usd: number): string {
  return `$${usd.toFixed(usd < 0.01 ? 6 : 4)}`
}

function isKnown(judged: Judged | undefined): boolean {
  return judged !== undefined && !Number.isNaN(judged.quality)
}

function sums(pairs: readonly Pair[], of: (judged: Judged) => number): readonly [number, number] {
  const sum = (side: 'from' | 'to') =>
    pairs.reduce((total, { [side]: judged }) => {
      const value = judged === undefined ? 0 : of(judged)
      return total + (Number.isFinite(value) ? value : 0)
    }, 0)
  return [sum('from'), sum('to')]
}

function means(pairs: readonly Pair[], of: (judged: Judged) => number): readonly [number, number] {
  const [from, to] = sums(pairs, of)
  const n = Math.max(1, pairs.length)
  return [from / n, to / n]
}
