import {
  GatewayError,
  type Context,
  type Middleware,
  type Outcome,
  type Target,
} from '@signalbox/core'

import type { DecisionLog, DecisionRecord } from './decision-log.ts'
import type { Decision, Exclusion } from './decision.ts'
import type { Learner } from './learn.ts'
import type { MadeDecision } from './made-decision.ts'
import { reasonText, transientReasons } from './reasons.ts'
import { reportOutcome } from './report-outcome.ts'
import { routeRequestOf } from './route-context.ts'
import type { RouteRequest } from './route-request.ts'

/** What the middleware may be told. */
export interface RouterMiddlewareOptions {
  /** Names or globs of the targets a caller may use; absent means all. */
  readonly allowed?: ((context: Context) => readonly string[] | undefined) | undefined
}

/** What the middleware uses of its router. */
export interface RouterParts {
  readonly decide: (
    request: RouteRequest,
    options: undefined,
    targets: readonly Target[],
  ) => MadeDecision
  readonly log: DecisionLog
  readonly learner: Learner
}

/** Ranks the targets of each request, then learns how it ended. */
export function routerMiddleware(
  { decide, log, learner }: RouterParts,
  { allowed }: RouterMiddlewareOptions = {},
): Middleware {
  return async function route(context, next) {
    const request = routeRequestOf(context, allowed?.(context))
    const decision = decide(request, undefined, context.candidates)
    context.facts.decisionId = decision.id
    context.facts.route = decision.route
    const [experiment] = decision.experiments
    if (experiment !== undefined) {
      context.facts.experiment = experiment.id
      context.facts.variant = experiment.arm
    }
    context.candidates = decision.targets.length > 0 ? decision.targets : waiting(decision)
    const record = log.find(decision.id)
    if (record !== undefined)
      context.defer((outcome) => {
        learn(learner, record, context, outcome)
      })
    await next()
  }
}

/** Reports what nobody reported attempt by attempt. */
function learn(learner: Learner, record: DecisionRecord, context: Context, outcome: Outcome): void {
  if (record.reported) return
  const { attempts } = context.facts
  if (attempts !== undefined && attempts.length > 0) {
    for (const attempt of attempts)
      reportOutcome(learner, record, attempt.target.id, attempt.outcome)
    return
  }
  const target = context.target ?? context.candidates[0]
  if (target !== undefined) reportOutcome(learner, record, target.id, outcome)
}

/** Nobody may answer now, but some may soon: whoever waits for limits gets those, the soonest first. */
function waiting({ excluded, route }: Decision): readonly Target[] {
  const soon = excluded.filter(({ reason }) => transientReasons.has(reason))
  if (soon.length === 0) throw refusal(route, excluded)
  return soon
    .toSorted((one, other) => (one.until ?? 0) - (other.until ?? 0))
    .map(({ target }) => target)
}

function refusal(route: string, excluded: readonly Exclusion[]): GatewayError {
  const reasons = new Set(excluded.map(({ reason }) => reason))
  if (reasons.size === 1 && reasons.has('context_window'))
    return new GatewayError(
      'context_length',
      `The prompt fits no model of "${route}"; shorten it.`,
      {
        origin: 'client',
        scope: 'request',
      },
    )
  const denied = excluded.find(({ reason }) => reason === 'rule_denied')
  if (denied !== undefined)
    return new GatewayError(
      'permission',
      `A routing rule denies this request: ${denied.detail ?? route}.`,
    )
  const why = [...reasons].map((reason) => `${reasonText[reason]} (${reason})`).join('; ')
  return new GatewayError(
    'no_compliant_provider',
    `No target of "${route}" may answer: ${why || 'it has none'}.`,
  )
}
