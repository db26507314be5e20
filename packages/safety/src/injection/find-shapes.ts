import { createOpenPatterns, type OpenPattern } from './open-patterns.ts'
import type { RuleHit } from './rule-hit.ts'
import type { RuleScope } from './rules.ts'
import { createShapeGate, type Window } from './shape-gate.ts'
import type { ShapeRule } from './shape-rule.ts'

/** Every place of a folded text that has the shape of an attack. */
export type ShapeFinder = (folded: string, scopes: readonly RuleScope[]) => readonly RuleHit[]

/** Stands for the text outside a part, so that no pattern takes the part's edge for the text's. */
const outside = 'x '

export function createShapeFinder(rules: readonly ShapeRule[]): ShapeFinder {
  const openPatterns = createOpenPatterns(rules)
  const gate = createShapeGate(rules)
  // Patterns that nobody holds are forgotten with the code that makes them, and cost milliseconds to make.
  const kept = new Map<ShapeRule, readonly RegExp[]>()
  const patternsOf = (rule: ShapeRule): readonly RegExp[] => {
    const known = kept.get(rule) ?? [rule.pattern()].flat()
    kept.set(rule, known)
    return known
  }
  return (folded, scopes) => {
    const text = folded.replaceAll('’', "'")
    const open = openPatterns(text, scopes)
    if (open.size === 0) return []
    const hits: RuleHit[] = []
    for (const { rule, place, windows } of gate(text, open))
      for (const window of windows)
        addMatches(hits, text, window, rule, open.get(place) ?? [], patternsOf)
    return hits
  }
}

function addMatches(
  hits: RuleHit[],
  text: string,
  window: Window,
  rule: ShapeRule,
  open: readonly OpenPattern[],
  patternsOf: (rule: ShapeRule) => readonly RegExp[],
): void {
  const { id, family, scope, weight } = rule
  const start = window.start <= 0 ? 0 : text.lastIndexOf(' ', window.start) + 1
  const space = window.end >= text.length ? -1 : text.indexOf(' ', window.end)
  const end = space < 0 ? text.length : space
  const within = open.filter(({ first, last }) => first < end && last >= start)
  if (within.length === 0) return
  const before = start === 0 ? '' : outside
  const part = before + text.slice(start, end) + (end === text.length ? '' : ` ${outside}`)
  const offset = start - before.length
  const patterns = patternsOf(rule)
  for (const { place, last } of within) {
    const pattern = patterns[place]
    if (pattern === undefined) continue
    pattern.lastIndex = 0
    for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
      const from = offset + match.index
      hits.push({ id, family, scope, weight, start: from, end: from + match[0].length })
      if (offset + pattern.lastIndex > last) break
    }
  }
}
