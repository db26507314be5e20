import { globMatches } from './glob.ts'
import { mayUse, type ModelTargets } from './may-use.ts'
import type { Rights } from './records.ts'

/** What names may lead to where one of them leaves the choice and the rights narrow it; undefined: nothing is narrowed. */
export function choiceOf(
  names: readonly string[],
  all: readonly Rights[],
  targetsOf: ModelTargets,
): readonly string[] | undefined {
  const lists = all.flatMap(({ models }) => (models === undefined ? [] : [models]))
  if (lists.length === 0) return undefined
  let isNarrow = false
  const choice = names.flatMap((name) => {
    const targets = targetsOf(name)
    if (targets === undefined || !('anyOf' in targets)) return targets ?? [name]
    const narrow = lists.filter((list) => !list.some((pattern) => globMatches(pattern, name)))
    if (narrow.length > 0) isNarrow = true
    return targets.anyOf
      .filter((each) => narrow.every((list) => mayUse(each, list, targetsOf)))
      .flatMap((each) => concrete(each, targetsOf))
  })
  return isNarrow ? choice : undefined
}

function concrete(name: string, targetsOf: ModelTargets): readonly string[] {
  const targets = targetsOf(name)
  return targets === undefined || 'anyOf' in targets ? [name] : targets
}
