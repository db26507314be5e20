import type { LocalDetector } from '../types.ts'

export interface LanguageGuess {
  /** ISO 639-1. */
  readonly language: string
  /** Between 0 and 1. */
  readonly confidence: number
}

export interface LanguageRule {
  /** The part after `language/` in a rule's `detect`. */
  readonly name: string
  readonly allow: readonly string[]
  /** Tells the language of a text, or nothing when it cannot. */
  readonly identify: (text: string) => LanguageGuess | undefined
  /** Shorter texts are let through, since no identifier can tell; default 40. */
  readonly minChars?: number
  readonly minConfidence?: number
}

/** Finds texts in a language that is not allowed; the rule is the language. */
export function createLanguageDetector(rule: LanguageRule): LocalDetector {
  const { name, allow, identify, minChars = 40, minConfidence = 0.5 } = rule
  const id = `language/${name}`
  return {
    id,
    version: '1',
    kind: 'local',
    types: ['LANGUAGE'],
    scan({ text, path }) {
      if (text.trim().length < minChars) return []
      const guess = identify(text)
      if (guess === undefined || guess.confidence < minConfidence) return []
      if (allow.includes(guess.language)) return []
      const { language, confidence } = guess
      return [
        {
          detector: id,
          type: 'LANGUAGE',
          path,
          start: 0,
          end: text.length,
          score: confidence,
          rule: language,
        },
      ]
    },
  }
}
