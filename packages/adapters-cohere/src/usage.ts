import type { JsonObject, Usage } from '@signalbox/core'

import { numberOf, objectAt } from './wire/fields.ts'

const noCache = { cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }

/**
 * Usage in disjoint buckets: cached tokens are inside the input, reasoning inside the output. What is
 * charged for is counted apart, without the words that Cohere adds to a prompt, and goes to `units`.
 */
export function decodeUsage(raw: JsonObject): Usage | undefined {
  const billed = billedUnits(raw)
  const tokens = objectAt(raw, 'tokens')
  const input = numberOf(tokens['input_tokens']) ?? billed.billedIn
  const output = numberOf(tokens['output_tokens']) ?? billed.billedOut
  if (input === undefined && output === undefined) return undefined
  const cached = numberOf(raw['cached_tokens']) ?? 0
  const reasoning = numberOf(tokens['reasoning_tokens']) ?? 0
  const uncached = (input ?? 0) - cached
  const text = (output ?? 0) - reasoning
  const counts = [uncached, cached, text, reasoning]
  return {
    input: { uncached: Math.max(0, uncached), cacheRead: Math.max(0, cached), ...noCache },
    output: { text: Math.max(0, text), reasoning: Math.max(0, reasoning) },
    ...unitsOf(billed),
    ...(counts.some((count) => count < 0) ? { suspect: true } : {}),
    raw,
  }
}

/** The usage of an operation that only reads, from the `meta` of its answer. */
export function decodeMeta(meta: JsonObject): Usage | undefined {
  const billed = billedUnits(meta)
  const { billedIn = 0 } = billed
  if (Object.keys(billed).length === 0) return undefined
  return {
    input: { uncached: billedIn, cacheRead: 0, ...noCache },
    output: { text: 0, reasoning: 0 },
    ...(billed.searchUnits === undefined ? {} : { units: { searchUnits: billed.searchUnits } }),
    raw: meta,
  }
}

interface Billed {
  readonly billedIn?: number
  readonly billedOut?: number
  readonly searchUnits?: number
}

function billedUnits(value: JsonObject): Billed {
  const units = objectAt(value, 'billed_units')
  const billedIn = numberOf(units['input_tokens'])
  const billedOut = numberOf(units['output_tokens'])
  const searchUnits = numberOf(units['search_units'])
  return {
    ...(billedIn === undefined ? {} : { billedIn }),
    ...(billedOut === undefined ? {} : { billedOut }),
    ...(searchUnits === undefined ? {} : { searchUnits }),
  }
}

function unitsOf(billed: Billed): Pick<Usage, 'units'> {
  return Object.keys(billed).length === 0 ? {} : { units: { ...billed } }
}
