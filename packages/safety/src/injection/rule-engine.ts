import { findCues } from './find-cues.ts'
import { createShapeFinder, type ShapeFinder } from './find-shapes.ts'
import { foldText } from './fold-text.ts'
import { lexicons } from './languages/lexicons.ts'
import { matchRules, type WordOrders, wordOrders } from './match-rules.ts'
import { buildTrie, type PhraseTrie } from './phrase-trie.ts'
import type { RuleScope } from './rules.ts'
import { shapeRules } from './shape-rules.ts'
import { nearChars, type Reading, strongestAttempt } from './sum-hits.ts'

/** Reads a folded text with the rules of one scope or both. */
export type RuleEngine = (folded: string, scopes: readonly RuleScope[]) => Reading

/** Shares its tables between all texts; the first text has them made. */
export function createRuleEngine(): RuleEngine {
  let tables: Tables | undefined
  return (folded, scopes) => {
    tables ??= createTables()
    const cues = findCues(folded, tables.trie, scopes.includes('external'))
    const hits = matchRules(folded, cues, tables.findShapes(folded, scopes), scopes, tables.orders)
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
}

interface Tables {
  readonly trie: PhraseTrie
  readonly orders: WordOrders
  readonly findShapes: ShapeFinder
}

function createTables(): Tables {
  return {
    trie: buildTrie(lexicons, foldPhrase),
    orders: wordOrders(lexicons),
    findShapes: createShapeFinder(shapeRules),
  }
}

const plain = /^[ -@[-~]*$/

/** What `foldText` makes of a phrase, without it where the phrase is Latin; most are. */
function foldPhrase(phrase: string): string {
  if (plain.test(phrase)) return phrase
  const bare = phrase.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  return plain.test(bare) ? bare : foldText(phrase)
}
