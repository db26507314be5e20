import { readBudget } from '@signalbox/ledger'

import type { FeatureCheckContext, FeatureSections } from '../config/feature-sections.ts'
import type { Finding } from '../config/finding.ts'
import type { Path } from '../config/path.ts'
import type { BudgetSection } from '../config/sections/tenants.ts'
import { specOf } from './budgets-of.ts'

/** What the schema of budgets cannot see: names twice, times that are none, groups that are not there. */
export function budgetFindings({ sections }: FeatureCheckContext): readonly Finding[] {
  const { tenants = {}, groups = {} } = sections
  const known = (group: string | undefined) => group === undefined || Object.hasOwn(groups, group)
  const missing = (path: Path, group: string | undefined): readonly Finding[] =>
    known(group) ? [] : [{ path, message: `no group is named "${group ?? ''}"` }]
  return [
    ...Object.entries(groups).flatMap(([group, { parent, budgets = [] }]) => [
      ...missing(['groups', group, 'parent'], parent),
      ...circle(groups, group),
      ...wrongBudgets(['groups', group, 'budgets'], budgets, { group }),
    ]),
    ...Object.entries(tenants).flatMap(([tenant, { group, budgets = [] }]) => [
      ...missing(['tenants', tenant, 'group'], group),
      ...wrongBudgets(['tenants', tenant, 'budgets'], budgets, { tenant }),
    ]),
  ]
}

function circle(groups: NonNullable<FeatureSections['groups']>, start: string): readonly Finding[] {
  const passed = new Set<string>()
  for (let at = groups[start]?.parent; at !== undefined; at = groups[at]?.parent) {
    if (at === start)
      return [{ path: ['groups', start, 'parent'], message: `"${start}" would be above itself` }]
    if (passed.has(at)) return []
    passed.add(at)
  }
  return []
}

function wrongBudgets(
  path: Path,
  budgets: readonly BudgetSection[],
  owner: { readonly tenant?: string; readonly group?: string },
): readonly Finding[] {
  const names = new Set<string>()
  return budgets.flatMap((section, i) => {
    const place = [...path, i]
    const problem = budgetProblem(section, owner)
    if (problem !== undefined) return [{ path: place, message: problem }]
    const { name } = readBudget(specOf(section, owner))
    const isNew = !names.has(name)
    names.add(name)
    return isNew ? [] : [{ path: place, message: `is a second "${name}": give one of them a name` }]
  })
}

/** What is wrong with a budget, as a sentence. */
export function budgetProblem(
  section: BudgetSection,
  owner: { readonly tenant?: string; readonly group?: string },
): string | undefined {
  const { usd, tokens, key, user } = section
  if ((usd === undefined) === (tokens === undefined)) return 'needs either "usd" or "tokens"'
  if (key !== undefined && user !== undefined) return 'is for a key or for a user, not for both'
  try {
    readBudget(specOf(section, owner))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
