import type { Cue, Lexicon, WordOrder } from '../cues.ts'

/**
 * Several languages as one, for those that no text mixes or that understand each other: the
 * engine tells no more than 32 apart.
 */
export function joinLexicons(order: WordOrder, parts: readonly Lexicon[]): Lexicon {
  const phrases: Partial<Record<Cue, string>> = {}
  for (const part of parts) {
    for (const [cue, list] of Object.entries(part.phrases) as [Cue, string][]) {
      const known = phrases[cue]
      phrases[cue] = known === undefined ? list : `${known} | ${list}`
    }
  }
  return { language: parts.map(({ language }) => language).join('+'), order, phrases }
}
