import type { JsonObject, PartBase } from '@signalbox/core'

import type { ModelFamily } from '../model-family.ts'
import type { Warn } from './own-fields.ts'

type CacheMark = NonNullable<PartBase['cache']>

/** The block after what is marked for the prompt cache, or nothing where the model has none. */
export function cachePoint(
  cache: CacheMark | undefined,
  place: { readonly isTool: boolean; readonly family: ModelFamily; readonly path: string },
  warn: Warn,
): readonly JsonObject[] {
  if (cache === undefined) return []
  const { isTool, family, path } = place
  if (family.cache === 'none' || (isTool && family.cache === 'no-tools')) {
    warn('dropped', `${path}.cache_control`, 'The model has no prompt cache for this.')
    return []
  }
  const { ttl } = cache
  if (ttl === undefined) return [{ cachePoint: { type: 'default' } }]
  if (ttl === '5m' || ttl === '1h') return [{ cachePoint: { type: 'default', ttl } }]
  warn('clamped', `${path}.cache_control.ttl`, 'The longest cache lifetime is 1h.')
  return [{ cachePoint: { type: 'default', ttl: '1h' } }]
}

const most = 4

/** Keeps the last four cache points of a request, the most that models take. */
export function excessPoints(blocks: readonly JsonObject[], warn: Warn): ReadonlySet<JsonObject> {
  const points = blocks.filter((block) => block['cachePoint'] !== undefined)
  const excess = points.slice(0, Math.max(0, points.length - most))
  if (excess.length > 0)
    warn('dropped', 'cache_control', 'At most four cache points fit; the last four stay.')
  return new Set(excess)
}
