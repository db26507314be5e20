import { GatewayError, type Target } from '@signalbox/core'

import { createAttempts } from './attempts.ts'
import type { ResilienceOptions } from './resilience-options.ts'
import { createParts } from './resilience-parts.ts'
import { createTargetOrder, type MoveRules } from './target-order.ts'
import type { Trial } from './trial.ts'

/** What resilience around a call of your own may be told. */
export interface AloneOptions extends Pick<
  ResilienceOptions,
  'retry' | 'breaker' | 'limits' | 'clock' | 'random' | 'onEvent'
> {
  /** Longest time of one attempt in ms; default none. */
  readonly attemptMs?: number | undefined
  /** Longest time of all attempts and waits together in ms; default 600,000. */
  readonly totalMs?: number | undefined
}

/** One call and where it may be made. */
export interface AloneCall<Result> {
  readonly targets: readonly Target[]
  readonly signal: AbortSignal
  readonly moves: MoveRules
  readonly maxAttempts?: number | undefined
  /** Says what a failure means; what is thrown in the end is the original. */
  classify(thrown: unknown): GatewayError
  run(trial: Pick<Trial, 'n' | 'target' | 'signal'>): Promise<Result>
}

/** Attempts, circuits and limits without requests, pipelines or providers. */
export function createAlone(
  options: AloneOptions,
): <Result>(call: AloneCall<Result>) => Promise<Result> {
  const parts = createParts(options)
  const { clock, random, budget } = parts
  const { attemptMs = Infinity, totalMs = 600_000 } = options

  return async function alone<Result>(call: AloneCall<Result>): Promise<Result> {
    const originals = new Map<unknown, unknown>()
    const group = call.targets[0]?.model ?? ''
    budget.earn(group)
    const attempts = createAttempts<Result>({
      ...parts,
      replaySafe: true,
      order: createTargetOrder(call.targets, {
        ...call.moves,
        replaySafe: true,
        random,
        now: () => clock.now(),
        wall: () => clock.wall(),
      }),
      maxAttempts: Math.min(parts.maxAttempts, call.maxAttempts ?? Infinity),
      class: 'standard',
      waitMaxMs: 5000,
      group,
      hedger: undefined,
      cost: { tokensIn: 0, tokensOut: 0 },
      stream: false,
      signal: call.signal,
      deadline: clock.now() + totalMs,
      firstContentMs: () => attemptMs,
      observe: () => undefined,
      note: () => undefined,
      queued: () => undefined,
      onEvent: (event) => {
        parts.onEvent({ ...event, requestId: '' })
      },
    })

    async function dispatch(trial: Trial): Promise<Result> {
      const startedAt = clock.now()
      try {
        const result = await orAborted(call.run(trial), trial.signal)
        const durationMs = clock.now() - startedAt
        trial.settle({ status: 'ok', firstContentMs: durationMs, durationMs })
        return result
      } catch (thrown) {
        if (trial.signal.aborted) throw thrown
        const error = call.classify(thrown)
        originals.set(error, thrown)
        throw error
      }
    }

    try {
      return await attempts.answer(dispatch)
    } catch (thrown) {
      call.signal.throwIfAborted()
      const error = originals.has(thrown) ? thrown : causeOf(thrown)
      throw originals.has(error) ? originals.get(error) : thrown
    }
  }
}

function causeOf(thrown: unknown): unknown {
  return GatewayError.is(thrown) ? thrown.details.cause : undefined
}

/** A function that does not listen to its signal keeps nobody waiting. */
async function orAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([result, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
