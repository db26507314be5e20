import {
  eventStream,
  GatewayError,
  type Context,
  type EventStream,
  type Middleware,
  type Next,
  type StreamEvent,
  type Target,
} from '@signalbox/core'

/** What happens to a call whose client left. */
export type DisconnectPolicy = 'abort' | 'drain-to-meter'

/** Who is drained, and how much. */
export interface DisconnectOptions {
  /** Default: `abort`. Drain where a provider bills to the end and tells the usage last. */
  readonly policy?: ((target: Target) => DisconnectPolicy) | undefined
  /** Longest drain; default 30 s. */
  readonly maxDrainMs?: number | undefined
  /** Output after the client left, in tokens counted as four characters; default 4096. */
  readonly maxDrainTokens?: number | undefined
  /** Share of the calls in flight that may drain at once, at least one; default 0.05. */
  readonly maxShare?: number | undefined
}

/**
 * Decides per target what a client's leaving means: the call ends at once, or it is read on, within
 * bounds, so that its usage is known. Stands directly around `upstream`, inside every retry.
 *
 * @example pipeline(router, failover(), disconnect({ policy }), upstream(options))
 */
export function disconnect(options: DisconnectOptions = {}): Middleware {
  const { policy = () => 'abort', maxDrainMs = 30_000, maxDrainTokens = 4096 } = options
  const { maxShare = 0.05 } = options
  let inFlight = 0
  let draining = 0

  const admit = () => {
    if (draining >= Math.max(1, inFlight * maxShare)) return undefined
    draining++
    return () => {
      draining--
    }
  }

  return async function disconnectCalls(context, next) {
    const target = context.target ?? context.candidates[0]
    if (target === undefined) return next()
    inFlight++
    const end = () => {
      inFlight--
    }
    try {
      if (policy(target) === 'abort') await next()
      else await drained(context, next, { maxDrainMs, maxChars: maxDrainTokens * 4, admit })
    } catch (error) {
      end()
      throw error
    }
    if (context.response?.type === 'stream') void context.response.events.ended.then(end)
    else end()
  }
}

interface DrainOptions {
  readonly maxDrainMs: number
  readonly maxChars: number
  /** Takes a place among the drains and gives its release. */
  readonly admit: () => (() => void) | undefined
}

/** One call on a signal of its own: the client's leaving starts its bounds, their end aborts it. */
async function drained(context: Context, next: Next, options: DrainOptions): Promise<void> {
  const { signal, clock } = context
  const stop = new AbortController()
  const over = new AbortController()
  let charsLeft = options.maxChars

  const cut = () => {
    stop.abort(GatewayError.from(signal.reason))
  }
  const onLeft = () => {
    const release = options.admit()
    if (release === undefined) {
      cut()
      return
    }
    over.signal.addEventListener('abort', release, { once: true })
    // The drain's own end wakes the sleeper; then nothing is left to cut.
    clock.sleep(options.maxDrainMs, over.signal).then(cut, () => undefined)
  }
  const finish = () => {
    signal.removeEventListener('abort', onLeft)
    over.abort()
  }
  const look = (event: StreamEvent) => {
    if (!signal.aborted || event.type !== 'part-delta') return
    charsLeft -= event.text.length
    if (charsLeft < 0) cut()
  }

  signal.throwIfAborted()
  signal.addEventListener('abort', onLeft, { once: true })
  const fork = context.fork({ signal: stop.signal })
  try {
    await next(fork)
  } catch (error) {
    finish()
    // Nobody waits for another attempt.
    if (signal.aborted) throw GatewayError.from(signal.reason)
    throw error
  }
  context.adopt(fork)
  if (context.response?.type !== 'stream') {
    finish()
    return
  }
  const events = context.response.events.tap(look)
  void events.ended.then(finish)
  // With nobody there to read, the stream is read here.
  const rest = signal.aborted ? await readOut(events, signal) : events
  context.response = { type: 'stream', events: rest }
}

/** Reads a stream for what it cost, and tells that to whoever settles the request. */
async function readOut(events: EventStream, signal: AbortSignal): Promise<EventStream> {
  let usage: StreamEvent | undefined
  for await (const event of events) if (event.type === 'usage') usage = event
  const left: StreamEvent = { type: 'error', error: GatewayError.from(signal.reason) }
  return eventStream(usage === undefined ? [left] : [usage, left])
}
