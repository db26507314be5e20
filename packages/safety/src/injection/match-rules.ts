import { calm, mostCalm } from './calm-hits.ts'
import { cueBits, type Lexicon } from './cues.ts'
import type { CueHit } from './find-cues.ts'
import type { RuleHit } from './rule-hit.ts'
import { cueRules, type CueRule, type RuleScope } from './rules.ts'
import { quotedTopic, weigh } from './weigh-hits.ts'
import { weighOutside } from './weigh-outside.ts'

/** Language bits by where a verb's object may stand. */
export interface WordOrders {
  readonly before: number
  readonly after: number
}

export function wordOrders(lexicons: readonly Lexicon[]): WordOrders {
  let before = 0
  let after = 0
  lexicons.forEach(({ order }, index) => {
    if (order !== 'verb-first') before |= 1 << index
    if (order !== 'verb-last') after |= 1 << index
  })
  return { before, after }
}

/** All rule hits of a folded text with its cues and shapes, in order of their starts. */
export function matchRules(
  text: string,
  hits: readonly CueHit[],
  shapes: readonly RuleHit[],
  scopes: readonly RuleScope[],
  orders: WordOrders,
): RuleHit[] {
  const found: RuleHit[] = []
  const external = scopes.includes('external')
  const seen = hits.reduce((cues, hit) => cues | hit.cues, 0)
  const possible = cueRules.filter(
    ({ scope, needs }) => scopes.includes(scope) && needs.every((need) => (need & seen) !== 0),
  )
  const anchors = possible.reduce((cues, { anchor }) => cues | anchor, 0)
  for (let at = 0; at < hits.length; at++) {
    const cues = hits[at]?.cues ?? 0
    if ((cues & anchors) === 0) continue
    for (const rule of possible) {
      const match = (rule.anchor & cues) === 0 ? undefined : matchAt(rule, hits, at, orders)
      if (!match) continue
      const weighed = weigh(text, hits, at, match, external)
      found.push(external ? weighOutside(text, weighed) : weighed)
    }
  }
  for (const shape of shapes) {
    found.push(
      external
        ? weighOutside(text, shape)
        : quotedTopic(text, hits, firstAt(hits, shape.start), shape),
    )
  }
  const calmed = external || found.length > mostCalm ? found : found.map((hit) => calm(text, hit))
  return calmed.toSorted((a, b) => a.start - b.start || b.weight - a.weight)
}

function matchAt(
  rule: CueRule,
  hits: readonly CueHit[],
  at: number,
  orders: WordOrders,
): RuleHit | undefined {
  const anchor = hits[at]
  if (!anchor || (rule.negatable && isNegated(hits, at))) return undefined
  const { id, family, scope, weight } = rule
  const bounds = { start: anchor.start, end: anchor.end }
  let mine = false
  const used: CueHit[] = []
  for (const need of rule.needs) {
    const hit = nearest(rule, hits, at, need, orders, used)
    if (!hit) return undefined
    used.push(hit)
    bounds.start = Math.min(bounds.start, hit.start)
    bounds.end = Math.max(bounds.end, hit.end)
  }
  if (rule.negatable) mine = hasBetween(hits, at, bounds, cueBits.mine, anchor.languages)
  return { id, family, scope, weight: mine ? weight / 2 : weight, ...bounds }
}

function nearest(
  rule: CueRule,
  hits: readonly CueHit[],
  at: number,
  need: number,
  orders: WordOrders,
  used: readonly CueHit[],
): CueHit | undefined {
  const anchor = hits[at]
  if (!anchor) return undefined
  const fits = (hit: CueHit) =>
    (hit.cues & need) !== 0 &&
    (hit.languages & anchor.languages) !== 0 &&
    (!rule.sameSentence || hit.sentence === anchor.sentence) &&
    (hit.start >= anchor.end || hit.end <= anchor.start) &&
    !used.some((other) => hit.start === other.start && hit.end === other.end)
  const reach = rule.within * 4 + 4
  const after = rule.side !== 'language' || (orders.after & anchor.languages) !== 0
  const before =
    rule.side === 'around' || (rule.side === 'language' && (orders.before & anchor.languages) !== 0)
  return (
    (after ? seek(hits, at, 1, reach, fits) : undefined) ??
    (before ? seek(hits, at, -1, reach, fits) : undefined)
  )
}

function seek(
  hits: readonly CueHit[],
  at: number,
  direction: 1 | -1,
  reach: number,
  fits: (hit: CueHit) => boolean,
): CueHit | undefined {
  const from = hits[at]?.step ?? 0
  for (let next = at + direction; ; next += direction) {
    const hit = hits[next]
    if (!hit || Math.abs(hit.step - from) > reach) return undefined
    if (fits(hit)) return hit
  }
}

/** A negation that ends at most two words before the anchor, or starts right after it in verb-last languages. */
function isNegated(hits: readonly CueHit[], at: number): boolean {
  const anchor = hits[at]
  if (!anchor) return false
  for (let next = at - 1; next >= 0; next--) {
    const hit = hits[next]
    if (!hit || anchor.step - hit.step > 8 || hit.sentence !== anchor.sentence) return false
    const shared = hit.languages & anchor.languages
    if ((hit.cues & cueBits.not) !== 0 && shared !== 0 && hit.end <= anchor.start) return true
  }
  return false
}

function hasBetween(
  hits: readonly CueHit[],
  at: number,
  bounds: { readonly start: number; readonly end: number },
  cue: number,
  languages: number,
): boolean {
  for (let next = at + 1; next < hits.length; next++) {
    const hit = hits[next]
    if (!hit || hit.start >= bounds.end) return false
    if ((hit.cues & cue) !== 0 && (hit.languages & languages) !== 0) return true
  }
  return false
}

/** The first cue from a place of the text on, else the last. */
function firstAt(hits: readonly CueHit[], start: number): number {
  let low = 0
  let high = hits.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hits[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return Math.max(0, low)
}
