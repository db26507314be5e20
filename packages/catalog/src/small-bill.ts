import type { Used } from './bill-lines.ts'
import type { CostPart } from './compiled-price.ts'
import { rateDigits } from './decimal.ts'
import { tokenUnits } from './units.ts'

/** A sum of tokens times rates per 10^6 tokens, in USD: nano-USD are three digits further. */
const nanoDigits = 3

/** What a bill comes to. */
export interface Bill {
  readonly nanoUsd: bigint
  readonly attoUsd: bigint
  readonly parts: readonly CostPart[]
}

/**
 * The same figures as `billLines` without bigints on the way: integers below 2^53 multiply and add
 * exactly. Undefined where a number would not be safe or a rate is missing.
 */
export function smallBill({ band, tokens, at }: Used): Bill | undefined {
  if (band === undefined) return undefined
  const { small, digits, texts, assumed } = band
  const up = digits < nanoDigits ? 10 ** (nanoDigits - digits) : 1
  const down = digits > nanoDigits ? 10 ** (digits - nanoDigits) : 1
  const parts: { -readonly [K in keyof CostPart]: CostPart[K] }[] = []
  let sum = 0
  let floors = 0
  let most = -1
  let largest: (typeof parts)[number] | undefined
  let largestNano = 0
  for (let i = 0; i < tokens.length; i++) {
    const quantity = tokens[i] ?? 0
    if (quantity === 0) continue
    const index = at[i] ?? i
    const rate = small[index]
    if (rate === undefined) return undefined
    const amount = quantity * rate * up
    if (!Number.isSafeInteger(amount)) return undefined
    const nano = (amount - (amount % down)) / down
    const guess = assumed[index]
    const line = {
      unit: tokenUnits[i] ?? '',
      quantity,
      rate: texts[index] ?? '',
      nanoUsd: BigInt(nano),
    }
    const part = guess === undefined ? line : { ...line, assumed: guess }
    parts.push(part)
    sum += amount
    floors += nano
    if (amount > most) {
      most = amount
      largest = part
      largestNano = nano
    }
  }
  if (!Number.isSafeInteger(sum)) return undefined
  const total = halfEven(sum, down)
  if (largest !== undefined && total !== floors)
    largest.nanoUsd = BigInt(largestNano + total - floors)
  const scale = digits < nanoDigits ? nanoDigits : digits
  return { nanoUsd: BigInt(total), attoUsd: BigInt(sum) * attoPer(scale), parts }
}

const powers: readonly bigint[] = Array.from(
  { length: rateDigits + 1 },
  (_, digits) => 10n ** BigInt(rateDigits - digits),
)

function attoPer(digits: number): bigint {
  return powers[digits] ?? 1n
}

function halfEven(dividend: number, divisor: number): number {
  const rest = dividend % divisor
  const quotient = (dividend - rest) / divisor
  if (rest * 2 < divisor) return quotient
  return rest * 2 > divisor || quotient % 2 === 1 ? quotient + 1 : quotient
}
