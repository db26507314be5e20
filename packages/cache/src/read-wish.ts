/** What a client wants of the cache: the header `x-signalbox-cache`. */
export interface CacheWish {
  readonly reads: boolean
  readonly writes: boolean
  /** How long the answer may be kept, and how old one may be. */
  readonly ttlMs: number
}

/** `off`, `refresh` or `ttl=SECONDS`; anything else is as configured. */
export function readWish(hint: string | undefined, defaultMs: number, maxMs: number): CacheWish {
  if (hint === 'off') return { reads: false, writes: false, ttlMs: 0 }
  const seconds = /^ttl=(\d+)$/.exec(hint ?? '')?.[1]
  const ttlMs = Math.min(maxMs, seconds === undefined ? defaultMs : Number(seconds) * 1000)
  return { reads: hint !== 'refresh' && ttlMs > 0, writes: ttlMs > 0, ttlMs }
}
