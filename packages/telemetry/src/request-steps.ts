import type { Clock, Middleware } from '@signalbox/core'

import type { StepName, StepRecord } from './request-record.ts'

/** A part of a request's way that lies before its calls; times are monotonic ms. */
export interface Step {
  readonly name: StepName
  readonly startedMs: number
  /** Absent while it runs. */
  endedMs?: number | undefined
  failed: boolean
}

/** The same middleware; what it takes before it hands on, or answers itself, is told as a step. */
export function timed(name: StepName, middleware: Middleware): Middleware {
  return function timedStep(context, next) {
    const trace = context.vars['x-request-trace']
    if (trace === undefined) return middleware(context, next)
    const { clock } = context
    const step: Step = { name, startedMs: clock.now(), endedMs: undefined, failed: false }
    trace.steps.push(step)
    const done = middleware(context, (fork) => {
      step.endedMs ??= clock.now()
      return next(fork)
    })
    // Most hand on at once: then nobody has to wait for their end.
    return step.endedMs === undefined ? untilEnd(done, step, clock) : done
  }
}

async function untilEnd(done: Promise<void>, step: Step, clock: Clock): Promise<void> {
  try {
    await done
  } catch (error) {
    step.failed = step.endedMs === undefined
    throw error
  } finally {
    step.endedMs ??= clock.now()
  }
}

/** The steps of a request that has ended. */
export function stepRecords(
  steps: readonly Step[],
  { startedMs, now }: { readonly startedMs: number; readonly now: number },
): readonly StepRecord[] {
  return steps.map(({ name, startedMs: began, endedMs = now, failed }) => ({
    name,
    startMs: Math.round((began - startedMs) * 1000) / 1000,
    us: Math.round((endedMs - began) * 1000),
    ...(failed ? { failed } : {}),
  }))
}
