import type { Context } from '@signalbox/core'

/** How a request is kept when some of its texts stand for it alone, such as the nonce of its tokens. */
export interface CacheView {
  readonly toStored: (text: string) => string
  readonly fromStored: (text: string) => string
}

/** The view that a stage outside gave to a request; undefined: it is kept as it is. */
export function cacheViewOf({ vars }: Context): CacheView | undefined {
  const view = vars['x-cache-view']
  return isCacheView(view) ? view : undefined
}

function isCacheView(value: unknown): value is CacheView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'toStored' in value &&
    typeof value.toStored === 'function' &&
    'fromStored' in value &&
    typeof value.fromStored === 'function'
  )
}
