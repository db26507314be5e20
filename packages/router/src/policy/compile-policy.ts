import priorFile from '../data/priors.json' with { type: 'json' }
import { compileExpression, type Condition } from '../expression/compile-expression.ts'
import { ExpressionError } from '../expression/expression-error.ts'
import type {
  CompiledArm,
  CompiledExperiment,
  CompiledPolicy,
  CompiledPrior,
  CompiledTask,
} from './compiled-policy.ts'
import { mergePolicy } from './merge-policy.ts'
import { noPolicy, type PolicyIssue } from './policy-error.ts'
import { policySchema } from './policy-schema.ts'
import type { Policy, PolicyExperiment } from './policy.ts'
import { presets } from './presets.ts'

/** Turns whole policies into their compiled form and notes every fault it meets. */
export interface PolicyCompiler {
  compile(
    policy: Policy,
    named: { readonly name: string; readonly version: string },
  ): CompiledPolicy
}

/** A compiler that reports into `issues` and knows which policies rules may name. */
export function createCompiler(
  issues: PolicyIssue[],
  known: ReadonlyMap<string, Policy>,
): PolicyCompiler {
  return {
    compile(policy, named) {
      return compileAt(policy, { ...named, path: `policies.${named.name}` })
    },
  }

  function compileAt(
    policy: Policy,
    { name, version, path }: { name: string; version: string; path: string },
  ): CompiledPolicy {
    const { objective = {}, affinity = {}, choice = {}, errorRate = {}, prices = {} } = policy
    const preset = presets[objective.preset ?? 'balanced']
    const { split } = policy
    return {
      name,
      version,
      usdPerSecond: objective.usdPerSecond ?? preset.usdPerSecond,
      usdPerQualityPoint: objective.usdPerQualityPoint ?? preset.usdPerQualityPoint,
      failSeconds: objective.failSeconds ?? 8,
      tailWeight: objective.tailWeight ?? 0,
      quality: policy.quality ?? {},
      tasks: Object.entries(policy.tasks ?? {}).map(([task, entry]): CompiledTask => ({
        name: task,
        when: optional(entry.when, `${path}.tasks.${task}.when`),
        prefer: entry.prefer ?? [],
        minQuality: entry.minQuality ?? 0,
        boost: entry.boost ?? {},
        outTokens: entry.outTokens,
      })),
      priors: priorsOf(policy.priors ?? 'shipped', `${path}.priors`),
      rules: (policy.rules ?? []).map((rule, i) => {
        if (rule.then.policy !== undefined && !known.has(rule.then.policy))
          issues.push(
            noPolicy(`${path}.rules.${String(i)}.then.policy`, rule.then.policy, known.keys()),
          )
        return {
          name: rule.name ?? `rule ${String(i + 1)}`,
          when: condition(rule.when, `${path}.rules.${String(i)}.when`),
          // oxlint-disable-next-line unicorn/no-thenable -- rules read: when …, then …
          then: rule.then,
        }
      }),
      minQuality: policy.floors?.quality ?? 0,
      maxUsd: policy.ceilings?.usd ?? Infinity,
      maxLatencyMs: policy.ceilings?.latencyMs ?? Infinity,
      prices: {
        unknown: prices.unknown ?? 'exclude',
        suspect: prices.suspect ?? 'exclude',
        assumeUsdPer1M: prices.assumeUsdPer1M,
      },
      dataClasses: { restricted: ['local'], ...policy.dataClasses },
      affinity: {
        scope: affinity.scope ?? 'conversation',
        ttlMs: (affinity.ttlSeconds ?? 3600) * 1000,
        mode: affinity.mode ?? 'priced',
        turnsLeft: affinity.turnsLeft ?? 3,
        switchMargin: affinity.switchMargin ?? 0.05,
      },
      choice: {
        mode: choice.mode ?? 'softmax',
        band: choice.band ?? 0.15,
        explore: choice.explore ?? 0.01,
        exploreAfterMs: (choice.exploreAfterSeconds ?? 30) * 1000,
      },
      split:
        split === undefined
          ? undefined
          : {
              base: split.base,
              strong: split.strong,
              share: split.share ?? 0.9,
              escalate: optional(split.escalate, `${path}.split.escalate`),
            },
      errorRate: errorRuleOf(errorRate),
      experiments: (policy.experiments ?? []).map((experiment, i) =>
        compileExperiment(experiment, policy, {
          name,
          version,
          path: `${path}.experiments.${String(i)}`,
        }),
      ),
      learned:
        policy.learned?.enabled === true
          ? { artifact: policy.learned.artifact, control: policy.learned.control ?? 0.05 }
          : undefined,
    }
  }

  function compileExperiment(
    experiment: PolicyExperiment,
    policy: Policy,
    { name, version, path }: { name: string; version: string; path: string },
  ): CompiledExperiment {
    const arms = Object.entries(experiment.arms).map(([arm, { p, rampSeconds, set, targets }]) => {
      const armPath = `${path}.arms.${arm}.set`
      let patched: CompiledPolicy | undefined
      if (set !== undefined) {
        const parsed = policySchema.safeParse(mergePolicy({ ...policy, experiments: [] }, set))
        if (parsed.success) patched = compileAt(parsed.data, { name, version, path: armPath })
        else
          for (const issue of parsed.error.issues)
            issues.push({ path: [armPath, ...issue.path].join('.'), message: issue.message })
      }
      return {
        name: arm,
        p,
        rampMs: (rampSeconds ?? 0) * 1000,
        policy: patched,
        targets: targets ?? {},
      } satisfies CompiledArm
    })
    const { margins = {} } = experiment
    return {
      id: experiment.id,
      when: optional(experiment.when, `${path}.when`),
      unit: experiment.unit,
      salt: experiment.salt ?? experiment.id,
      layer: experiment.layer,
      shadow: experiment.shadow ?? false,
      arms,
      alpha: experiment.alpha ?? 0.05,
      margins: {
        quality: margins.quality ?? 0.01,
        ttft: margins.ttft ?? 0.1,
        cost: margins.cost ?? 0,
      },
      minUnits: experiment.minUnits ?? 200,
      metrics: experiment.metrics ?? ['error'],
      rollback: experiment.rollback ?? 'auto',
      promote: experiment.promote ?? 'manual',
    }
  }

  function priorsOf(priors: NonNullable<Policy['priors']>, path: string): readonly CompiledPrior[] {
    if (priors === 'none') return []
    const table: Readonly<Record<string, { when: string; boost: object }>> =
      priors === 'shipped' ? priorFile.priors : priors
    return Object.entries(table).map(([name, { when, boost }]) => ({
      name,
      when: condition(when, `${path}.${name}.when`),
      boost: { ...boost },
    }))
  }

  function optional(source: string | undefined, path: string): Condition | undefined {
    return source === undefined ? undefined : condition(source, path)
  }

  function condition(source: string, path: string): Condition {
    try {
      return compileExpression(source)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      const { message, line, column, offset } = error
      issues.push({ path, message, line, column, offset })
      return () => false
    }
  }
}

function errorRuleOf(written: NonNullable<Policy['errorRate']>): CompiledPolicy['errorRate'] {
  const rule = {
    above: written.above ?? 0.01,
    below: written.below ?? 0.005,
    windowMs: (written.windowSeconds ?? 60) * 1000,
    minRequests: written.minRequests ?? 20,
    minErrors: written.minErrors ?? 2,
  }
  return { ...rule, key: JSON.stringify(rule), action: written.action ?? 'last' }
}
