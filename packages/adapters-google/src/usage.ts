import type { JsonObject, Usage } from '@signalbox/core'

import { numberOf, objectsIn, sameJson, stringOf } from './wire/objects.ts'

/** `usageMetadata` in disjoint buckets; undefined while a stream has only named its traffic type. */
export function decodeUsage(raw: JsonObject): Usage | undefined {
  const count = (name: string) => numberOf(raw[name])
  const prompt = count('promptTokenCount')
  const candidates = count('candidatesTokenCount')
  const thoughts = count('thoughtsTokenCount')
  if ((prompt ?? candidates ?? thoughts ?? count('totalTokenCount')) === undefined) return undefined
  const cached = count('cachedContentTokenCount') ?? 0
  const uncached = (prompt ?? 0) - cached
  const buckets = [uncached, cached, candidates ?? 0, thoughts ?? 0]
  const toolUse = count('toolUsePromptTokenCount') ?? 0
  const units = modalities(raw)
  return {
    input: {
      uncached: Math.max(0, uncached),
      cacheRead: Math.max(0, cached),
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: Math.max(0, toolUse),
    },
    output: { text: Math.max(0, candidates ?? 0), reasoning: Math.max(0, thoughts ?? 0) },
    ...(Object.keys(units).length === 0 ? {} : { units }),
    ...([...buckets, toolUse].some((bucket) => bucket < 0) ? { suspect: true } : {}),
    raw,
  }
}

/** Google's own object where it still says the same, else one built from the buckets. */
export function encodeUsage(usage: Usage): JsonObject {
  const { raw, input, output, units } = usage
  if (raw !== undefined && saysTheSame(raw, usage)) return raw
  const prompt =
    input.uncached +
    input.cacheRead +
    input.cacheWrite5m +
    input.cacheWrite1h +
    input.cacheWriteOther
  return {
    promptTokenCount: prompt,
    ...(input.cacheRead > 0 ? { cachedContentTokenCount: input.cacheRead } : {}),
    candidatesTokenCount: output.text,
    ...(output.reasoning > 0 ? { thoughtsTokenCount: output.reasoning } : {}),
    ...(input.toolUse > 0 ? { toolUsePromptTokenCount: input.toolUse } : {}),
    totalTokenCount: prompt + output.text + output.reasoning + input.toolUse,
    ...details('promptTokensDetails', 'In', units),
    ...details('candidatesTokensDetails', 'Out', units),
  }
}

function saysTheSame(raw: JsonObject, usage: Usage): boolean {
  const again = decodeUsage(raw)
  return (
    again !== undefined &&
    sameJson(again.input, usage.input) &&
    sameJson(again.output, usage.output)
  )
}

const kinds = ['audio', 'image', 'video', 'document']

function modalities(raw: JsonObject): Readonly<Record<string, number>> {
  const sides = [
    ['promptTokensDetails', 'In'],
    ['candidatesTokensDetails', 'Out'],
  ] as const
  const units = sides.flatMap(([field, side]) =>
    objectsIn(raw[field]).flatMap((detail): readonly [string, number][] => {
      const kind = stringOf(detail['modality'])?.toLowerCase() ?? ''
      const tokens = numberOf(detail['tokenCount'])
      return kinds.includes(kind) && tokens !== undefined ? [[`${kind}${side}`, tokens]] : []
    }),
  )
  return Object.fromEntries(units)
}

function details(field: string, side: 'In' | 'Out', units: Usage['units'] = {}): JsonObject {
  const found = kinds.flatMap((kind) => {
    const tokenCount = units[`${kind}${side}`]
    return tokenCount === undefined ? [] : [{ modality: kind.toUpperCase(), tokenCount }]
  })
  return found.length === 0 ? {} : { [field]: found }
}
