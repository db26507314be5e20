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
import { nextStepsFor, reasonText, transientReasons, type Reason } from './reasons.ts'
import { reportOutcome } from './report-outcome.ts'
import { routeRequestOf } from './route-context.ts'
import type { Asked, RouteRequest } from './route-request.ts'

/** What the middleware may be told. */
export interface RouterMiddlewareOptions {
  /** Names or globs of the targets a caller may use; absent means all. */
  readonly allowed?: ((context: Context) => readonly string[] | undefined) | undefined
  /** What a request asks for; absent: what `model` and `hints.models` say. */
  readonly asked?: ((context: Context) => readonly Asked[]) | undefined
}

/** What the middleware uses of its router. */
export interface RouterParts {
  readonly decide: (
    request: RouteRequest,
    options: undefined,
    targets: readonly Target[],
  ) => MadeDecision
  /** Whether a name is one of the configuration's own, not a client's. */
  readonly isAlias: (route: string) => boolean
  readonly log: DecisionLog
  readonly learner: Learner
}

/** Ranks the targets of each request, then learns how it ended. */
export function routerMiddleware(
  { decide, isAlias, log, learner }: RouterParts,
  { allowed, asked: wanted }: RouterMiddlewareOptions = {},
): Middleware {
  return async function route(context, next) {
    const request = { ...routeRequestOf(context, allowed?.(context)), asked: wanted?.(context) }
    const decision = decide(request, undefined, context.candidates)
    context.facts.decisionId = decision.id
    // A client can write anything as a model; what labels and groups read must be bounded.
    if (isAlias(decision.route)) context.facts.route = decision.route
    context.facts.strategy = decision.policy
    const [experiment] = decision.experiments
    if (experiment !== undefined) {
      context.facts.experiment = experiment.id
      context.facts.variant = experiment.arm
    }
    context.candidates = decision.targets.length > 0 ? decision.targets : waiting(decision, request)
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
function waiting({ excluded, route }: Decision, request: RouteRequest): readonly Target[] {
  const soon = excluded.filter(({ reason }) => transientReasons.has(reason))
  if (soon.length === 0) throw refusal({ route, excluded, request })
  return soon
    .toSorted((one, other) => (one.until ?? 0) - (other.until ?? 0))
    .map(({ target }) => target)
}

/** Reasons that the request itself gives: it asked for what these targets are not. */
const asked: ReadonlySet<Reason> = new Set<Reason>([
  'hint_excluded',
  'max_price',
  'capability',
  'output_limit',
  'context_window',
  'budget',
])

function refusal({ route, excluded, request }: Refused): GatewayError {
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
  const why =
    `No target of "${route}" may serve this request: ${listed(excluded)}. ${nextStepsFor(reasons)}`.trimEnd()
  const isAsked = excluded.length > 0 && [...reasons].every((reason) => asked.has(reason))
  return isAsked
    ? new GatewayError('unsupported', why, { origin: 'client', param: paramOf(reasons, request) })
    : new GatewayError('no_compliant_provider', why, { origin: 'gateway', ran: 'no' })
}

interface Refused {
  readonly route: string
  readonly excluded: readonly Exclusion[]
  readonly request: RouteRequest
}

const mostListed = 8

/** Every target with its reason, as far as a message has room. */
function listed(excluded: readonly Exclusion[]): string {
  if (excluded.length === 0) return 'it has none'
  const lines = excluded.slice(0, mostListed).map(({ deployment, reason, detail = '' }) => {
    const more = detail === '' ? reason : `${reason}: ${detail}`
    return `${deployment}: ${reasonText[reason]} (${more})`
  })
  const rest = excluded.length - lines.length
  return [...lines, ...(rest > 0 ? [`and ${String(rest)} more`] : [])].join('; ')
}

function paramOf(reasons: ReadonlySet<Reason>, { hints }: RouteRequest): string | undefined {
  if (reasons.has('hint_excluded'))
    return hints?.only === undefined ? 'provider.ignore' : 'provider.only'
  return reasons.has('max_price') ? 'provider.max_price' : undefined
}
