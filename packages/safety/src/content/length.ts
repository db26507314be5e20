import type { LocalDetector } from '../types.ts'

export interface LengthRule {
  /** The part after `length/` in a rule's `detect`. */
  readonly name: string
  /** In UTF-16 units; what goes beyond is the finding. */
  readonly maxChars?: number
  readonly minChars?: number
}

/** Finds texts that are too long or too short. */
export function createLengthDetector({ name, maxChars, minChars = 0 }: LengthRule): LocalDetector {
  const id = `length/${name}`
  return {
    id,
    version: '1',
    kind: 'local',
    types: ['LENGTH'],
    scan({ text, path }) {
      const base = { detector: id, type: 'LENGTH', path, end: text.length, score: 1 }
      if (maxChars !== undefined && text.length > maxChars) {
        return [{ ...base, start: maxChars, rule: 'too-long' }]
      }
      return text.length < minChars ? [{ ...base, start: 0, rule: 'too-short' }] : []
    },
  }
}
