import { writeNeeds, type RuleNeeds } from '../../src/injection/need-lines.ts'
import { shapeRules } from '../../src/injection/shape-rules.ts'
import { needsOf } from './pattern-needs.ts'

/** The needs of all patterns of all rules, as lines. */
export function neededLines(): string {
  const known = new Map<string, RuleNeeds>()
  for (const { id, pattern } of shapeRules) {
    if (known.has(id)) throw new Error(`Two rules have the id ${id}.`)
    known.set(id, [pattern()].flat().map(needsOf))
  }
  return writeNeeds(known)
}
