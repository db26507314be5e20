import { isJsonObject, type JsonObject, type Usage } from '@signalbox/core'

/** Converse's usage in disjoint buckets: its input excludes what the cache read and wrote. */
export function decodeUsage(raw: JsonObject): Usage {
  const input = count(raw['inputTokens'])
  const output = count(raw['outputTokens'])
  const read = count(raw['cacheReadInputTokens'] ?? raw['cacheReadInputTokenCount'])
  const written = count(raw['cacheWriteInputTokens'] ?? raw['cacheWriteInputTokenCount'])
  const cacheWrite1h = Math.min(written, writtenFor(raw, '1h'))
  const cacheWrite5m = Math.min(written - cacheWrite1h, writtenFor(raw, '5m'))
  const total = raw['totalTokens']
  const sum = input + output + read + written
  // Some models' totals leave the cache out.
  const suspect = typeof total === 'number' && total !== sum && total !== input + output
  return {
    input: {
      uncached: input,
      cacheRead: read,
      cacheWrite5m,
      cacheWrite1h,
      cacheWriteOther: written - cacheWrite1h - cacheWrite5m,
      toolUse: 0,
    },
    output: { text: output, reasoning: 0 },
    ...(suspect ? { suspect } : {}),
    raw,
  }
}

/** Input alone, as embeddings report it; undefined when nobody counted. */
export function inputUsage(tokens: number | undefined): Usage | undefined {
  return tokens === undefined ? undefined : decodeUsage({ inputTokens: tokens, outputTokens: 0 })
}

function writtenFor({ cacheDetails }: JsonObject, ttl: string): number {
  if (!Array.isArray(cacheDetails)) return 0
  return cacheDetails
    .filter(isJsonObject)
    .filter((detail) => detail['ttl'] === ttl)
    .reduce((sum, detail) => sum + count(detail['inputTokens']), 0)
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0
}
