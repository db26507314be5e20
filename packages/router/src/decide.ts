import type { Clock, HealthView, Target } from '@signalbox/core'

import type { Affinity, Home } from './affinity.ts'
import { chooseFirst } from './choose.ts'
import type { Assignment } from './decision.ts'
import { demandOf, type Demand } from './demand.ts'
import { filterTargets } from './filter.ts'
import { opinionOf } from './learned-quality.ts'
import { MadeDecision } from './made-decision.ts'
import { plain, unknownModel } from './model-table.ts'
import { fraction, murmur3 } from './murmur3.ts'
import type { Plan } from './plan.ts'
import type { Plans, Rulebook } from './plans.ts'
import type { CompiledPolicy } from './policy/compiled-policy.ts'
import { rankTargets } from './rank.ts'
import type { SignalIndex } from './read-signals.ts'
import { codeOf, type Reason } from './reasons.ts'
import { RequestFacts } from './request-facts.ts'
import type { RouteRequest } from './route-request.ts'
import { scoreTargets } from './score.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** Chooses arms and plans of the experiments that hold for a request. */
export interface Assigner {
  assign(
    plan: Plan,
    facts: RequestFacts,
    unit: {
      readonly id: string
      readonly request: RouteRequest
      readonly key: string | undefined
      readonly rulebook: Rulebook
      readonly plans: Plans
    },
  ): { readonly plan: Plan; readonly assignments: readonly Assignment[] }
}

/** Everything a decision reads; it writes to `scratch` alone. */
export interface DecideState {
  readonly rulebook: Rulebook
  readonly plans: Plans
  readonly health: HealthView | undefined
  readonly affinity: Pick<Affinity, 'homeOf'>
  readonly assigner: Assigner
  readonly clock: Clock
  readonly seed: number
  readonly priced: boolean
  readonly signalIndex: SignalIndex
  readonly scratch: Scratch
}

/** One call of `decide`. */
export interface DecideCall {
  readonly id: string
  readonly explore: boolean
  readonly policy?: CompiledPolicy | undefined
  /** What to choose from where no model of that name is known. */
  readonly targets?: readonly Target[] | undefined
}

const maxPolicyJumps = 4
const circuitOpen = codeOf('circuit_open')
const retryAfter = codeOf('retry_after')
const latencyCeiling = codeOf('latency_ceiling')
const nothing: readonly never[] = []
const latencyOnly: readonly Reason[] = ['latency_ceiling']
/** What the catalogue says of a model may be wrong or be made up for; a strict request takes it at its word. */
const doubtful: readonly Reason[] = ['capability', 'output_limit', 'deprecated']

/** Ranks the targets of a request; synchronous, no I/O, and the same for the same state and id. */
export function decide(
  state: DecideState,
  request: RouteRequest,
  options: DecideCall,
): MadeDecision {
  const { scratch, health, priced, seed } = state
  const now = state.clock.now()
  const found = planFor(state, request, options)
  const facts = new RequestFacts(request, found.route, state.clock.wall(), state.signalIndex)
  const { plan: routed, demand: first } = withRules(state, found, { request, facts, options })
  const key = affinityKeyOf(routed.policy, request)
  const { plan, assignments } = state.assigner.assign(routed, facts, {
    id: options.id,
    request,
    key,
    rulebook: state.rulebook,
    plans: state.plans,
  })
  const demand = plan === routed ? first : demandOf(plan, request, facts)
  const home =
    key === undefined ? undefined : state.affinity.homeOf(key, plan.policy.affinity.ttlMs, now)

  scratch.reset(plan.targets.length)
  filterTargets(plan, scratch, { request, demand, facts, health, now, priced })
  const unit = key ?? options.id
  const learned =
    plan.learned === undefined ? undefined : opinionOf(plan.learned, { request, facts, unit, seed })
  const score = { request, demand, home, affinityKey: key, now, priced, learned }
  scoreTargets(plan, scratch, score)
  const strongFirst = isStrong(plan, facts, { key: unit, seed })
  const ranking = { demand, request, strongFirst }
  let count = rankTargets(plan, scratch, ranking)
  let relaxed = count === 0 && readmit(scratch, latencyCeiling) ? latencyOnly : nothing
  if (relaxed.length > 0) count = rankTargets(plan, scratch, ranking)
  if (count === 0 && request.hints?.strict !== true && !isWaitedFor(scratch)) {
    relaxed = doubtful.filter((reason) => readmit(scratch, codeOf(reason)))
    if (relaxed.length > 0) {
      scoreTargets(plan, scratch, score)
      count = rankTargets(plan, scratch, ranking)
    }
  }
  const panic = count === 0 && readmitLeastBad(scratch)
  if (panic) {
    scoreTargets(plan, scratch, score)
    count = rankTargets(plan, scratch, ranking)
  }
  chooseFirst(plan, scratch, {
    count,
    id: options.id,
    seed,
    affinityKey: key,
    home,
    now,
    replaySafe: request.meta?.replaySafe !== false && request.hints?.allowFallbacks !== false,
    fixed: demand.order !== undefined || request.hints?.sort !== undefined,
    explore: options.explore,
  })
  const chosen = scratch.order[0] ?? 0
  if (count > 0 && strongFirst && plan.split?.[chosen] === 1)
    scratch.flags[chosen] = (scratch.flags[chosen] ?? 0) | flagBits.escalated
  return new MadeDecision({
    id: options.id,
    plan,
    demand,
    scratch,
    count,
    affinityKey: key,
    hit: count > 0 && isHome(plan, chosen, home),
    experiments: assignments,
    learned,
    panic,
    relaxed,
    health,
  })
}

