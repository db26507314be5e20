import type { TokenGuess } from './catalog-contract.ts'
import type { CompiledPrice } from './compiled-price.ts'
import { bandOf } from './cost-of.ts'
import { tokenUnits, type TokenUnit } from './units.ts'

const at = Object.fromEntries(tokenUnits.map((unit, index) => [unit, index])) as Readonly<
  Record<TokenUnit, number>
>

/** USD to compare candidates by; NaN where a used unit has no rate. */
export function quickUsd(price: CompiledPrice, guess: TokenGuess): number {
  if (price.free) return 0
  const { input, cacheRead = 0, cacheWrite = 0, output, reasoning = 0 } = guess
  const rates = bandOf(price.bands, input + cacheRead + cacheWrite)?.approximate
  if (rates === undefined) return Number.NaN
  return (
    Number(price.perRequest) / 1e12 +
    part(input, rates[at.input]) +
    part(cacheRead, rates[at.cacheRead]) +
    part(cacheWrite, rates[at.cacheWrite5m]) +
    part(output, rates[at.output]) +
    part(reasoning, rates[at.reasoning])
  )
}

function part(quantity: number, rate = Number.NaN): number {
  return quantity === 0 ? 0 : quantity * rate
}
