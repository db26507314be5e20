import { stepwise } from '../prefilter/stepwise.ts'
import { findCues } from './find-cues.ts'
import { createShapeFinder } from './find-shapes.ts'
import { foldPhrase } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, wordOrders } from './match-rules.ts'
import { buildTrie } from './phrase-trie.ts'
import type { RuleScope } from './rules.ts'
import { shapeRules } from './shape-rules.ts'
import { nearChars, type Reading, strongestAttempt } from './sum-hits.ts'

/** Reads a folded text with the rules of one scope or both. */
export interface RuleEngine {
  (folded: string, scopes: readonly RuleScope[]): Reading
  /** Makes what folded texts like these need piece by piece, before the first has it made at once. */
  readonly prepare: (folded: readonly string[]) => Generator<void>
}

/** Shares its tables between all texts. */
export function createRuleEngine(): RuleEngine {
  const orders = wordOrders(lexicons)
  const findShapes = createShapeFinder(shapeRules)
  const trie = stepwise(() => buildTrie(lexicons, foldPhrase))
  const read = (folded: string, scopes: readonly RuleScope[]): Reading => {
    const cues = findCues(folded, trie.get(), scopes.includes('external'))
    const hits = matchRules(folded, cues, findShapes(folded, scopes), scopes, orders)
    if (!scopes.includes('external')) {
      const attempt = strongestAttempt(hits)
      return { ...attempt, directSum: attempt.sum, cues }
    }
    const attempt = strongestAttempt(hits, nearChars)
    const direct = strongestAttempt(
      hits.filter(({ scope }) => scope === 'direct'),
      nearChars,
    )
    return { ...attempt, directSum: direct.sum, cues }
  }
  function* prepare(folded: readonly string[]): Generator<void> {
    yield* trie.prepare()
    const { begin } = trie.get()
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      yield
      begin(letter.charCodeAt(0))
    }
    for (const scope of ['direct', 'external'] as const)
      for (const text of folded) yield* findShapes.prepare(text, [scope])
  }
  return Object.assign(read, { prepare })
}
