import {
  attempt,
  eventStream,
  GatewayError,
  sizeOf,
  type AttemptFact,
  type ChatRequest,
  type Context,
  type EventStream,
  type Middleware,
  type Next,
} from '@signalbox/core'

import { createAttempts, type Attempts } from './attempts.ts'
import { continueRequest, isContinuable } from './continue-request.ts'
import { continued } from './mid-stream.ts'
import type { TrafficClass } from './permit.ts'
import {
  attemptsOf,
  candidatesOf,
  classOf,
  isHedgeable,
  isReplaySafe,
  patienceOf,
  waitMaxOf,
} from './request-plan.ts'
import type { ResilienceParts } from './resilience-parts.ts'
import type { Shedding } from './shedding.ts'
import { createTargetOrder } from './target-order.ts'
import type { Trial } from './trial.ts'

/** Answers each request from the first candidate that can, within its limits and its time. */
export function resilienceMiddleware(parts: ResilienceParts): Middleware {
  return async function resilience(context, next) {
    const candidates = candidatesOf(context)
    if (candidates.length === 0) {
      if (context.candidates.length > 0) throw noneFits(context.requires)
      return next()
    }
    const trafficClass = parts.classOf?.(context) ?? classOf(context.request, parts.clock.wall())
    enter(parts.shedding, context, trafficClass)
    const attempts = attemptsFor(parts, context, candidates, trafficClass)
    const answer = () =>
      attempts
        .answer((trial) => forkFor(context, trial, next))
        .catch((thrown: unknown) => {
          throw GatewayError.is(thrown) ? noneLeft(thrown, context.requires) : thrown
        })
    const lane = trafficClass === 'background' ? parts.lane : undefined
    const { signal } = context
    const fork =
      lane === undefined
        ? await answer()
        : await lane.schedule(accountOf(candidates), answer, { signal })
    context.adopt(fork)
    const { response, request } = context
    if (parts.midStream === 'fail' || response?.type !== 'stream') return
    if (request.operation !== 'chat' || !isContinuable(request)) return
    const events = goOn(response.events, fork, { attempts, context, next, request })
    context.response = { type: 'stream', events }
  }
}

function attemptsFor(
  parts: ResilienceParts,
  context: Context,
  candidates: Context['candidates'],
  trafficClass: TrafficClass,
): Attempts<Context> {
  const { clock, random, budget, clocks } = parts
  const { request } = context
  const before = context.facts.attempts ?? []
  const facts: AttemptFact[] = []
  const replaySafe = isReplaySafe(request)
  const cost = sizeOf(context)
  budget.earn(request.model)
  return createAttempts({
    ...parts,
    replaySafe,
    order: createTargetOrder(candidates, {
      ...parts.moves,
      replaySafe,
      random,
      now: () => clock.now(),
      wall: () => clock.wall(),
    }),
    maxAttempts: attemptsOf(request, parts.maxAttempts),
    class: trafficClass,
    waitMaxMs: waitMaxOf(request, trafficClass, clock.wall()),
    group: request.model,
    hedger: isHedgeable(request) ? parts.hedger : undefined,
    cost,
    stream: request.operation === 'chat' && request.stream,
    signal: context.signal,
    deadline: clock.now() + Math.min(parts.totalMs, patienceOf(request, clock.wall())),
    firstContentMs: (target) => clocks.allow(request, target, cost),
    observe: (target, ms) => {
      clocks.observe(request, target, ms, cost)
    },
    note: (n, fact) => {
      facts[n - 1] = fact
      context.facts.attempts = facts.length === 1 ? [...before, fact] : [...before, ...told(facts)]
    },
    queued: (ms) => {
      context.facts.queuedMs = (context.facts.queuedMs ?? 0) + ms
      context.facts.lane = trafficClass
    },
    onEvent: (event) => {
      parts.onEvent({ ...event, requestId: context.id })
    },
  })
}

function forkFor(
  context: Context,
  { target, signal, settle }: Trial,
  next: Next,
  request = context.request,
): Promise<Context> {
  return attempt(context, { target, signal, request }, (fork = context) => {
    fork.defer(settle)
    return next(fork)
  })
}

/** A running attempt has left a hole that is filled at its end. */
function told(facts: readonly AttemptFact[]): readonly AttemptFact[] {
  return facts.filter(Boolean)
}

interface Continuation {
  readonly attempts: Attempts<Context>
  readonly context: Context
  readonly next: Next
  readonly request: ChatRequest
}

/** The stream of an answer that another target continues when it breaks. */
function goOn(events: EventStream, fork: Context, continuation: Continuation): EventStream {
  const { attempts, context, next, request } = continuation
  let { target } = fork
  const resume = async (text: string, error: GatewayError) => {
    if (target !== undefined) attempts.broke(target, error)
    const more = await attempts.answer((trial) =>
      forkFor(context, trial, next, continueRequest(request, text, trial.target)),
    )
    target = more.target
    if (more.response?.type === 'stream') return more.response.events
    throw new TypeError('A stream was asked for, and something else came.')
  }
  return eventStream(continued(events, resume))
}

function enter(shedding: Shedding | undefined, context: Context, trafficClass: TrafficClass): void {
  if (shedding === undefined) return
  shedding.enter(trafficClass)
  context.defer(() => {
    shedding.leave()
  })
}

/** Whose lane a request takes: that of its best target. */
function accountOf([target]: Context['candidates']): string {
  return `${target?.provider ?? ''} ${target?.account ?? ''}`
}

function noneFits(requires: readonly string[]): GatewayError {
  return new GatewayError(
    'no_compliant_provider',
    `No provider of this model carries ${tagsOf(requires)}.`,
  )
}

function tagsOf(requires: readonly string[]): string {
  return requires.map((tag) => `"${tag}"`).join(', ')
}

/** Those that may serve a request are away: others there may be, and they get nothing of it. */
function noneLeft(error: GatewayError, requires: readonly string[]): GatewayError {
  const isAway =
    error.kind === 'overloaded' ||
    error.kind === 'upstream_error' ||
    error.kind === 'upstream_timeout'
  if (requires.length === 0 || !isAway) return error
  return new GatewayError(
    'no_compliant_provider',
    `No provider with ${tagsOf(requires)} answers now; try again later. ${error.message}`,
    {
      ...error.details,
      status: undefined,
      cause: error,
    },
  )
}
