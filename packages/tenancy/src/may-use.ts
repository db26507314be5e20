import { globMatches } from './glob.ts'

/**
 * What a name that clients send may lead to, as `provider/model`: all of it must be allowed. A name
 * that leaves the choice leads to any of other names. Undefined when that is unknown.
 */
export type ModelTargets = (model: string) => readonly string[] | Choice | undefined

/** Names of which one is enough. */
export interface Choice {
  readonly anyOf: readonly string[]
}

/** Whether a name is among the patterns, or leads only to targets that are, or may choose one. */
export function mayUse(
  model: string,
  patterns: readonly string[],
  targetsOf: ModelTargets,
): boolean {
  const fits = (name: string) => patterns.some((pattern) => globMatches(pattern, name))
  if (fits(model)) return true
  const targets = targetsOf(model)
  if (targets === undefined) return false
  if ('anyOf' in targets) return targets.anyOf.some((name) => mayUse(name, patterns, targetsOf))
  return targets.length > 0 && targets.every(fits)
}
