import { GatewayError } from '@signalbox/core'

import { createAlone, type AloneOptions } from './call-alone.ts'

/** What a wrapped function is told of the attempt it makes. */
export interface WrapAttempt {
  /** From 1. */
  readonly n: number
  /** One of `targets`. */
  readonly target: string
  /** Aborted when the attempt's or the whole time is over. */
  readonly signal: AbortSignal
}

/** How a function is wrapped. */
export interface WrapOptions extends AloneOptions {
  /** Interchangeable places, best first, each with a circuit of its own; default one. */
  readonly targets?: readonly string[] | undefined
  /** Default: a GatewayError as it is; all else may be tried again, on the same target too. */
  readonly classify?: ((thrown: unknown) => GatewayError) | undefined
}

/**
 * Any async function with retries, failover, circuit breaker and limits around it.
 *
 * @example const ask = wrap(async ({ target, signal }, id: string) => load(target, id, signal))
 */
export function wrap<Args extends readonly unknown[], Result>(
  run: (attempt: WrapAttempt, ...args: Args) => Promise<Result>,
  options: WrapOptions = {},
): (...args: Args) => Promise<Result> {
  const { targets: names = ['default'], classify = repeatable } = options
  const alone = createAlone(options)
  const targets = names.map((id) => ({ id, provider: id, model: 'call' }))
  const moves = { sameOnAmbiguous: true, ...options.retry }
  return (...args) =>
    alone({
      targets,
      moves,
      classify,
      signal: new AbortController().signal,
      run: ({ n, target, signal }) => run({ n, target: target.id, signal }, ...args),
    })
}

function repeatable(thrown: unknown): GatewayError {
  if (GatewayError.is(thrown)) return thrown
  return new GatewayError('upstream_error', 'The call failed.', {
    origin: 'provider',
    verdict: 'transient',
    scope: 'target',
    cause: thrown,
  })
}
