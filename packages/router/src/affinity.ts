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
  /** Another replica served it; the later of two homes is the home. */
  hear(key: string, home: Home): void
}

/** At most `max` conversations are remembered. */
export function createAffinity(options: { readonly max?: number | undefined } = {}): Affinity {
  const { max = 100_000 } = options
  const homes = new Map<string, Home>()

  function keep(key: string, home: Home): void {
    homes.delete(key)
    if (homes.size >= max) {
      const oldest = homes.keys().next()
      if (oldest.done !== true) homes.delete(oldest.value)
    }
    homes.set(key, home)
  }

  return {
    homeOf(key, ttlMs, now) {
      const home = homes.get(key)
      if (home === undefined) return undefined
      if (now - home.at < ttlMs) return home
      homes.delete(key)
      return undefined
    },

    keep,

    hear(key, home) {
      const own = homes.get(key)
      if (own === undefined || own.at < home.at) keep(key, home)
    },
  }
}
