import { systemClock } from './clock.ts'
import type {
  Context,
  ContextPatch,
  DeferredTask,
  Facts,
  InboundFact,
  Reply,
  Variables,
} from './context.ts'
import type { Outcome } from './outcome.ts'
import type { Clock, Logger } from './ports.ts'
import { newRequestId } from './request-id.ts'
import type { GatewayRequest } from './request.ts'
import type { Caller, Target, Warning } from './target.ts'

/** What a context is made from; without a logger nothing is logged. */
export interface ContextInit {
  readonly request: GatewayRequest
  readonly id?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly clock?: Clock | undefined
  readonly logger?: Logger | undefined
  /** Monotonic ms; default: now. */
  readonly startedMs?: number | undefined
  readonly inbound?: InboundFact | undefined
}

/** A context for one request. */
export function createContext(init: ContextInit): Context {
  return new RequestContext(init)
}

/** A fork whose deferred tasks are its own, for one attempt. */
export function forkAttempt(context: Context, patch: ContextPatch): Context {
  return forkOf(context, patch, new Deferred())
}

/** Marks where a context went, for whoever reads `target` after the pipeline. */
export function aim(context: Context, target: Target): void {
  if (context instanceof RequestContext) context.target = target
}

/** Whether a deferred task wants the folded completion. */
export function wantsCompletion(context: Context): boolean {
  return context instanceof RequestContext && context.deferred.completion
}

/** Whether anything waits to be settled. */
export function hasDeferred(context: Context): boolean {
  return context instanceof RequestContext && context.deferred.tasks.length > 0
}

/** Runs a context's deferred tasks once, newest first; their errors go to the logger. */
export async function settle(context: Context, outcome: Outcome): Promise<void> {
  if (!(context instanceof RequestContext)) return
  const { completion, ...short } = outcome
  for (let entry = context.deferred.tasks.pop(); entry; entry = context.deferred.tasks.pop()) {
    try {
      await entry.task(entry.completion && completion !== undefined ? outcome : short)
    } catch (error) {
      context.logger.error('a deferred task failed', { requestId: context.id, error })
    }
  }
}

class Deferred {
  readonly tasks: { task: DeferredTask; completion: boolean }[] = []
  completion = false
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

class RequestContext implements Context {
  readonly id: string
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly logger: Logger
  readonly original: GatewayRequest
  readonly startedMs: number
  readonly inbound: InboundFact | undefined
  request: GatewayRequest
  response: Reply | undefined = undefined
  caller: Caller | undefined = undefined
  trustBytes = true
  requires: readonly string[] = []
  candidates: readonly Target[] = []
  target: Target | undefined = undefined
  warnings: readonly Warning[] = []
  facts: Facts = {}
  vars: Variables = {}
  readonly deferred: Deferred

  constructor(init: ContextInit, original = init.request, deferred = new Deferred()) {
    this.id = init.id ?? newRequestId((init.clock ?? systemClock).wall())
    this.signal = init.signal ?? new AbortController().signal
    this.clock = init.clock ?? systemClock
    this.logger = init.logger ?? silent
    this.startedMs = init.startedMs ?? this.clock.now()
    this.inbound = init.inbound
    this.original = original
    this.request = init.request
    this.deferred = deferred
  }

  defer(task: DeferredTask, options: { completion?: boolean } = {}): void {
    const completion = options.completion === true
    this.deferred.tasks.push({ task, completion })
    if (completion) this.deferred.completion = true
  }

  fork(patch: ContextPatch = {}): Context {
    return forkOf(this, patch, this.deferred)
  }

  adopt(fork: Context): void {
    this.response = fork.response
    this.target = fork.target ?? this.target
    this.warnings = [...this.warnings, ...fork.warnings]
  }

  warn(...warnings: readonly Warning[]): void {
    if (warnings.length > 0) this.warnings = [...this.warnings, ...warnings]
  }
}

function forkOf(context: Context, patch: ContextPatch, deferred: Deferred): Context {
  const fork = new RequestContext(
    {
      request: patch.request ?? context.request,
      id: context.id,
      signal: patch.signal ?? context.signal,
      clock: context.clock,
      logger: context.logger,
      startedMs: context.startedMs,
      inbound: context.inbound,
    },
    context.original,
    deferred,
  )
  fork.caller = context.caller
  fork.trustBytes = context.trustBytes
  fork.requires = context.requires
  fork.candidates = context.candidates
  fork.target = patch.target ?? context.target
  fork.facts = context.facts
  fork.vars = context.vars
  return fork
}
