import type { RuleHit } from './match-rules.ts'
import type { RuleScope } from './rules.ts'
import { createShapeGate } from './shape-gate.ts'
import type { ShapeRule } from './shape-rule.ts'

/** Every place of a folded text that has the shape of an attack. */
export type ShapeFinder = (folded: string, scopes: readonly RuleScope[]) => readonly RuleHit[]

export function createShapeFinder(rules: readonly ShapeRule[]): ShapeFinder {
  const gate = createShapeGate(rules)
  return (folded, scopes) => {
    const text = folded.replaceAll('’', "'")
    const mayHold = gate(text)
    return rules.flatMap(({ id, family, scope, weight, pattern }, index) => {
      if (!scopes.includes(scope) || !mayHold(index)) return []
      return [pattern()].flat().flatMap((shape) =>
        Array.from(text.matchAll(shape), (match): RuleHit => {
          const end = match.index + match[0].length
          return { id, family, scope, weight, start: match.index, end }
        }),
      )
    })
  }
}
