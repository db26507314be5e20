import type { BudgetRow, Caller } from '@signalbox/core'

import { readBudget, type Budget, type BudgetSpec } from './budget-spec.ts'

/** Who belongs to whom, e.g. `tenant:acme` → `team:blue` → `org:x`. */
export type Parents = Readonly<Record<string, string>>

/** A budget on the path of a request, in its present period. */
export interface PathBudget {
  readonly name: string
  readonly row: BudgetRow
  readonly openUpTo: bigint | undefined
}

/** All budgets, and which of them a caller spends from. */
export interface BudgetTree {
  /** Every budget above the caller, each once. */
  path(caller: Caller | undefined, at: number): readonly PathBudget[]
  readonly budgets: readonly Budget[]
}

/** A tree of any depth; throws a sentence when a budget is wrong or a name comes twice. */
export function budgetTree(specs: readonly BudgetSpec[], parents: Parents = {}): BudgetTree {
  const budgets = specs.map(readBudget)
  const byScope = Map.groupBy(budgets, ({ scope }) => scope)
  const names = new Set<string>()
  for (const { name } of budgets) {
    if (names.has(name)) throw new TypeError(`Two budgets are named "${name}": give one a name.`)
    names.add(name)
  }
  return {
    budgets,
    path(caller, at) {
      if (budgets.length === 0) return []
      const found: PathBudget[] = []
      for (const scope of scopesOf(caller, parents))
        for (const { name, row, openUpTo } of byScope.get(scope) ?? [])
          found.push({ name, row: row(at), openUpTo })
      return found
    },
  }
}

function scopesOf(caller: Caller | undefined, parents: Parents): ReadonlySet<string> {
  const scopes = new Set<string>()
  const climb = (scope: string) => {
    for (let at: string | undefined = scope; at !== undefined && !scopes.has(at); at = parents[at])
      scopes.add(at)
  }
  if (caller !== undefined) {
    const { tenant, key, user, tags = [] } = caller
    if (key !== undefined) climb(`key:${tenant}/${key}`)
    if (user !== undefined) climb(`user:${tenant}/${user}`)
    climb(`tenant:${tenant}`)
    for (const tag of tags) climb(`tag:${tag}`)
  }
  climb('all')
  return scopes
}
