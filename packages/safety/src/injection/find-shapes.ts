import { stepwise, type Stepwise } from '../prefilter/stepwise.ts'
import { createOpenPatterns, type OpenPattern } from './open-patterns.ts'
import type { RuleHit } from './rule-hit.ts'
import type { RuleScope } from './rules.ts'
import { createShapeGate, type Window } from './shape-gate.ts'
import type { ShapeRule } from './shape-rule.ts'

/** Every place of a folded text that has the shape of an attack. */
export interface ShapeFinder {
  (folded: string, scopes: readonly RuleScope[]): readonly RuleHit[]
  /** Makes what such a text needs, a piece at each step. */
  readonly prepare: (folded: string, scopes: readonly RuleScope[]) => Generator<void>
}

/** Stands for the text outside a part, so that no pattern takes the part's edge for the text's. */
const outside = 'x '

export function createShapeFinder(rules: readonly ShapeRule[]): ShapeFinder {
  // Most texts are of users: what only data needs is made with the first of that.
  const gates: Readonly<Record<RuleScope, Stepwise<RuleGate>>> = {
    direct: stepwise(() => createRuleGate(rules, 'direct')),
    external: stepwise(() => createRuleGate(rules, 'external')),
  }
  // Patterns that nobody holds are forgotten with the code that makes them, and cost milliseconds to make.
  const kept = new Map<ShapeRule, readonly RegExp[]>()
  const patternsOf = (rule: ShapeRule): readonly RegExp[] => {
    const known = kept.get(rule) ?? [rule.pattern()].flat()
    kept.set(rule, known)
    return known
  }
  const openedIn = (text: string, scopes: readonly RuleScope[]): readonly OpenedRule[] => {
    const opened = scopes.flatMap((scope) => gates[scope].get()(text))
    return opened.toSorted((a, b) => a.place - b.place)
  }
  const find = (folded: string, scopes: readonly RuleScope[]): readonly RuleHit[] => {
    const text = straight(folded)
    const hits: RuleHit[] = []
    for (const opened of openedIn(text, scopes)) addMatches(hits, text, opened, patternsOf)
    return hits
  }
  function* prepare(folded: string, scopes: readonly RuleScope[]): Generator<void> {
    for (const scope of scopes) yield* gates[scope].prepare()
    const text = straight(folded)
    for (const opened of openedIn(text, scopes))
      for (const pattern of opened.patterns) {
        yield
        addMatches([], text, { ...opened, patterns: [pattern] }, patternsOf)
      }
  }
  return Object.assign(find, { prepare })
}

function straight(folded: string): string {
  return folded.replaceAll('’', "'")
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

function* createRuleGate(all: readonly ShapeRule[], scope: RuleScope): Generator<void, RuleGate> {
  const rules = all.filter((rule) => rule.scope === scope)
  const places = rules.map((rule) => all.indexOf(rule))
  const openPatterns = yield* createOpenPatterns(rules)
  const gate = yield* createShapeGate(rules)
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
  { rule, windows, patterns }: OpenedRule,
  patternsOf: (rule: ShapeRule) => readonly RegExp[],
): void {
  for (const window of windows) addMatchesIn(window, hits, text, rule, patterns, patternsOf)
}

function addMatchesIn(
  window: Window,
  hits: RuleHit[],
  text: string,
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
