/** How many requests a target has and may have at once. */
export interface ConcurrencyLimit {
  readonly inflight: number
  readonly limit: number
  hasRoom(): boolean
  enter(): void
  leave(): void
  /** A request was answered. */
  succeeded(): void
  /** The target was too busy: it timed out or said so. */
  strained(): void
}

/** Where an adaptive limit starts and how far it may go. */
export interface AdaptiveConcurrencyOptions {
  readonly initial?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/** A limit that somebody stated; Infinity only counts. */
export function fixedConcurrency(limit: number = Infinity): ConcurrencyLimit {
  let inflight = 0
  return {
    get inflight() {
      return inflight
    },
    limit,
    hasRoom: () => inflight < limit,
    enter: () => {
      inflight += 1
    },
    leave: () => {
      inflight = Math.max(0, inflight - 1)
    },
    succeeded: () => undefined,
    strained: () => undefined,
  }
}

/**
 * Finds the room of a machine nobody measured: × 0.9 when it strains, + 1 while at least half is
 * used. Latency is no signal, it depends on the prompt.
 */
export function adaptiveConcurrency(options: AdaptiveConcurrencyOptions = {}): ConcurrencyLimit {
  const { initial = 16, min = 2, max = 512 } = options
  let limit = Math.min(max, Math.max(min, initial))
  let inflight = 0
  return {
    get inflight() {
      return inflight
    },
    get limit() {
      return Math.floor(limit)
    },
    hasRoom: () => inflight < Math.floor(limit),
    enter: () => {
      inflight += 1
    },
    leave: () => {
      inflight = Math.max(0, inflight - 1)
    },
    succeeded: () => {
      if (2 * inflight >= limit) limit = Math.min(max, limit + 1)
    },
    strained: () => {
      limit = Math.max(min, limit * 0.9)
    },
  }
}
