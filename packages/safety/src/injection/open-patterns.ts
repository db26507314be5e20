import { readNeeds, type RuleNeeds } from './need-lines.ts'
import { createNeedScan } from './need-scan.ts'
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

/** The patterns that can hold in a text, by the places of their rules. */
export type OpenPatterns = (text: string) => ReadonlyMap<number, readonly OpenPattern[]>

/** What a pattern needs of which nothing is known. */
const anything: RuleNeeds[number] = [[]]

/** Most rules need words that a text does not have; to learn this costs far less than patterns. */
export function* createOpenPatterns(
  rules: readonly ShapeRule[],
  lines: string = shapeNeeds,
): Generator<void, OpenPatterns> {
  const needs = yield* readNeeds(lines, new Set(rules.map(({ id }) => id)))
  const all = rules.flatMap((rule, owner) => {
    const known = needs.get(rule.id) ?? [rule.pattern()].flat().map(() => anything)
    return known.map((need, place) => ({ need, owner, place }))
  })
  const scan = yield* createNeedScan(all.map(({ need }) => need))
  return (text) => {
    const { patterns, first, last } = scan(text)
    const open = new Map<number, OpenPattern[]>()
    for (const pattern of patterns.toSorted((a, b) => a - b)) {
      const { owner, place } = all[pattern] ?? { owner: 0, place: 0 }
      const found = { place, first: first[pattern] ?? 0, last: last[pattern] ?? 0 }
      const known = open.get(owner)
      if (known === undefined) open.set(owner, [found])
      else known.push(found)
    }
    return open
  }
}
