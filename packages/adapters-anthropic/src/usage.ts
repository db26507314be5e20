import { isJsonObject, type JsonObject, type Usage } from '@signalbox/core'

/** Buckets of a usage object; `input_tokens` excludes the cache, `output_tokens` includes thinking. */
export function decodeUsage(raw: JsonObject): Usage {
  const written = count(raw['cache_creation_input_tokens'])
  const split = isJsonObject(raw['cache_creation']) ? raw['cache_creation'] : {}
  const longest = count(split['ephemeral_1h_input_tokens'])
  const shortest = count(split['ephemeral_5m_input_tokens'])
  const total = written.given ? written.value : longest.value + shortest.value
  const cacheWrite1h = Math.min(longest.value, total)
  const cacheWrite5m = Math.min(shortest.value, total - cacheWrite1h)
  const output = count(raw['output_tokens'])
  const details = isJsonObject(raw['output_tokens_details']) ? raw['output_tokens_details'] : {}
  const thinking = count(details['thinking_tokens'])
  const reasoning = Math.min(thinking.value, output.value)
  const input = count(raw['input_tokens'])
  const read = count(raw['cache_read_input_tokens'])
  const suspect =
    [written, longest, shortest, output, thinking, input, read].some(({ bad }) => bad) ||
    longest.value + shortest.value > total ||
    thinking.value > output.value
  return {
    input: {
      uncached: input.value,
      cacheRead: read.value,
      cacheWrite5m,
      cacheWrite1h,
      cacheWriteOther: total - cacheWrite1h - cacheWrite5m,
      toolUse: 0,
    },
    output: { text: output.value - reasoning, reasoning },
    ...units(raw['server_tool_use']),
    ...(suspect ? { suspect } : {}),
    raw,
  }
}

/** A later usage object over an earlier one, field by field: both are totals, never added. */
export function mergeUsage(earlier: JsonObject, later: JsonObject): JsonObject {
  const said = Object.entries(later).filter(([, value]) => value !== null && value !== undefined)
  return { ...earlier, ...Object.fromEntries(said) }
}

/** The usage object for a client; an own answer's is written back as it came. */
export function encodeUsage(usage: Usage | undefined, own: boolean): JsonObject {
  if (usage === undefined) return { input_tokens: 0, output_tokens: 0 }
  if (own && usage.raw !== undefined) return usage.raw
  const { input, output, units: extra } = usage
  const { cacheWrite5m, cacheWrite1h, cacheWriteOther } = input
  const searches = extra?.['webSearches']
  const fetches = extra?.['webFetches']
  return {
    input_tokens: input.uncached + input.toolUse,
    cache_creation_input_tokens: cacheWrite5m + cacheWrite1h + cacheWriteOther,
    cache_read_input_tokens: input.cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: cacheWrite5m,
      ephemeral_1h_input_tokens: cacheWrite1h,
    },
    output_tokens: output.text + output.reasoning,
    ...(output.reasoning === 0
      ? {}
      : { output_tokens_details: { thinking_tokens: output.reasoning } }),
    ...(searches === undefined && fetches === undefined
      ? {}
      : {
          server_tool_use: {
            web_search_requests: searches ?? 0,
            web_fetch_requests: fetches ?? 0,
          },
        }),
  }
}

function count(value: unknown): { value: number; given: boolean; bad: boolean } {
  const given = typeof value === 'number' && Number.isFinite(value)
  const clamped = given ? Math.max(0, value) : 0
  return { value: clamped, given, bad: given && value < 0 }
}

function units(value: unknown): { units?: Readonly<Record<string, number>> } {
  if (!isJsonObject(value)) return {}
  const { web_search_requests: searches, web_fetch_requests: fetches } = value
  const counted = {
    ...(typeof searches === 'number' ? { webSearches: searches } : {}),
    ...(typeof fetches === 'number' ? { webFetches: fetches } : {}),
  }
  return Object.keys(counted).length === 0 ? {} : { units: counted }
}
