import { readNeeds, type RuleNeeds } from './need-lines.ts'
import { createNeedScan, type NeedScan } from './need-scan.ts'
import type { RuleScope } from './rules.ts'
import { shapeNeeds } from './shape-needs.ts'
import type { ShapeRule } from './shape-rule.ts'

/** A pattern of a rule that can hold in a text. */
export interface OpenPattern {
  /** Its place among the patterns of the rule. */
  readonly place: number
  /** What each match has stands between these places of the text. */
  readonly first: number
  readonly last: number
}

/** The patterns of some scopes that can hold in a text, by the places of their rules. */
export type OpenPatterns = (
  text: string,
  scopes: readonly RuleScope[],
) => ReadonlyMap<number, readonly OpenPattern[]>

/** Most rules need words that a text does not have; to learn this costs far less than patterns. */
export function createOpenPatterns(
  rules: readonly ShapeRule[],
  lines: string = shapeNeeds,
): OpenPatterns {
  const needs = readNeeds(lines)
  const scans = new Map<RuleScope, ScopeScan>()
  return (text, scopes) => {
    const open = new Map<number, OpenPattern[]>()
    for (const scope of scopes) {
      const scan = scans.get(scope) ?? createScopeScan(rules, scope, needs)
      scans.set(scope, scan)
      addOpen(open, text, scan)
    }
    return open
  }
}

/** What a pattern needs of which nothing is known. */
const anything: RuleNeeds[number] = [[]]

interface ScopeScan {
  readonly scan: NeedScan
  /** The place of each pattern's rule, and its own among the patterns of that. */
  readonly owners: readonly number[]
  readonly places: readonly number[]
}

function createScopeScan(
  rules: readonly ShapeRule[],
  scope: RuleScope,
  needs: ReadonlyMap<string, RuleNeeds>,
): ScopeScan {
  const patterns = rules.flatMap((rule, owner) => {
    if (rule.scope !== scope) return []
    const known = needs.get(rule.id) ?? [rule.pattern()].flat().map(() => anything)
    return known.map((need, place) => ({ need, owner, place }))
  })
  return {
    scan: createNeedScan(patterns.map(({ need }) => need)),
    owners: patterns.map(({ owner }) => owner),
    places: patterns.map(({ place }) => place),
  }
}

function addOpen(
  open: Map<number, OpenPattern[]>,
  text: string,
  { scan, owners, places }: ScopeScan,
): void {
  const { patterns, first, last } = scan(text)
  for (const pattern of [...patterns].toSorted((a, b) => a - b)) {
    const owner = owners[pattern] ?? 0
    const found = {
      place: places[pattern] ?? 0,
      first: first[pattern] ?? 0,
      last: last[pattern] ?? 0,
    }
    const known = open.get(owner)
    if (known === undefined) open.set(owner, [found])
    else known.push(found)
  }
}
