/** Where the waits of a backoff begin and end, and what they may not go below. */
export interface BackoffOptions {
  readonly baseMs?: number | undefined
  readonly capMs?: number | undefined
  /** What the provider asked for: never waited less, and at most a fifth more. */
  readonly floorMs?: number | undefined
  readonly random?: (() => number) | undefined
}

/** How long to wait in ms before attempt `n + 1` of one quota group; never immediate. */
export function backoff(n: number, options: BackoffOptions = {}): number {
  const { baseMs = 1000, capMs = 30_000, floorMs = 0, random = Math.random } = options
  const own = Math.min(capMs, baseMs * 2 ** Math.max(0, n)) * (0.5 + random() / 2)
  return floorMs > 0 ? Math.max(floorMs * (1 + random() / 5), own) : own
}
