import {
  splitBaseUrl,
  systemClock,
  type Clock,
  type Stage,
  type Target,
  type Transport,
} from '@signalbox/core'

/** Which connections to keep warm, and how often to touch them. */
export interface WarmerOptions {
  readonly transport: Pick<Transport, 'warm'>
  /** Kept warm until `close`; others as long as requests might go to them. */
  readonly targets?: readonly Target[] | undefined
  /** The origin of a target, for targets whose adapter knows the address; default: of `baseUrl`. */
  readonly origin?: ((target: Target) => string | undefined) | undefined
  /** How many of a request's candidates are kept; default 2. */
  readonly top?: number | undefined
  /** Longest time between two touches; below the providers' keep-alive. Default 15 s, least 5 s. */
  readonly intervalMs?: number | undefined
  /** How long after its last request an origin is forgotten; default 10 min. */
  readonly forgetMs?: number | undefined
  /** Origins kept at once, the longest unused go first; default 64. */
  readonly maxOrigins?: number | undefined
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
  /** A touch that failed: for a log. It says nothing about a target's health. */
  readonly onError?: ((origin: string, error: unknown) => void) | undefined
}

/** Keeps connections open ahead of need. */
export interface Warmer {
  /** Stands behind the router: keeps what a request's candidates would need. */
  readonly stage: Stage
  /** The origins that are kept now. */
  origins(): readonly string[]
  /** Ends all timers; without it they keep a process alive. */
  close(): void
}

interface Kept {
  /** Monotonic ms; after it the origin is forgotten. */
  until: number
  usedAt: number
  readonly stop: AbortController
}

const leastIntervalMs = 5000
const maxBackoff = 16

/**
 * Touches the origins of the best candidates so that a failover finds an open connection. One touch
 * per origin at a time; traffic replaces touches; an origin that fails is touched less often.
 *
 * @example pipeline(router, createWarmer({ transport }).stage, failover(), upstream(options))
 */
export function createWarmer(options: WarmerOptions): Warmer {
  const { transport, targets = [], origin = originOf, top = 2, forgetMs = 600_000 } = options
  const { maxOrigins = 64, clock = systemClock, random = Math.random, onError } = options
  const intervalMs = Math.max(leastIntervalMs, options.intervalMs ?? 15_000)
  const kept = new Map<string, Kept>()
  let closed = false

  async function touch(name: string): Promise<boolean> {
    try {
      await transport.warm?.(name)
      return true
    } catch (error) {
      onError?.(name, error)
      return false
    }
  }

  async function keep(name: string, entry: Kept): Promise<void> {
    const { signal } = entry.stop
    let backoff = 1
    while (clock.now() < entry.until && !signal.aborted) {
      if (clock.now() - entry.usedAt >= intervalMs / 2)
        backoff = (await touch(name)) ? 1 : Math.min(maxBackoff, backoff * 2)
      const waitMs = intervalMs * backoff * (0.8 + 0.2 * random())
      // Only `stop` ends a sleep early, and the loop with it.
      await clock.sleep(waitMs, signal).catch(() => undefined)
    }
    if (kept.get(name) === entry) kept.delete(name)
  }

  function add(name: string, until: number, usedAt: number): void {
    const entry: Kept = { until, usedAt, stop: new AbortController() }
    kept.set(name, entry)
    for (const [oldest, { stop }] of kept) {
      if (kept.size <= maxOrigins) break
      kept.delete(oldest)
      stop.abort()
    }
    void keep(name, entry)
  }

  /** `used` now, or a request might go there. */
  function note(target: Target, used: boolean): void {
    const name = origin(target)
    if (closed || transport.warm === undefined || name === undefined) return
    const now = clock.now()
    const known = kept.get(name)
    if (known === undefined) {
      add(name, now + forgetMs, used ? now : -Infinity)
      return
    }
    known.until = Math.max(known.until, now + forgetMs)
    if (used) known.usedAt = now
    kept.delete(name)
    kept.set(name, known)
  }

  for (const target of targets) {
    const name = origin(target)
    if (transport.warm !== undefined && name !== undefined && !kept.has(name))
      add(name, Infinity, -Infinity)
  }

  return {
    stage: {
      name: 'warm',
      enter(context) {
        for (const [rank, target] of context.candidates.slice(0, top).entries())
          note(target, rank === 0)
      },
      leave(context) {
        if (context.target !== undefined) note(context.target, true)
      },
    },
    origins: () => [...kept.keys()],
    close() {
      closed = true
      for (const { stop } of kept.values()) stop.abort()
      kept.clear()
    },
  }
}

function originOf({ baseUrl }: Target): string | undefined {
  return baseUrl === undefined ? undefined : splitBaseUrl(baseUrl).origin
}
