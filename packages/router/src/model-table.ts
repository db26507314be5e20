import { GatewayError, type Target } from '@signalbox/core'

import type { Condition } from './expression/compile-expression.ts'
import { compileExpression } from './expression/compile-expression.ts'
import { ExpressionError } from './expression/expression-error.ts'
import { PolicyError, type PolicyIssue } from './policy/policy-error.ts'

/** One target of a model: alone, by the id of a known target, or with a weight, condition or quality. */
export type TargetEntry =
  | Target
  | string
  | {
      readonly target: Target | string
      readonly weight?: number | undefined
      readonly when?: string | undefined
      readonly quality?: number | undefined
    }

/** A name clients may send as `model`. */
export interface ModelConfig {
  readonly targets: readonly TargetEntry[]
  /** A preset or a policy of one's own; without it the default one. */
  readonly policy?: string | undefined
}

/** An entry with its condition compiled. */
export interface ModelTarget {
  readonly target: Target
  readonly weight: number
  readonly when: Condition | undefined
  readonly quality: number | undefined
  /** Who answers in its place, when its time is over. */
  readonly successor?: string | undefined
}

/** What a model string stands for. */
export interface ResolvedModel {
  readonly route: string
  readonly targets: readonly ModelTarget[]
  readonly policy: string | undefined
}

/** Finds the targets behind model strings. */
export interface ModelTable {
  readonly aliases: readonly string[]
  /** Undefined when nobody answers to that name. */
  find(model: string): ResolvedModel | undefined
}

/** Compiles `models`; throws a `PolicyError` with every fault. */
export function createModelTable(
  models: Readonly<Record<string, ModelConfig>>,
  pool: readonly Target[],
): ModelTable {
  const issues: PolicyIssue[] = []
  const known = new Map(pool.map((target) => [target.id, target]))
  for (const { targets } of Object.values(models))
    for (const entry of targets) {
      const target = typeof entry === 'string' || 'id' in entry ? entry : entry.target
      if (typeof target !== 'string' && !known.has(target.id)) known.set(target.id, target)
    }
  const byAlias = new Map<string, ResolvedModel>()
  for (const [route, { targets, policy }] of Object.entries(models))
    byAlias.set(route, {
      route,
      policy,
      targets: unique(
        targets.flatMap((entry, i) => read(entry, `models.${route}.targets.${String(i)}`)),
      ),
    })
  if (issues.length > 0) throw new PolicyError(issues)
  const all = unique([
    ...[...byAlias.values()].flatMap(({ targets }) => targets),
    ...[...known.values()].map(plain),
  ])

  return {
    aliases: [...byAlias.keys()],
    find(model) {
      const alias = byAlias.get(model)
      if (alias !== undefined) return alias
      const targets =
        model === 'auto'
          ? all
          : all.filter(({ target }) => isCalled(target, model)).map(({ target }) => plain(target))
      if (targets.length === 0 && model !== 'auto') return undefined
      return { route: model, targets, policy: undefined }
    },
  }

  function read(entry: TargetEntry, path: string): readonly ModelTarget[] {
    const whole = typeof entry === 'string' || 'id' in entry ? { target: entry } : entry
    const { target: named } = whole
    const target = typeof named === 'string' ? known.get(named) : named
    if (target === undefined) {
      const name = typeof named === 'string' ? named : named.id
      issues.push({ path, message: `There is no target "${name}".` })
      return []
    }
    const {
      weight = 1,
      when,
      quality,
    } = 'weight' in whole || 'when' in whole || 'quality' in whole ? whole : {}
    if (!(weight >= 0)) issues.push({ path: `${path}.weight`, message: 'A weight is 0 or more.' })
    return [{ target, weight, when: condition(when, `${path}.when`), quality }]
  }

  function condition(source: string | undefined, path: string): Condition | undefined {
    if (source === undefined) return undefined
    try {
      return compileExpression(source)
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      const { message, line, column, offset } = error
      issues.push({ path, message, line, column, offset })
      return undefined
    }
  }
}

/** The error for a model nobody serves. */
export function unknownModel(model: string): GatewayError {
  return new GatewayError(
    'unknown_model',
    `There is no model "${model.slice(0, 128)}"; GET /v1/models lists those there are.`,
    { origin: 'client', param: 'model' },
  )
}

/** A target as it stands, without weight or condition. */
export function plain(target: Target): ModelTarget {
  return { target, weight: 1, when: undefined, quality: undefined }
}

function isCalled(target: Target, model: string): boolean {
  return (
    target.id === model || target.model === model || `${target.provider}/${target.model}` === model
  )
}

function unique(targets: readonly ModelTarget[]): readonly ModelTarget[] {
  const byId = new Map<string, ModelTarget>()
  for (const entry of targets) if (!byId.has(entry.target.id)) byId.set(entry.target.id, entry)
  return [...byId.values()]
}
