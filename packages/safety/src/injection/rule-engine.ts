import { findCues } from './find-cues.ts'
import { foldText } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, wordOrders } from './match-rules.ts'
import { buildTrie } from './phrase-trie.ts'
import type { RuleScope } from './rules.ts'
import { type Attempt, strongestAttempt } from './sum-hits.ts'

/** Reads a folded text with the rules of one scope or both. */
export type RuleEngine = (folded: string, scopes: readonly RuleScope[]) => Attempt

/** Builds the phrase trie of all languages once. */
export function createRuleEngine(): RuleEngine {
  const trie = buildTrie(lexicons, foldText)
  const orders = wordOrders(lexicons)
  return (folded, scopes) =>
    strongestAttempt(matchRules(folded, findCues(folded, trie), scopes, orders))
}
