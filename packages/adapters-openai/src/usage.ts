import type { JsonObject, JsonValue, Usage } from '@signalbox/core'

import { objectAt } from './chat/own-fields.ts'
import type { CompatibleRow } from './row.ts'

/** Chat usage → disjoint buckets, whatever the provider counts inside what. */
export function decodeUsage(raw: JsonObject, row: Pick<CompatibleRow, 'reasoningTokens'>): Usage {
  const details = objectAt(raw, 'prompt_tokens_details')
  const outputDetails = objectAt(raw, 'completion_tokens_details')
  const input = count(raw['prompt_tokens'])
  const output = count(raw['completion_tokens'])
  const read = firstCount(
    details['cached_tokens'],
    raw['prompt_cache_hit_tokens'],
    raw['cached_tokens'],
    raw['num_cached_tokens'],
    raw['cache_read_input_tokens'],
  )
  const write = firstCount(details['cache_write_tokens'], raw['cache_creation_input_tokens'])
  const reasoning = count(outputDetails['reasoning_tokens'])
  const excluded = read > input
  const written = excluded ? write : Math.min(write, input - read)
  const outside = isOutside({ input, output, reasoning, total: raw['total_tokens'] }, row)
  const suspect =
    written !== write ||
    (!outside && reasoning > output) ||
    hasNegative(raw, details, outputDetails)
  const units = unitsOf(raw, details, outputDetails)
  const cost = costOf(raw)
  return {
    input: {
      uncached: excluded ? input : input - read - written,
      cacheRead: read,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: written,
      toolUse: 0,
    },
    output: outside
      ? { text: output, reasoning }
      : { text: Math.max(0, output - reasoning), reasoning: Math.min(reasoning, output) },
    ...(units === undefined ? undefined : { units }),
    ...(cost === undefined ? undefined : { providerCostUsd: cost }),
    ...(suspect ? { suspect: true } : undefined),
    raw,
  }
}

interface Totals {
  readonly input: number
  readonly output: number
  readonly reasoning: number
  readonly total: JsonValue | undefined
}

/** The total tells; without one the row does. */
function isOutside(
  { input, output, reasoning, total }: Totals,
  row: Pick<CompatibleRow, 'reasoningTokens'>,
): boolean {
  if (reasoning === 0) return false
  if (total === input + output + reasoning) return true
  return total === input + output ? false : row.reasoningTokens === 'outside'
}

/** Buckets → OpenAI's sums; the provider's own object comes back whole while it says the same. */
export function encodeUsage(usage: Usage): JsonObject {
  const { input, output, raw, units = {} } = usage
  if (raw !== undefined && saysTheSame(raw, usage)) return raw
  const written = input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther
  const prompt = input.uncached + input.cacheRead + written + input.toolUse
  const completion = output.text + output.reasoning
  const { audioIn, audioOut } = units
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: {
      cached_tokens: input.cacheRead,
      ...(written > 0 ? { cache_write_tokens: written } : {}),
      ...(audioIn === undefined ? {} : { audio_tokens: audioIn }),
    },
    completion_tokens_details: {
      reasoning_tokens: output.reasoning,
      ...(audioOut === undefined ? {} : { audio_tokens: audioOut }),
    },
  }
}

function saysTheSame(raw: JsonObject, usage: Usage): boolean {
  if (raw['prompt_tokens'] === undefined) return false
  const again = decodeUsage(raw, {})
  if (usage.output.text + usage.output.reasoning !== count(raw['completion_tokens'])) return false
  return (
    again.output.reasoning === usage.output.reasoning &&
    again.input.uncached === usage.input.uncached &&
    again.input.cacheRead === usage.input.cacheRead &&
    again.input.cacheWriteOther ===
      usage.input.cacheWriteOther + usage.input.cacheWrite5m + usage.input.cacheWrite1h
  )
}

const unitFields: readonly {
  readonly name: string
  readonly place: 'input' | 'output' | 'top'
  readonly field: string
}[] = [
  { name: 'audioIn', place: 'input', field: 'audio_tokens' },
  { name: 'imageIn', place: 'input', field: 'image_tokens' },
  { name: 'videoIn', place: 'input', field: 'video_tokens' },
  { name: 'audioOut', place: 'output', field: 'audio_tokens' },
  { name: 'imageOut', place: 'output', field: 'image_tokens' },
  { name: 'acceptedPrediction', place: 'output', field: 'accepted_prediction_tokens' },
  { name: 'rejectedPrediction', place: 'output', field: 'rejected_prediction_tokens' },
  { name: 'sources', place: 'top', field: 'num_sources_used' },
]

function unitsOf(
  top: JsonObject,
  input: JsonObject,
  output: JsonObject,
): Readonly<Record<string, number>> | undefined {
  const from = { top, input, output }
  let units: Record<string, number> | undefined
  for (const { name, place, field } of unitFields) {
    const value = from[place][field]
    if (typeof value === 'number' && value > 0) (units ??= {})[name] = value
  }
  const searches = objectAt(top, 'server_tool_use_details')['web_search_requests']
  if (typeof searches === 'number') (units ??= {})['webSearches'] = searches
  return units
}

const usdPerTick = 1e-10

function costOf(raw: JsonObject): string | undefined {
  const { cost, cost_in_usd_ticks: ticks } = raw
  const usd = typeof cost === 'number' ? cost : typeof ticks === 'number' ? ticks * usdPerTick : -1
  return usd < 0 ? undefined : usd.toFixed(12).replace(/\.?0+$/, '')
}

function firstCount(...values: readonly (JsonValue | undefined)[]): number {
  return count(values.find((value) => typeof value === 'number'))
}

function count(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0
}

function hasNegative(...objects: readonly JsonObject[]): boolean {
  return objects.some((object) =>
    Object.keys(object).some((key) => {
      const value = object[key]
      return typeof value === 'number' && value < 0
    }),
  )
}
