import type { Plan } from './plan.ts'
import type { CompiledTask } from './policy/compiled-policy.ts'
import { needBits } from './prepare-target.ts'
import type { RequestFacts } from './request-facts.ts'
import type { RouteRequest } from './route-request.ts'

/** What one request demands of targets: policy, rules, task, metadata and hints taken together. */
export interface Demand {
  readonly needs: number
  readonly task: string | undefined
  readonly taskSource: 'metadata' | 'rule' | 'none'
  readonly minQuality: number
  readonly maxUsd: number
  readonly maxLatencyMs: number
  readonly region: string | undefined
  readonly order: readonly string[] | undefined
  readonly prefer: readonly string[]
  readonly requires: readonly string[]
  readonly dataClass: string | undefined
  readonly dataTags: readonly string[] | undefined
  /** A rule's words for refusing the request. */
  readonly denied: string | undefined
  /** Another policy that a rule sends the request to. */
  readonly policy: string | undefined
  readonly rules: readonly Uint8Array[]
  readonly priors: readonly Float64Array[]
  readonly outStart: number | undefined
  readonly reasoning: boolean
}

const none: readonly never[] = []

/** Narrows what the policy allows by what the request says; nothing widens it. */
export function demandOf(plan: Plan, request: RouteRequest, facts: RequestFacts): Demand {
  const { policy } = plan
  const { meta, hints } = request
  const metadataTask = facts.task ?? undefined
  const task = taskOf(policy.tasks, metadataTask, facts)
  const name = metadataTask ?? task?.name
  facts.task = name ?? null
  let minQuality = Math.max(policy.minQuality, task?.minQuality ?? 0, meta?.minQuality ?? 0)
  let maxUsd = Math.min(policy.maxUsd, meta?.maxUsd ?? Infinity, hints?.maxCostUsd ?? Infinity)
  let maxLatencyMs = Math.min(
    policy.maxLatencyMs,
    meta?.maxLatencyMs ?? Infinity,
    hints?.maxLatencyMs ?? Infinity,
  )
  let region = meta?.region
  let order = hints?.order
  let denied: string | undefined
  let other: string | undefined
  let rules: Uint8Array[] | undefined
  for (let i = 0; i < policy.rules.length; i++) {
    const rule = policy.rules[i]
    if (rule === undefined || !rule.when(facts)) continue
    const { then } = rule
    minQuality = Math.max(minQuality, then.minQuality ?? 0)
    maxUsd = Math.min(maxUsd, then.maxUsd ?? Infinity)
    maxLatencyMs = Math.min(maxLatencyMs, then.maxLatencyMs ?? Infinity)
    region = then.region ?? region
    order = then.order ?? order
    denied ??= then.deny
    other = then.policy ?? other
    const mask = plan.ruleMasks[i]
    if (mask !== undefined && (then.only !== undefined || then.ignore !== undefined))
      (rules ??= []).push(mask)
  }
  const dataClass = facts.data_class ?? undefined
  return {
    needs: needBits(request.needs),
    task: name,
    taskSource: metadataTask === undefined ? (task === undefined ? 'none' : 'rule') : 'metadata',
    minQuality,
    maxUsd,
    maxLatencyMs,
    region,
    order,
    prefer: task?.prefer ?? none,
    requires: request.requires ?? none,
    dataClass,
    dataTags: dataClass === undefined ? undefined : policy.dataClasses[dataClass],
    denied,
    policy: other,
    rules: rules ?? none,
    priors: priorsOf(plan, facts),
    outStart: task?.outTokens,
    reasoning: facts.reasoning,
  }
}

function taskOf(
  tasks: readonly CompiledTask[],
  named: string | undefined,
  facts: RequestFacts,
): CompiledTask | undefined {
  for (const task of tasks) {
    if (named === undefined ? task.when?.(facts) === true : task.name === named) return task
  }
  return undefined
}

function priorsOf(plan: Plan, facts: RequestFacts): readonly Float64Array[] {
  let held: Float64Array[] | undefined
  const { priors } = plan.policy
  for (let i = 0; i < priors.length; i++) {
    const boosts = plan.priorBoosts[i]
    if (boosts === undefined || priors[i]?.when(facts) !== true) continue
    ;(held ??= []).push(boosts)
  }
  return held ?? none
}
