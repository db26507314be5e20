import type { JsonObject, Usage } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { jsonEqual } from '../json-equal.ts'

/** Responses usage → disjoint buckets: cached and written tokens lie inside the input, reasoning inside the output. */
export function decodeResponsesUsage(raw: JsonObject): Usage {
  const details = isJsonObject(raw['input_tokens_details']) ? raw['input_tokens_details'] : {}
  const outputDetails = isJsonObject(raw['output_tokens_details'])
    ? raw['output_tokens_details']
    : {}
  const input = count(raw['input_tokens'])
  const output = count(raw['output_tokens'])
  const read = count(details['cached_tokens'])
  const write = count(details['cache_write_tokens'])
  const reasoning = count(outputDetails['reasoning_tokens'])
  const excluded = read.value > input.value
  const written = excluded ? write.value : Math.min(write.value, input.value - read.value)
  const cost = raw['cost']
  const suspect =
    [input, output, read, write, reasoning].some((entry) => entry.clamped) ||
    written !== write.value ||
    reasoning.value > output.value
  return {
    input: {
      uncached: excluded ? input.value : input.value - read.value - written,
      cacheRead: read.value,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: written,
      toolUse: 0,
    },
    output: {
      text: Math.max(0, output.value - reasoning.value),
      reasoning: Math.min(reasoning.value, output.value),
    },
    ...(typeof cost === 'number' ? { providerCostUsd: String(cost) } : {}),
    ...(suspect ? { suspect: true } : {}),
    raw,
  }
}

/** Buckets → the sums of this wire; the provider's own object comes back whole while it says the same. */
export function encodeResponsesUsage(usage: Usage): JsonObject {
  const { input, output, raw } = usage
  if (raw !== undefined && saysTheSame(raw, usage)) return raw
  const written = input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther
  const inputTokens = input.uncached + input.cacheRead + written + input.toolUse
  const outputTokens = output.text + output.reasoning
  return {
    input_tokens: inputTokens,
    input_tokens_details: {
      cached_tokens: input.cacheRead,
      ...(written > 0 ? { cache_write_tokens: written } : {}),
    },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: output.reasoning },
    total_tokens: inputTokens + outputTokens,
  }
}

function saysTheSame(raw: JsonObject, usage: Usage): boolean {
  if (!isJsonObject(raw['input_tokens_details']) && raw['total_tokens'] === undefined) return false
  const decoded = decodeResponsesUsage(raw)
  return jsonEqual({ ...decoded.input, ...decoded.output }, { ...usage.input, ...usage.output })
}

function count(value: unknown): { readonly value: number; readonly clamped: boolean } {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { value: 0, clamped: false }
  return value < 0 ? { value: 0, clamped: true } : { value, clamped: false }
}
