import { createRouter, PolicyError, type PolicyIssue, type Router } from '@signalbox/router'

import { policyFileOf } from '../routing/policy-file.ts'
import {
  createServerCatalog,
  routerCatalogOf,
  type ServerCatalog,
} from '../routing/server-catalog.ts'
import type { Config } from './config.ts'
import { pathName, type Finding, type Place, type Tree } from './finding.ts'
import type { Path } from './path.ts'
import { policyWords } from './policy-words.ts'

/** Faults of policies, conditions and experiments, and names that would be left without a target. */
export function checkRouting(
  config: Config,
  tree: Tree,
  prices: ServerCatalog = createServerCatalog(config),
): readonly Finding[] {
  if (config.models.length === 0 && config.policies === undefined) return []
  try {
    const catalog = routerCatalogOf(() => prices)
    return unpriced(config, createRouter({ ...policyFileOf(config), catalog }))
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    const places = byName(tree)
    return error.issues.map((issue) => toFinding(issue, tree, places))
  }
}

/** The policies alone, where the rest of the file is wrong too. */
export function checkPolicies(
  { policies }: Pick<Config, 'policies'>,
  tree: Tree,
): readonly Finding[] {
  return policies === undefined
    ? []
    : checkRouting({ server: { host: '', port: 0 }, providers: [], models: [], policies }, tree)
}

/** Targets that their policy never uses, because nobody knows what they cost. */
function unpriced({ models }: Config, router: Router): readonly Finding[] {
  return models.flatMap(({ name, policy = 'balanced', targets }) => {
    const { excluded } = router.simulate({ kind: 'chat', model: name, inputTokens: 1 })
    return excluded
      .filter(({ reason }) => reason === 'price_unknown')
      .map(({ deployment }): Finding => {
        const at = targets.findIndex(({ provider, model }) => `${provider}/${model}` === deployment)
        const message =
          `nobody knows what ${deployment} costs, so the policy "${policy}" never uses it: ` +
          'give its price under catalog.overrides, or set prices: { unknown: allow } in the policy'
        return { severity: 'warning', path: ['models', name, 'targets', at], message }
      })
  })
}

type Named = ReadonlyMap<string, { readonly path: Path; readonly place: Place }>

/** Names may hold dots, so a dotted path is found among those that there are. */
function byName({ places }: Tree): Named {
  return new Map(
    [...places].map(([key, place]) => {
      const path = JSON.parse(key) as Path
      return [pathName(path), { path, place }]
    }),
  )
}

function toFinding(issue: PolicyIssue, tree: Tree, places: Named): Finding {
  const message = policyWords(issue)
  for (
    let name = issue.path;
    name !== '';
    name = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  ) {
    const found = places.get(name)
    if (found === undefined) continue
    const isWhole = name === issue.path
    const offset = isWhole ? offsetOf(issue, tree, found.place) : undefined
    return { path: found.path, at: isWhole ? 'value' : 'key', offset, message }
  }
  return { path: [], message: `${issue.path}: ${message}` }
}

/** The place of a fault within an expression, for text that stands on one line or in a block of its own lines. */
function offsetOf(
  { line = 1, column, offset }: PolicyIssue,
  { locate }: Tree,
  { value, references }: Place,
): number | undefined {
  if (column === undefined || offset === undefined) return undefined
  if (locate === undefined || value === undefined || references.length > 0) return undefined
  const start = locate(value)
  const first = start.source[start.column - 1]
  if (first === '>') return undefined
  if (first !== '|') return value + offset + (first === '"' || first === "'" ? 1 : 0)
  let at = value - start.column + 1
  for (let row = 0; row < line; row++) at += locate(at).source.length + 1
  const indent = /^ */.exec(locate(at).source)?.[0].length ?? 0
  return at + indent + column - 1
}
