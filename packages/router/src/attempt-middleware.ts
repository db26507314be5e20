import type { Middleware } from '@signalbox/core'

import type { DecisionLog } from './decision-log.ts'
import type { Learner } from './learn.ts'
import { reportOutcome } from './report-outcome.ts'

/** Inside retries: a call that hangs is seen while it hangs, not when it ends. */
export function attemptMiddleware({
  log,
  learner,
}: {
  readonly log: DecisionLog
  readonly learner: Learner
}): Middleware {
  return async function attempt(context, next) {
    const { decisionId } = context.facts
    const record = decisionId === undefined ? undefined : log.find(decisionId)
    const target = context.target?.id ?? context.candidates[0]?.id
    if (record === undefined || target === undefined) return next()
    const startedAt = context.clock.now()
    learner.report(record, { type: 'start', target })
    let opened: number | undefined
    context.defer((outcome) => {
      const { firstContentMs = opened } = outcome
      const call = context.facts.calls?.findLast((each) => each.target.id === target)
      const model = call?.responseModel
      reportOutcome(learner, record, target, { ...outcome, firstContentMs, model })
    })
    await next()
    opened = context.clock.now() - startedAt
    // A stream is handed on with its first content: from here on it no longer waits.
    learner.opened(record, target)
  }
}
