import type { Reading } from '../sum-hits.ts'

/** What the model says of a text, with the window that says it loudest. */
export interface ModelVerdict {
  /** 0 to 1; .5 is the alarm of the balanced profile. */
  readonly score: number
  readonly start: number
  readonly end: number
  /** Whether nothing in the text is near an attack to it, whatever the rules found. */
  readonly doubts: boolean
}

/** Judges the folded text of a user, given what the rules read in it. */
export interface InjectionModel {
  (folded: string, rules: Pick<Reading, 'sum' | 'cues'>): ModelVerdict
  /** The hash of the corpus it was trained on. */
  readonly version: string
}
