import { decide, type Assigner, type DecideState } from './decide.ts'
import { armPlan } from './experiments/experiments.ts'
import { createModelTable } from './model-table.ts'
import type { Rulebook } from './plans.ts'
import { compilePolicies, versionOf } from './policy/compile-policies.ts'
import type { CompiledArm } from './policy/compiled-policy.ts'
import { noPolicy, PolicyError, type PolicyIssue } from './policy/policy-error.ts'
import { nextStepsFor, reasonText, type Reason } from './reasons.ts'
import { routeKinds } from './route-request.ts'
import type { RouterCatalog } from './router-catalog.ts'
import type { PolicyFile } from './router-options.ts'

// What another request may not meet; everything else holds for all of them.
const passing: ReadonlySet<Reason> = new Set<Reason>(['condition', 'rule_denied'])

/** Compiles models and policies together; throws a `PolicyError` with every fault. */
export function createRulebook(file: PolicyFile, catalog: RouterCatalog | undefined): Rulebook {
  const { policy, policies = {}, models = {}, learned = {} } = file
  const targets = file.targets ?? catalog?.targets?.() ?? []
  const written = policy === undefined ? policies : { ...policies, default: policy }
  const compiled = compilePolicies(written, versionOf([written, models, targets]))
  const issues: PolicyIssue[] = []
  for (const [alias, model] of Object.entries(models)) {
    if (model.policy !== undefined && !compiled.has(model.policy))
      issues.push(noPolicy(`models.${alias}.policy`, model.policy, compiled.keys()))
  }
  const table = createModelTable(models, targets)
  for (const { name, experiments } of compiled.values())
    for (const { id, arms } of experiments)
      for (const arm of arms)
        for (const target of Object.values(arm.targets).flat())
          if (table.find(target) === undefined)
            issues.push({
              path: `policies.${name}.experiments.${id}.arms.${arm.name}.targets`,
              message: `There is no target "${target}".`,
            })
  if (issues.length > 0) throw new PolicyError(issues)
  const defaultPolicy = compiled.get('default') ?? compiled.get('balanced')
  if (defaultPolicy === undefined) throw new PolicyError([{ path: 'policy', message: 'Missing.' }])
  return {
    version: defaultPolicy.version,
    models: table,
    policies: compiled,
    defaultPolicy,
    learned,
  }
}

/** Throws a `PolicyError` when some model would have no target in some arm even with everything healthy. */
export function checkTargets(state: DecideState): void {
  const issues = state.rulebook.models.aliases.flatMap((alias): readonly PolicyIssue[] => {
    const { policies, models, defaultPolicy } = state.rulebook
    const policy = policies.get(models.find(alias)?.policy ?? '') ?? defaultPolicy
    const arms = policy.experiments.flatMap((experiment) => experiment.arms)
    const path = `models.${alias}`
    return [undefined, ...arms].flatMap((arm) => {
      const why = faultOf(state, alias, arm)
      if (why === undefined) return []
      const where = arm === undefined ? '' : ` in the arm "${arm.name}"`
      return [{ path, message: `No target is left${where}: ${why}` }]
    })
  })
  if (issues.length > 0) throw new PolicyError(issues)
}

/** Why nobody could answer to this name; undefined when somebody can. */
function faultOf(
  state: DecideState,
  alias: string,
  arm: CompiledArm | undefined,
): string | undefined {
  const assigner: Assigner = {
    assign: (plan, _facts, places) => ({
      plan: arm === undefined ? plan : armPlan(plan, arm, places),
      assignments: [],
    }),
  }
  const healthy = { ...state, health: undefined, assigner }
  let why: readonly Reason[] = []
  for (const kind of routeKinds) {
    const request = { kind, model: alias, inputTokens: 1 }
    const decision = decide(healthy, request, { id: 'check', explore: false })
    if (decision.targets.length > 0) return undefined
    const reasons = decision.excluded.map(({ reason }) => reason)
    if (reasons.some((reason) => passing.has(reason))) return undefined
    if (kind === 'chat' || !reasons.includes('kind')) why = reasons
  }
  if (why.length === 0) return 'it lists none.'
  const texts = [...new Set(why)].map((reason) => reasonText[reason])
  return `${texts.join('; ')}. ${nextStepsFor(why)}`.trimEnd()
}
