import { createViews } from '../unicode/create-views.ts'

/** The folded form of a text, which rules and model read. */
export function foldText(text: string): string {
  return createViews(text).folded.text
}

const plain = /^[ -@[-~]*$/

/** What `foldText` makes of a phrase, without it where the phrase is Latin; most are. */
export function foldPhrase(phrase: string): string {
  if (plain.test(phrase)) return phrase
  const bare = phrase.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  return plain.test(bare) ? bare : foldText(phrase)
}
