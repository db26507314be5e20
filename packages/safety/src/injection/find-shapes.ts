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
  const gates = new Map<RuleScope, RuleGate>()
  // Most texts are of users: what only data needs is made with the first of that.
  const gateOf = (scope: RuleScope): RuleGate => {
    const known = gates.get(scope) ?? createRuleGate(rules, scope)
    gates.set(scope, known)
    return known
  }
  // Patterns that nobody holds are forgotten with the code that makes them, and cost milliseconds to make.
  const kept = new Map<ShapeRule, readonly RegExp[]>()
  const patternsOf = (rule: ShapeRule): readonly RegExp[] => {
    const known = kept.get(rule) ?? [rule.pattern()].flat()
    kept.set(rule, known)
    return known
  }
  return (folded, scopes) => {
    const text = folded.replaceAll('’', "'")
    const hits: RuleHit[] = []
    const opened = scopes.flatMap((scope) => gateOf(scope)(text))
    for (const { rule, windows, patterns } of opened.toSorted((a, b) => a.place - b.place))
      for (const window of windows) addMatches(hits, text, window, rule, patterns, patternsOf)
    return hits
  }
}

/** A rule that can hold in a text, and where. */
interface OpenedRule {
  readonly rule: ShapeRule
  /** Its place among the rules of all scopes. */
  readonly place: number
  readonly windows: readonly Window[]
  readonly patterns: readonly OpenPattern[]
}

type RuleGate = (text: string) => readonly OpenedRule[]

function createRuleGate(all: readonly ShapeRule[], scope: RuleScope): RuleGate {
  const rules = all.filter((rule) => rule.scope === scope)
  const places = rules.map((rule) => all.indexOf(rule))
  const openPatterns = createOpenPatterns(rules)
  const gate = createShapeGate(rules)
  return (text) => {
    const open = openPatterns(text)
    if (open.size === 0) return []
    return gate(text, open).map(({ rule, place, windows }) => ({
      rule,
      place: places[place] ?? 0,
      windows,
      patterns: open.get(place) ?? [],
    }))
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
