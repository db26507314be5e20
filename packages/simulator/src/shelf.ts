/** What a provider keeps between requests: stored answers, files, batches. */
export interface Shelf {
  put(kind: string, id: string, value: unknown): void
  get(kind: string, id: string): unknown
  remove(kind: string, id: string): boolean
  list(kind: string): readonly unknown[]
}

/** Keeps the newest 10,000 things of each kind. */
export function createShelf(max = 10_000): Shelf {
  const kinds = new Map<string, Map<string, unknown>>()
  return {
    put(kind, id, value) {
      const things = kinds.get(kind) ?? new Map<string, unknown>()
      kinds.set(kind, things)
      things.set(id, value)
      for (const oldest of things.keys()) {
        if (things.size <= max) break
        things.delete(oldest)
      }
    },
    get: (kind, id) => kinds.get(kind)?.get(id),
    remove: (kind, id) => kinds.get(kind)?.delete(id) ?? false,
    list: (kind) => [...(kinds.get(kind)?.values() ?? [])],
  }
}
