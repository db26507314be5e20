import type {
  Assumption,
  CompiledBand,
  CompiledPrice,
  PriceQuery,
  RankingRates,
} from './compiled-price.ts'
import { divideHalfEven, formatDecimal, parseDecimal, rateDigits } from './decimal.ts'
import type { FullBand } from './expand-modes.ts'
import type { Confidence, ModelEntry } from './model-entry.ts'
import { priceRow } from './price-row.ts'
import { serviceTierOf, tokenUnits, type TokenUnit } from './units.ts'

/** How one query is compiled. */
export interface CompileOptions {
  readonly at: number
  readonly confidence?: Confidence | undefined
}

/** Prices of an entry ready for arithmetic; what is unknown says why. */
export function compilePrice(
  entry: ModelEntry,
  query: PriceQuery,
  { at, confidence = entry.confidence }: CompileOptions,
): CompiledPrice {
  const serviceTier = serviceTierOf(query.serviceTier)
  const sheet = entry.prices
  if (sheet === null) return unknownPrice(query, 'no_price', entry)
  const row = priceRow(entry, sheet, { region: query.region, serviceTier, at })
  if (row === undefined) return unknownPrice(query, 'no_price_for_service_tier', entry)
  const writesCostMore = /claude/i.test(entry.model)
  const bands = row.bands.map((band) => compileBand(band, writesCostMore))
  const perRequest = parseDecimal(row.perRequest ?? '0')
  return {
    query,
    provider: entry.provider,
    model: entry.model,
    name: `${entry.provider}/${entry.model}`,
    serviceTier,
    confidence,
    rowId: row.id,
    bands,
    perUnit: new Map(Object.entries(row.perUnit).map(([unit, rate]) => [unit, parseDecimal(rate)])),
    perRequest,
    free: row.free,
    reasoningBillsOutput: sheet.reasoningScope === 'response',
    from: row.from,
    until: row.until,
    ...rankingRates(bands[0], row.free),
    request: Number(perRequest) / 1e12,
    suspect: confidence === 'suspect',
  }
}

/** A price that prices nothing. */
export function unknownPrice(
  query: PriceQuery,
  reason: CompiledPrice['reason'],
  entry?: ModelEntry,
): CompiledPrice {
  return {
    query,
    provider: entry?.provider ?? query.provider,
    model: entry?.model ?? query.model,
    name: `${entry?.provider ?? query.provider}/${entry?.model ?? query.model}`,
    serviceTier: serviceTierOf(query.serviceTier),
    confidence: 'unknown',
    reason,
    bands: [],
    perUnit: new Map(),
    perRequest: 0n,
    free: false,
    reasoningBillsOutput: false,
    from: -Infinity,
    until: Infinity,
  }
}

function rankingRates(band: CompiledBand | undefined, free: boolean): RankingRates {
  if (free) return { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }
  const rate = (unit: TokenUnit): number | undefined => {
    const text = band?.texts[tokenUnits.indexOf(unit)]
    return text === undefined ? undefined : Number(text)
  }
  return {
    input: rate('input'),
    output: rate('output'),
    cacheRead: rate('cacheRead'),
    cacheWrite: rate('cacheWrite5m'),
  }
}

function compileBand({ above, rates, scaled }: FullBand, writesCostMore: boolean): CompiledBand {
  const known = new Map<TokenUnit, bigint>()
  const assumed = new Map<TokenUnit, Assumption>()
  for (const unit of tokenUnits) {
    const rate = rates[unit]
    if (rate === undefined) continue
    known.set(unit, parseDecimal(rate))
    if (scaled.has(unit)) assumed.set(unit, 'scaled')
  }
  const assume = (unit: TokenUnit, rate: bigint | undefined, as: Assumption): void => {
    if (rate === undefined || known.has(unit)) return
    known.set(unit, rate)
    assumed.set(unit, as)
  }
  const input = known.get('input')
  const write = known.get('cacheWrite5m')
  assume('cacheRead', input, 'input-rate')
  assume('cacheWrite5m', times(input, writesCostMore ? 125n : 100n), 'input-rate')
  assume(
    'cacheWrite1h',
    write === undefined ? times(input, 200n) : times(write, 160n),
    write === undefined ? 'input-rate' : 'cache-write-rate',
  )
  assume('imageIn', input, 'input-rate')
  assume('imageCacheRead', known.get('imageIn'), 'input-rate')
  assume('reasoning', known.get('output'), 'output-rate')
  const texts = tokenUnits.map((unit) => textOf(known.get(unit)))
  const digits = Math.max(0, ...texts.map((text = '') => text.split('.')[1]?.length ?? 0))
  const unit = 10n ** BigInt(rateDigits - digits)
  return {
    above,
    rates: tokenUnits.map((name) => known.get(name)),
    texts,
    small: tokenUnits.map((name) => {
      const rate = known.get(name)
      return rate === undefined ? undefined : Number(rate / unit)
    }),
    digits,
    assumed: tokenUnits.map((name) => assumed.get(name)),
    approximate: Float64Array.from(tokenUnits, (name) => {
      const rate = known.get(name)
      return rate === undefined ? Number.NaN : Number(rate) / 1e18
    }),
  }
}

function times(rate: bigint | undefined, percent: bigint): bigint | undefined {
  return rate === undefined ? undefined : divideHalfEven(rate * percent, 100n)
}

function textOf(rate: bigint | undefined): string | undefined {
  return rate === undefined ? undefined : formatDecimal(rate)
}
