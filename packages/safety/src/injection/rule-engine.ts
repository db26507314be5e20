import { findCues } from './find-cues.ts'
import { createShapeFinder } from './find-shapes.ts'
import { foldText } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, wordOrders } from './match-rules.ts'
import { buildTrie } from './phrase-trie.ts'
import type { RuleScope } from './rules.ts'
import { shapeRules } from './shape-rules.ts'
import { type Reading, strongestAttempt } from './sum-hits.ts'

/** Reads a folded text with the rules of one scope or both. */
export type RuleEngine = (folded: string, scopes: readonly RuleScope[]) => Reading

/** Shares one phrase trie of all languages between all texts. */
export function createRuleEngine(): RuleEngine {
  const trie = buildTrie(lexicons, foldPhrase)
  const orders = wordOrders(lexicons)
  const findShapes = createShapeFinder(shapeRules)
  return (folded, scopes) => {
    const hits = matchRules(
      folded,
      findCues(folded, trie, scopes.includes('external')),
      findShapes(folded, scopes),
      scopes,
      orders,
    )
    const attempt = strongestAttempt(hits)
    if (!scopes.includes('external')) return { ...attempt, directSum: attempt.sum }
    const direct = strongestAttempt(hits.filter(({ scope }) => scope === 'direct'))
    return { ...attempt, directSum: direct.sum }
  }
}

const plain = /^[ -@[-~]*$/

/** What `foldText` makes of a phrase, without it where the phrase is Latin; most are. */
function foldPhrase(phrase: string): string {
  if (plain.test(phrase)) return phrase
  const bare = phrase.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  return plain.test(bare) ? bare : foldText(phrase)
}
