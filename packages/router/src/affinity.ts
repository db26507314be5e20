/** Where a conversation was served last, and how much of its prompt is cached there. */
export interface Home {
  readonly target: string
  readonly prefixTokens: number
  readonly at: number
}

/** Remembers homes of conversations; the least recently used go first. */
export interface Affinity {
  homeOf(key: string, ttlMs: number, now: number): Home | undefined
  keep(key: string, home: Home): void
}

/** At most `max` conversations are remembered. */
export function createAffinity(options: { readonly max?: number | undefined } = {}): Affinity {
  const { max = 100_000 } = options
  const homes = new Map<string, Home>()
  return {
    homeOf(key, ttlMs, now) {
      const home = homes.get(key)
      if (home === undefined) return undefined
      if (now - home.at < ttlMs) return home
      homes.delete(key)
      return undefined
    },

    keep(key, home) {
      homes.delete(key)
      if (homes.size >= max) {
        const oldest = homes.keys().next()
        if (oldest.done !== true) homes.delete(oldest.value)
      }
      homes.set(key, home)
    },
  }
}
