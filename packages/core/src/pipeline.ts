import { createCollector } from './collect.ts'
import { compose, type Middleware, type Next, type Stage } from './compose.ts'
import type { Context, ContextPatch, Reply } from './context.ts'
import { forkAttempt, hasDeferred, settle, wantsCompletion } from './create-context.ts'
import { GatewayError } from './errors.ts'
import type { Outcome } from './outcome.ts'
import { abandon } from './stream-of.ts'

/** Runs one request to its reply; a failure rejects with what was thrown. */
export type Pipeline = (context: Context) => Promise<Reply>

/** A pipeline out of middleware; what was deferred is settled once the reply has ended. */
export function pipeline(...stack: readonly (Middleware | Stage)[]): Pipeline {
  const composed = compose(...stack)
  const run = (context: Context) => composed(context, noAnswer)
  return async function runPipeline(context) {
    await runSettled(context, run)
    return replyOf(context)
  }
}

/** The rest, on a fork whose deferred tasks learn how this attempt ended. */
export async function attempt(context: Context, patch: ContextPatch, next: Next): Promise<Context> {
  const fork = forkAttempt(context, patch)
  await runSettled(fork, next)
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

async function runSettled(
  context: Context,
  run: (context: Context) => Promise<void>,
): Promise<void> {
  const { clock } = context
  const startedAt = clock.now()
  try {
    await run(context)
  } catch (error) {
    const failure = GatewayError.from(error)
    const status = failure.kind === 'cancelled' ? 'cancelled' : 'failed'
    void settle(context, { status, error: failure, durationMs: clock.now() - startedAt })
    throw error
  }
  const reply = context.response
  if (reply === undefined) return
  if (reply.type === 'stream') settleStream(context, startedAt)
  else settleWhole(context, reply, clock.now() - startedAt)
}

function settleWhole(
  context: Context,
  reply: Exclude<Reply, { type: 'stream' }>,
  durationMs: number,
): void {
  queueMicrotask(() => {
    if (hasDeferred(context)) void settle(context, wholeOutcome(reply, durationMs))
  })
}

function wholeOutcome(reply: Exclude<Reply, { type: 'stream' }>, durationMs: number): Outcome {
  const firstContentMs = durationMs
  if (reply.type === 'result')
    return { status: 'ok', usage: reply.result.usage, firstContentMs, durationMs }
  const { completion } = reply
  const finish = completion.candidates[0]?.finish
  return { status: 'ok', usage: completion.usage, finish, completion, firstContentMs, durationMs }
}

function settleStream(context: Context, startedAt: number): void {
  if (context.response?.type !== 'stream') return
  const firstContentMs = context.clock.now() - startedAt
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
      durationMs: context.clock.now() - startedAt,
    })
  })
}
