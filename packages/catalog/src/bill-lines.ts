import type { CompiledBand, CompiledPrice, CostPart } from './compiled-price.ts'
import { decimalOf, divideHalfEven, formatDecimal, parseDecimal } from './decimal.ts'
import type { Quantities } from './quantities.ts'
import { tokenUnits } from './units.ts'

const attoPerNano = 1_000_000_000n
const tokensPerRate = 1_000_000n

/** What is billed and with which rates. */
export interface Used extends Pick<Quantities, 'tokens' | 'units'> {
  readonly band: CompiledBand | undefined
  /** Index of the rate by index of the unit. */
  readonly at: readonly number[]
}

/** One quantity times its rate, in 10^-18 USD. */
export interface BillLine {
  readonly part: Omit<CostPart, 'nanoUsd'>
  readonly atto: bigint
}

/** The lines of a bill and what has no rate. */
export interface BillLines {
  readonly lines: readonly BillLine[]
  readonly missing: readonly string[]
}

/** Every quantity that is not zero, times its rate. */
export function billLines(price: CompiledPrice, used: Used): BillLines {
  const { tokens, units, band, at } = used
  const lines: BillLine[] = []
  const missing: string[] = []
  for (const [i, unit] of tokenUnits.entries()) {
    const quantity = tokens[i] ?? 0
    if (quantity === 0) continue
    const index = at[i] ?? i
    const rate = band?.rates[index]
    if (rate === undefined) {
      missing.push(unit)
      continue
    }
    const assumed = band?.assumed[index]
    const part = { unit, quantity, rate: band?.texts[index] ?? '', ...(assumed && { assumed }) }
    lines.push({ part, atto: BigInt(quantity) * rate })
  }
  for (const [unit, quantity] of units) {
    const rate = price.perUnit.get(unit)
    const count = decimalOf(quantity)
    if (rate === undefined || count === undefined) missing.push(unit)
    else
      lines.push({
        part: { unit, quantity, rate: formatDecimal(rate) },
        atto: divideHalfEven(rate * parseDecimal(count), tokensPerRate),
      })
  }
  if (price.perRequest > 0n)
    lines.push({
      part: { unit: 'request', quantity: 1, rate: formatDecimal(price.perRequest) },
      atto: price.perRequest * tokensPerRate,
    })
  return { lines, missing }
}

/** The sum before rounding. */
export function attoOf(lines: readonly BillLine[]): bigint {
  let atto = 0n
  for (const line of lines) atto += line.atto
  return atto
}

/** Every part is rounded down; the largest takes what is left, so that parts add up. */
export function partsOf(lines: readonly BillLine[], atto: bigint): readonly CostPart[] {
  let rest = divideHalfEven(atto, attoPerNano)
  let largest = 0
  const nanos: bigint[] = []
  for (const [index, line] of lines.entries()) {
    const nano = line.atto / attoPerNano
    nanos.push(nano)
    rest -= nano
    if (line.atto > (lines[largest]?.atto ?? 0n)) largest = index
  }
  return lines.map(({ part }, index) => ({
    ...part,
    nanoUsd: (nanos[index] ?? 0n) + (index === largest ? rest : 0n),
  }))
}
