import { divideHalfEven, formatDecimal, parseDecimal } from './decimal.ts'
import type { Band } from './model-entry.ts'
import { tokenUnits, type Rates, type TokenUnit } from './units.ts'

/** A band without holes that scaling can fill. */
export interface FullBand extends Band {
  readonly scaled: ReadonlySet<TokenUnit>
}

const nothingScaled: ReadonlySet<TokenUnit> = new Set()

/** Tiers of the standard mode: a unit that a tier lacks grows like its input rate. */
export function expandStandard(bands: readonly Band[]): readonly FullBand[] {
  const [base] = bands
  if (base === undefined) return []
  return bands.map((band) =>
    band === base ? { ...band, scaled: nothingScaled } : filled(band, base.rates),
  )
}

/** A mode's bands at every threshold of its own and of the standard mode. */
export function expandMode(
  standard: readonly FullBand[],
  mode: readonly Band[],
): readonly FullBand[] {
  const [own] = mode
  if (own === undefined) return []
  const thresholds = new Set([...standard, ...mode].map(({ above }) => above))
  return [...thresholds]
    .toSorted((a, b) => a - b)
    .flatMap((above): readonly FullBand[] => {
      const base = bandFor(standard, above)
      const stated = mode.findLast((band) => band.above <= above)
      if (stated === undefined) return []
      if (base === undefined) return [{ ...stated, above, scaled: nothingScaled }]
      if (stated.above === above || base.above <= stated.above)
        return [filled({ above, rates: stated.rates }, base.rates)]
      const ratio = ratioOf(stated.rates, bandFor(standard, stated.above)?.rates ?? {})
      return [{ above, rates: scale(base.rates, ratio), scaled: new Set(tokenUnits) }]
    })
}

/** The band of a threshold: the highest at or below it. */
function bandFor(bands: readonly FullBand[], above: number): FullBand | undefined {
  return bands.findLast((band) => band.above <= above)
}

function filled(band: Band, base: Rates): FullBand {
  const scaledRates = scale(base, ratioOf(band.rates, base))
  const scaled = tokenUnits.filter(
    (unit) => band.rates[unit] === undefined && scaledRates[unit] !== undefined,
  )
  return { above: band.above, rates: { ...scaledRates, ...band.rates }, scaled: new Set(scaled) }
}

type Ratio = readonly [numerator: bigint, denominator: bigint]

function ratioOf(rates: Rates, base: Rates): Ratio | undefined {
  const unit = (['input', 'output'] as const).find(
    (name) => rates[name] !== undefined && base[name] !== undefined,
  )
  if (unit === undefined) return undefined
  const denominator = parseDecimal(base[unit] ?? '0')
  return denominator === 0n ? undefined : [parseDecimal(rates[unit] ?? '0'), denominator]
}

/** Every rate times a ratio; without a ratio nothing. */
export function scale(rates: Rates, ratio: Ratio | undefined): Rates {
  if (ratio === undefined) return {}
  const [numerator, denominator] = ratio
  return Object.fromEntries(
    Object.entries(rates).map(([unit, rate]) => [
      unit,
      formatDecimal(divideHalfEven(parseDecimal(rate) * numerator, denominator)),
    ]),
  )
}