function planFor(
  { plans, rulebook }: DecideState,
  { model: named, hints, asked }: RouteRequest,
  { policy, targets }: DecideCall,
): Plan {
  const model = hints?.route ?? named
  const told = asked === undefined ? undefined : plans.forAsked(model, asked, policy)
  if (told !== undefined) return told
  const models = hints?.models
  const plan = plans.forModels(models === undefined ? [model] : [model, ...models], policy)
  if (plan !== undefined && (plan.targets.length > 0 || targets === undefined)) return plan
  if (targets === undefined || targets.length === 0) throw unknownModel(model)
  return plans.forTargets(model, targets.map(plain), policy ?? rulebook.defaultPolicy)
}

function withRules(
  state: DecideState,
  start: Plan,
  {
    request,
    facts,
    options,
  }: { readonly request: RouteRequest; readonly facts: RequestFacts; readonly options: DecideCall },
): { plan: Plan; demand: Demand } {
  let plan = start
  let demand = demandOf(plan, request, facts)
  for (let jumps = 0; jumps < maxPolicyJumps && demand.policy !== undefined; jumps++) {
    const policy = state.rulebook.policies.get(demand.policy)
    if (policy === undefined || policy === plan.policy) break
    plan = planFor(state, request, { ...options, policy })
    demand = demandOf(plan, request, facts)
  }
  return { plan, demand }
}

function affinityKeyOf({ affinity }: CompiledPolicy, request: RouteRequest): string | undefined {
  const { meta } = request
  if (affinity.mode === 'off') return undefined
  switch (affinity.scope) {
    case 'conversation':
      return request.affinityKey ?? meta?.sessionId
    case 'session':
      return meta?.sessionId
    case 'user':
      return meta?.user
    case 'tenant':
      return meta?.tenant
    case 'none':
      return undefined
  }
}

/** Whether a split sends this conversation to its strong side. */
function isStrong(
  { policy: { split } }: Plan,
  facts: RequestFacts,
  { key, seed }: { readonly key: string; readonly seed: number },
): boolean {
  if (split === undefined) return false
  if (split.escalate?.(facts) === true) return true
  return fraction(murmur3(key, seed ^ 0x5eed)) >= split.share
}

function isHome({ targets }: Plan, chosen: number, home: Home | undefined): boolean {
  return home !== undefined && targets[chosen]?.target.id === home.target
}

/** Whether some target only has to get well or free again. */
function isWaitedFor({ reason, size }: Scratch): boolean {
  for (let i = 0; i < size; i++) {
    const code = reason[i] ?? 0
    if (code >= circuitOpen && code < latencyCeiling) return true
  }
  return false
}

function readmit({ reason, size }: Scratch, code: number): boolean {
  let any = false
  for (let i = 0; i < size; i++)
    if (reason[i] === code) {
      reason[i] = 0
      any = true
    }
  return any
}

/** With nothing but open circuits left, the one that opens again first is better than no answer. */
function readmitLeastBad({ reason, until, size }: Scratch): boolean {
  let best = -1
  for (let i = 0; i < size; i++) {
    if (reason[i] !== circuitOpen) continue
    if (best < 0 || (until[i] ?? 0) < (until[best] ?? 0)) best = i
  }
  if (best < 0) return false
  for (let i = 0; i < size; i++) {
    const code = reason[i] ?? 0
    if (code >= retryAfter && code < latencyCeiling) return false
  }
  reason[best] = 0
  return true
}
