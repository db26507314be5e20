import { createCollector } from './collect.ts'
import { compose, type Middleware, type Next, type Stage } from './compose.ts'
import type { Context, ContextPatch, Outcome, Reply } from './context.ts'
import { forkAttempt, settle, wantsCompletion } from './create-context.ts'
import { GatewayError } from './errors.ts'
import { abandon } from './event-stream.ts'

/** Runs one request to its reply; a failure rejects with what was thrown. */
export type Pipeline = (context: Context) => Promise<Reply>

/** A pipeline out of middleware; what was deferred is settled once the reply has ended. */
export function pipeline(...stack: readonly (Middleware | Stage)[]): Pipeline {
  const composed = compose(...stack)
  return async function runPipeline(context) {
    await runSettled(context, () => composed(context, noAnswer))
    return replyOf(context)
  }
}

/** The rest, on a fork whose deferred tasks learn how this attempt ended. */
export async function attempt(context: Context, patch: ContextPatch, next: Next): Promise<Context> {
  const fork = forkAttempt(context, patch)
  await runSettled(fork, () => next(fork))
  return fork
}

async function noAnswer(context?: Context): Promise<void> {
  if (context?.response === undefined)
    throw new TypeError('No middleware answered: end the pipeline with upstream().')
}

function replyOf(context: Context): Reply {
  const reply = context.response
  if (reply === undefined) throw new TypeError('The pipeline ended without a reply.')
  return reply
}

async function runSettled(context: Context, run: () => Promise<void>): Promise<void> {
  const startedAt = context.clock.now()
  const durationMs = () => context.clock.now() - startedAt
  try {
    await run()
  } catch (error) {
    const failure = GatewayError.from(error)
    const status = failure.kind === 'cancelled' ? 'cancelled' : 'failed'
    void settle(context, { status, error: failure, durationMs: durationMs() })
    throw error
  }
  const reply = context.response
  if (reply === undefined) return
  if (reply.type === 'stream') settleStream(context, durationMs)
  else void Promise.resolve().then(() => settle(context, wholeOutcome(reply, durationMs())))
}

function wholeOutcome(reply: Exclude<Reply, { type: 'stream' }>, durationMs: number): Outcome {
  const firstContentMs = durationMs
  if (reply.type === 'result')
    return { status: 'ok', usage: reply.result.usage, firstContentMs, durationMs }
  const { completion } = reply
  const finish = completion.candidates[0]?.finish
  return { status: 'ok', usage: completion.usage, finish, completion, firstContentMs, durationMs }
}

function settleStream(context: Context, durationMs: () => number): void {
  if (context.response?.type !== 'stream') return
  const firstContentMs = durationMs()
  const collector = wantsCompletion(context) ? createCollector() : undefined
  if (collector !== undefined) {
    const events = context.response.events.tap((event) => {
      if (event.type !== 'error') collector.push(event)
    })
    context.response = { type: 'stream', events }
  }
  const { events } = context.response
  const { signal } = context
  const leave = () => {
    abandon(events)
  }
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  void events.ended.then(({ status, error, usage, finish }) => {
    signal.removeEventListener('abort', leave)
    return settle(context, {
      status,
      error,
      usage,
      finish,
      completion: status === 'ok' ? collector?.completion() : undefined,
      firstContentMs,
      durationMs: durationMs(),
    })
  })
}
