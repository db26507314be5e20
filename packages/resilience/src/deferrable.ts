import { GatewayError } from '@signalbox/core'
import Bottleneck from 'bottleneck'

/** How wide the lane is, per provider account. */
export interface DeferrableOptions {
  readonly maxConcurrent?: number | undefined
  /** Jobs that may wait; above it the least urgent is dropped. */
  readonly highWater?: number | undefined
  readonly maxAccounts?: number | undefined
  /** Hears what the library reports beside the jobs' own errors. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** How urgent a job is among those that can wait. */
export interface DeferrableJob {
  /** 0 first, 9 last. */
  readonly priority?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** For work that can wait; costs milliseconds per job, so nothing urgent may pass here. */
export interface DeferrableLane {
  /** An aborted job keeps its place and is skipped when its turn comes. */
  schedule<T>(account: string, run: () => Promise<T>, job?: DeferrableJob): Promise<T>
  /** Of one account, else of all. */
  waiting(account?: string): number
  /** Refuses new jobs; `drop` gives up those that wait, else they are finished. */
  stop(options?: { drop?: boolean }): Promise<void>
}

const refusedAfterMs = 5000

/**
 * One limiter per provider account, made on first use and gone when idle and others need the place.
 *
 * @example lane.schedule('main', () => gate.acquire(target, cost, background).then(send))
 */
export function createDeferrableLane(options: DeferrableOptions = {}): DeferrableLane {
  const { maxConcurrent = 50, highWater = 20_000, maxAccounts = 1000, onError } = options
  const limiters = new Map<string, Bottleneck>()
  let stopping = false

  function limiterOf(account: string): Bottleneck {
    const known = limiters.get(account)
    if (known !== undefined) return known
    if (limiters.size >= maxAccounts) dropIdle()
    const limiter = new Bottleneck({
      maxConcurrent,
      highWater,
      strategy: Bottleneck.strategy.OVERFLOW_PRIORITY,
      rejectOnDrop: true,
    })
    limiter.on('error', (error: unknown) => onError?.(error))
    limiters.set(account, limiter)
    return limiter
  }

  function dropIdle(): void {
    for (const [account, limiter] of limiters) if (limiter.empty()) limiters.delete(account)
    if (limiters.size >= maxAccounts)
      throw busy('Too many provider accounts have deferrable work; try again later.')
  }

  return {
    async schedule(account, run, { priority = 5, signal } = {}) {
      if (stopping) throw busy('The gateway is shutting down; try again.')
      signal?.throwIfAborted()
      try {
        return await limiterOf(account).schedule({ priority: clamp(priority) }, () => {
          signal?.throwIfAborted()
          return run()
        })
      } catch (error) {
        if (error instanceof Bottleneck.BottleneckError)
          throw busy('Too much deferrable work waits for this provider; try again later.', error)
        throw error
      }
    },

    waiting(account) {
      if (account !== undefined) return limiters.get(account)?.queued() ?? 0
      return [...limiters.values()].reduce((sum, limiter) => sum + limiter.queued(), 0)
    },

    async stop({ drop = false } = {}) {
      stopping = true
      const stops = Array.from(limiters.values(), (limiter) =>
        limiter.stop({ dropWaitingJobs: drop }),
      )
      await Promise.all(stops)
    },
  }
}

function clamp(priority: number): number {
  return Math.min(9, Math.max(0, Math.round(priority)))
}

function busy(message: string, cause?: unknown): GatewayError {
  return new GatewayError('overloaded', message, {
    origin: 'gateway',
    ran: 'no',
    retryAfterMs: refusedAfterMs,
    cause,
  })
}
