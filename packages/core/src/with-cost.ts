import type { JsonObject } from './json.ts'

/** The key of the cost in a usage object of any wire, in USD; the name is OpenRouter's. */
export const costKey = 'cost'

/** A usage object with what the answer cost; `usd` is a decimal, undefined where nobody knows. */
export function withCost(usage: JsonObject, usd: string | undefined): JsonObject {
  return usd === undefined ? usage : { ...usage, [costKey]: Number(usd) }
}
