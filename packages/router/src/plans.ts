import type { Target } from '@signalbox/core'

import { layLearned, type LearnedModel, type LearnedPlan } from './learned-quality.ts'
import { plain, type ModelTable, type ModelTarget, type ResolvedModel } from './model-table.ts'
import { createPlan, type Plan } from './plan.ts'
import type { CompiledPolicy } from './policy/compiled-policy.ts'
import { prepareTarget, type PreparedTarget } from './prepare-target.ts'
import type { Asked } from './route-request.ts'
import type { RouterCatalog } from './router-catalog.ts'
import type { TargetOutlook } from './target-outlook.ts'

/** Models and policies in force together; replaced as a whole. */
export interface Rulebook {
  readonly version: string
  readonly models: ModelTable
  readonly policies: ReadonlyMap<string, CompiledPolicy>
  readonly defaultPolicy: CompiledPolicy
  readonly learned: Readonly<Record<string, LearnedModel>>
}

/** Compiled plans, made on first use and forgotten when prices change. */
export interface Plans {
  /** Undefined when nobody answers to any of the names. */
  forModels(models: readonly string[], policy?: CompiledPolicy): Plan | undefined
  /** Undefined when a name is unknown. */
  forAsked(route: string, asked: readonly Asked[], policy?: CompiledPolicy): Plan | undefined
  forTargets(route: string, targets: readonly ModelTarget[], policy: CompiledPolicy): Plan
}

const maxPlans = 1024

/** Plans of one rulebook. */
export function createPlans(
  rulebook: Rulebook,
  parts: {
    readonly catalog: RouterCatalog | undefined
    readonly outlookOf: (targetId: string) => TargetOutlook
  },
): Plans {
  const { catalog, outlookOf } = parts
  let version = catalog?.version
  const byPolicy = new Map<CompiledPolicy, Map<string, Plan>>()
  let size = 0

  return {
    forModels(models, wanted) {
      const [first] = models
      if (first === undefined) return undefined
      const key = models.length === 1 ? first : models.join('\n')
      const policy = wanted ?? policyOf(first)
      return cached(policy, key) ?? build(models, key, policy)
    },

    forAsked(route, asked, wanted) {
      const [first] = asked
      if (first === undefined) return undefined
      const key = `${route}\n${asked.map(keyOf).join('\n')}`
      const policy =
        wanted ?? (typeof first === 'string' ? policyOf(first) : rulebook.defaultPolicy)
      const known = cached(policy, key)
      if (known !== undefined) return known
      const tiers = asked.map((each) =>
        typeof each === 'string' ? find(each)?.targets : each.map(plain),
      )
      const found = tiers.filter((tier) => tier !== undefined)
      return found.length < tiers.length ? undefined : keep(key, make(route, found, policy))
    },

    forTargets(route, targets, policy) {
      const key = `${route}\t${targets.map(({ target }) => target.id).join('\n')}`
      return cached(policy, key) ?? keep(key, make(route, [targets], policy))
    },
  }

  function policyOf(model: string): CompiledPolicy {
    const name = rulebook.models.find(model)?.policy
    return (name === undefined ? undefined : rulebook.policies.get(name)) ?? rulebook.defaultPolicy
  }

  /** A name stands for the successors of what it stood for; whoever names a target gets that one. */
  function find(model: string): ResolvedModel | undefined {
    const found = rulebook.models.find(model)
    const isName = model === 'auto' || rulebook.models.aliases.includes(model)
    if (found === undefined || !isName || catalog?.successor === undefined) return found
    const listed = new Set(found.targets.map(({ target }) => target.id))
    const targets = found.targets.flatMap((entry) => {
      const target = catalog.successor?.(entry.target)
      if (target === undefined) return [entry]
      const old = { ...entry, successor: target.id }
      return listed.has(target.id) ? [old] : [{ ...entry, target }, old]
    })
    return { ...found, targets }
  }

  function cached(policy: CompiledPolicy, key: string): Plan | undefined {
    const current = catalog?.version
    if (current !== version || size > maxPlans) {
      version = current
      byPolicy.clear()
      size = 0
    }
    return byPolicy.get(policy)?.get(key)
  }

  function build(models: readonly string[], key: string, policy: CompiledPolicy): Plan | undefined {
    const tiers = models.flatMap((model) => find(model) ?? [])
    const [first] = tiers
    if (first === undefined) return undefined
    return keep(
      key,
      make(
        first.route,
        tiers.map(({ targets }) => targets),
        policy,
      ),
    )
  }

  function keep(key: string, plan: Plan): Plan {
    let plans = byPolicy.get(plan.policy)
    if (plans === undefined) byPolicy.set(plan.policy, (plans = new Map()))
    plans.set(key, plan)
    size++
    return plan
  }

  function make(
    route: string,
    tiers: readonly (readonly ModelTarget[])[],
    policy: CompiledPolicy,
  ): Plan {
    const seen = new Set<string>()
    const prepared: PreparedTarget[] = []
    const places: number[] = []
    for (const [tier, targets] of tiers.entries())
      for (const entry of targets) {
        if (seen.has(entry.target.id)) continue
        seen.add(entry.target.id)
        prepared.push(prepare(entry))
        places.push(tier)
      }
    return createPlan({
      route,
      policy,
      catalogVersion: catalog?.version ?? '',
      targets: prepared,
      tiers: Uint8Array.from(places),
      learned: learnedFor(policy, prepared),
    })
  }

  function learnedFor(
    { learned }: CompiledPolicy,
    targets: readonly PreparedTarget[],
  ): LearnedPlan | undefined {
    const model = learned === undefined ? undefined : rulebook.learned[learned.artifact]
    return learned === undefined || model === undefined
      ? undefined
      : layLearned(model, targets, learned.control)
  }

  function prepare({ target, weight, when, quality, successor }: ModelTarget): PreparedTarget {
    return prepareTarget(target, {
      weight,
      when,
      quality,
      price: priceOf(target),
      capabilities: catalog?.capabilities(target),
      successor,
      signals: outlookOf(target.id),
    })
  }

  function priceOf(target: Target): ReturnType<RouterCatalog['price']> {
    return catalog?.price(target)
  }
}

function keyOf(asked: Asked): string {
  return typeof asked === 'string' ? asked : `\t${asked.map(({ id }) => id).join('\t')}`
}
