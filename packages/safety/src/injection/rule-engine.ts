import { findCues } from './find-cues.ts'
import { foldText } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, wordOrders } from './match-rules.ts'
import { buildTrie } from './phrase-trie.ts'
import type { RuleScope } from './rules.ts'
import { type Reading, strongestAttempt } from './sum-hits.ts'

/** Reads a folded text with the rules of one scope or both. */
export type RuleEngine = (folded: string, scopes: readonly RuleScope[]) => Reading

/** Builds the phrase trie of all languages once. */
export function createRuleEngine(): RuleEngine {
  const trie = buildTrie(lexicons, foldPhrases)
  const orders = wordOrders(lexicons)
  return (folded, scopes) => {
    const hits = matchRules(
      folded,
      findCues(folded, trie, scopes.includes('external')),
      scopes,
      orders,
    )
    const attempt = strongestAttempt(hits)
    if (!scopes.includes('external')) return { ...attempt, directSum: attempt.sum }
    const direct = strongestAttempt(hits.filter(({ scope }) => scope === 'direct'))
    return { ...attempt, directSum: direct.sum }
  }
}

/** Most lists are plain already, and folding all would be most of the time a cold start takes. */
function foldPhrases(phrases: string): string {
  return /[^ -@[-~]/.test(phrases) ? foldText(phrases) : phrases
}
