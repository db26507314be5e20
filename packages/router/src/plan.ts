import type { LearnedPlan } from './learned-quality.ts'
import type { CompiledPolicy } from './policy/compiled-policy.ts'
import { isListed, isNamed, type PreparedTarget } from './prepare-target.ts'

/** The targets of a route under one policy, with everything that can be known before a request. */
export interface Plan {
  readonly route: string
  readonly policy: CompiledPolicy
  readonly catalogVersion: string
  readonly targets: readonly PreparedTarget[]
  /** Which of the asked models each target belongs to: fallback models come later. */
  readonly tiers: Uint8Array
  /** Tier of a 90/10 split: 0 base, 1 strong, 2 neither. */
  readonly split: Uint8Array | undefined
  /** By rule: 1 where `only` leaves a target out or `ignore` names it. */
  readonly ruleMasks: readonly Uint8Array[]
  /** By prior: quality points of each target. */
  readonly priorBoosts: readonly Float64Array[]
  readonly learned: LearnedPlan | undefined
  /** Quality of each target at a task. */
  qualityOf(task: string | undefined): Float64Array
}

/** What a plan is made of. */
export interface PlanInput {
  readonly route: string
  readonly policy: CompiledPolicy
  readonly catalogVersion: string
  readonly targets: readonly PreparedTarget[]
  readonly tiers: Uint8Array
  readonly learned: LearnedPlan | undefined
}

/** Compiles a plan; done once per route and policy. */
export function createPlan(input: PlanInput): Plan {
  const { policy, targets } = input
  const qualities = new Map<string, Float64Array>()
  const general = qualityRow(input, undefined)
  for (const task of taskNames(policy)) qualities.set(task, qualityRow(input, task))
  const { split } = policy
  return {
    ...input,
    split:
      split === undefined
        ? undefined
        : Uint8Array.from(targets, (target) =>
            isListed(target, split.base) ? 0 : isListed(target, split.strong) ? 1 : 2,
          ),
    ruleMasks: policy.rules.map(({ then }) =>
      Uint8Array.from(targets, (target) => {
        if (then.only !== undefined && !isListed(target, then.only)) return 1
        return then.ignore !== undefined && isListed(target, then.ignore) ? 1 : 0
      }),
    ),
    priorBoosts: policy.priors.map(({ boost }) =>
      Float64Array.from(targets, (target) => longest(boost, target) ?? 0),
    ),
    qualityOf: (task) => (task === undefined ? general : (qualities.get(task) ?? general)),
  }
}

function taskNames({ quality, tasks }: CompiledPolicy): ReadonlySet<string> {
  return new Set([...Object.keys(quality), ...tasks.map(({ name }) => name)])
}

function qualityRow({ policy, targets }: PlanInput, task: string | undefined): Float64Array {
  const own = task === undefined ? undefined : policy.quality[task]
  const fallback = policy.quality['default']
  const boost = policy.tasks.find(({ name }) => name === task)?.boost ?? {}
  return Float64Array.from(targets, (target) => {
    const base =
      target.quality ?? longest(own ?? {}, target) ?? longest(fallback ?? {}, target) ?? 0.5
    return base + (longest(boost, target) ?? 0)
  })
}

/** The entry of the longest glob that fits. */
function longest(
  table: Readonly<Record<string, number>>,
  target: PreparedTarget,
): number | undefined {
  let best: string | undefined
  for (const pattern of Object.keys(table))
    if ((best === undefined || pattern.length > best.length) && isNamed(target, pattern))
      best = pattern
  return best === undefined ? undefined : table[best]
}
