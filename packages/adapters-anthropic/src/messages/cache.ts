import { isJsonObject, type JsonObject, type PartBase } from '@signalbox/core'

import type { Warn } from './own-fields.ts'

type CacheMark = NonNullable<PartBase['cache']>

/** A cache breakpoint that the canonical model can say; anything else stays an extension. */
export function decodeCache(value: unknown): CacheMark | undefined {
  if (!isJsonObject(value) || value['type'] !== 'ephemeral') return undefined
  const keys = Object.keys(value)
  const { ttl } = value
  if (keys.length === 1) return {}
  return keys.length === 2 && (ttl === '5m' || ttl === '1h') ? { ttl } : undefined
}

/** The breakpoint's field, or nothing. */
export function encodeCache(cache: CacheMark | undefined, path: string, warn: Warn): JsonObject {
  if (cache === undefined) return {}
  const { ttl } = cache
  if (ttl === undefined) return { cache_control: { type: 'ephemeral' } }
  if (ttl === '5m' || ttl === '1h') return { cache_control: { type: 'ephemeral', ttl } }
  warn('clamped', `${path}.cache_control.ttl`, 'The longest cache lifetime is 1h.')
  return { cache_control: { type: 'ephemeral', ttl: '1h' } }
}

/** Keeps the last four breakpoints of a request, the most a provider of this wire takes. */
export function limitBreakpoints(
  blocks: readonly JsonObject[],
  warn: Warn,
): ReadonlySet<JsonObject> {
  const marked = blocks.filter((block) => block['cache_control'] !== undefined)
  const excess = marked.slice(0, Math.max(0, marked.length - 4))
  if (excess.length > 0)
    warn('dropped', 'cache_control', 'At most four cache breakpoints fit; the last four stay.')
  return new Set(excess)
}
