import type { Cost, Usage } from '@signalbox/core'

import { attoOf, billLines, partsOf, type Used } from './bill-lines.ts'
import type { CompiledBand, CompiledPrice, CostPart, UnknownReason } from './compiled-price.ts'
import { divideHalfEven, formatDecimal, isDecimal, parseDecimal } from './decimal.ts'
import type { Confidence } from './model-entry.ts'
import { quantitiesOf, type Quantities } from './quantities.ts'
import { smallBill } from './small-bill.ts'
import { tokenUnits } from './units.ts'

/** A rate is in 10^-12 USD per 10^6 tokens: per token that is 10^-18 USD. */
const attoPerNano = 1_000_000_000n
const attoDigits = 18
const attoPerPico = 1_000_000n

const outputAt = tokenUnits.indexOf('output')
const reasoningAt = tokenUnits.indexOf('reasoning')

/** A cost with its parts; adds up exactly. */
export interface CostDetail extends Cost {
  readonly confidence: Confidence
  /** Before rounding, in 10^-18 USD. */
  readonly attoUsd: bigint | null
  readonly serviceTierBilled: string
  /** Units that were used and have no rate. */
  readonly missing: readonly string[]
  readonly reason?: UnknownReason | undefined
  readonly parts: readonly CostPart[]
}

/** Turns usage into money; a quantity without a rate makes the whole unknown. */
export function costOf(price: CompiledPrice, usage: Usage): CostDetail {
  const quantities = quantitiesOf(usage)
  if (quantities === undefined) return unknownCost(price, 'bad_usage')
  if (price.free) return billed(price, usage, { nanoUsd: 0n, attoUsd: 0n, parts: [] })
  const { tokens, units, promptTokens } = quantities
  if (price.reason !== undefined)
    return statedCost(price, usage) ?? unknownCost(price, price.reason, usedUnits(quantities))
  const band = bandOf(price.bands, promptTokens)
  const used: Used = { tokens, units, band, at: rateIndexes(price, tokens) }
  const small = units.length === 0 && price.perRequest === 0n ? smallBill(used) : undefined
  if (small !== undefined) return billed(price, usage, small)
  const { lines, missing } = billLines(price, used)
  if (missing.length > 0)
    return statedCost(price, usage) ?? unknownCost(price, 'no_rate_for_unit', missing)
  const atto = attoOf(lines)
  const nanoUsd = divideHalfEven(atto, attoPerNano)
  return billed(price, usage, { nanoUsd, attoUsd: atto, parts: partsOf(lines, atto) })
}

/** An exact amount of 10^-18 USD as text, such as "0.0000005". */
export function formatUsd(attoUsd: bigint): string {
  return formatDecimal(attoUsd, attoDigits)
}

/** No figure, and why. */
export function unknownCost(
  price: CompiledPrice,
  reason: UnknownReason,
  missing: readonly string[] = [],
): CostDetail {
  return {
    nanoUsd: null,
    attoUsd: null,
    basis: 'provider_usage',
    confidence: 'unknown',
    priceRowId: price.rowId,
    serviceTierBilled: price.serviceTier,
    reason,
    missing,
    parts: [],
  }
}

/** The band of a prompt: at the threshold itself the lower one. */
export function bandOf(
  bands: readonly CompiledBand[],
  promptTokens: number,
): CompiledBand | undefined {
  let found = bands[0]
  for (const band of bands) if (promptTokens > band.above) found = band
  return found
}

const usual: readonly number[] = tokenUnits.map((_, index) => index)
const reasoned: readonly number[] = usual.map((index) => (index === outputAt ? reasoningAt : index))

function rateIndexes(price: CompiledPrice, tokens: readonly number[]): readonly number[] {
  return price.reasoningBillsOutput && (tokens[reasoningAt] ?? 0) > 0 ? reasoned : usual
}

const none: readonly string[] = []

function billed(
  price: CompiledPrice,
  usage: Usage,
  { nanoUsd, attoUsd, parts }: Pick<CostDetail, 'nanoUsd' | 'attoUsd' | 'parts'>,
): CostDetail {
  return {
    nanoUsd,
    attoUsd,
    basis: usage.estimated === true ? 'estimated' : 'provider_usage',
    confidence: price.confidence,
    priceRowId: price.rowId,
    serviceTierBilled: price.serviceTier,
    missing: none,
    parts,
  }
}

/** What the provider itself says it charged, where we have no price. */
function statedCost(price: CompiledPrice, usage: Usage): CostDetail | undefined {
  const { providerCostUsd } = usage
  if (providerCostUsd === undefined || !isDecimal(providerCostUsd)) return undefined
  const atto = parseDecimal(providerCostUsd) * attoPerPico
  const nanoUsd = divideHalfEven(atto, attoPerNano)
  const cost = billed(price, usage, { nanoUsd, attoUsd: atto, parts: [] })
  return { ...cost, confidence: 'provider_api' }
}

function usedUnits({ tokens, units }: Quantities): readonly string[] {
  const used = tokenUnits.filter((_, index) => (tokens[index] ?? 0) > 0)
  return [...used, ...units.map(([unit]) => unit)]
}
