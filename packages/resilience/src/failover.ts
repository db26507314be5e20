import { attempt, GatewayError, type Middleware } from '@signalbox/core'

import { attemptsOf, candidatesOf } from './request-plan.ts'
import { verdictOf, verdictTable } from './verdict-table.ts'

/** How many targets one request may try. */
export interface FailoverOptions {
  /** Attempts in all, the first included; `x-signalbox-max-retries` can only lower it. */
  readonly maxAttempts?: number | undefined
}

/**
 * Tries the candidates in order until one answers, without state, clocks or waiting. Each attempt is
 * rendered anew and settles with its own outcome; nothing of a failed one reaches the answer.
 *
 * @example pipeline(router, failover({ maxAttempts: 3 }), upstream(options))
 */
export function failover({ maxAttempts = 3 }: FailoverOptions = {}): Middleware {
  return async function failoverAttempts(context, next) {
    const targets = candidatesOf(context).slice(0, attemptsOf(context.request, maxAttempts))
    if (targets.length === 0) return next()
    for (const [index, target] of targets.entries()) {
      const startedAt = context.clock.now()
      try {
        const fork = await attempt(context, { target }, next)
        if (index > 0)
          note(context.facts, target, { status: 'ok', durationMs: context.clock.now() - startedAt })
        context.adopt(fork)
        return
      } catch (thrown) {
        const error = GatewayError.from(thrown)
        note(context.facts, target, {
          status: error.kind === 'cancelled' ? 'cancelled' : 'failed',
          error,
          durationMs: context.clock.now() - startedAt,
        })
        if (index === targets.length - 1 || !helpsElsewhere(error)) throw thrown
      }
    }
  }
}

type Facts = Parameters<Middleware>[0]['facts']
type AttemptFact = NonNullable<Facts['attempts']>[number]

function note(facts: Facts, target: AttemptFact['target'], outcome: AttemptFact['outcome']): void {
  const reason = outcome.error?.details.verdict ?? outcome.error?.kind ?? 'next in order'
  facts.attempts = [...(facts.attempts ?? []), { target, reason, outcome }]
}

function helpsElsewhere(error: GatewayError): boolean {
  const verdict = verdictOf(error)
  if (verdict === undefined) return false
  const { next } = verdictTable[verdict]
  return next !== 'never' && next !== 'opt-in'
}
