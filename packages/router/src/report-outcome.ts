import type { Outcome } from '@signalbox/core'

import type { DecisionRecord } from './decision-log.ts'
import type { Learner } from './learn.ts'

/** Tells a learner how one attempt ended. */
export function reportOutcome(
  learner: Learner,
  record: DecisionRecord,
  target: string,
  outcome: Outcome & { readonly model?: string | undefined },
): void {
  const { status, error, usage, finish, firstContentMs, durationMs, model } = outcome
  switch (status) {
    case 'ok': {
      const atOnce = record.request.stream === false
      const firstTokenMs = firstContentMs ?? durationMs
      if (!atOnce) learner.report(record, { type: 'first-token', target, ms: firstTokenMs })
      learner.report(record, {
        type: 'end',
        target,
        ms: durationMs,
        firstTokenMs: atOnce ? undefined : firstContentMs,
        atOnce,
        usage,
        isWhole: finish === undefined || finish.reason === 'stop',
        finish: finish?.reason,
        model,
      })
      return
    }
    case 'failed': {
      const verdict = error?.details.verdict ?? verdictOf(error?.kind)
      if (verdict === undefined) learner.report(record, { type: 'cancel', target, ms: durationMs })
      else learner.report(record, { type: 'fail', target, ms: durationMs, verdict })
      return
    }
    case 'cancelled':
      learner.report(record, { type: 'cancel', target, ms: durationMs })
  }
}

/** The provider's part in an error that came without a verdict. */
function verdictOf(
  kind: string | undefined,
): 'transient' | 'timeout_first_token' | 'overloaded' | undefined {
  if (kind === 'upstream_error') return 'transient'
  if (kind === 'upstream_timeout') return 'timeout_first_token'
  return kind === 'overloaded' ? 'overloaded' : undefined
}
