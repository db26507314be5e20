import type { Reading } from '../sum-hits.ts'

/** What a model says of a text, with the part that says it loudest. */
export interface ModelVerdict {
  /** 0 to 1; .5 is the alarm of the balanced profile. */
  readonly score: number
  readonly start: number
  readonly end: number
  /** Whether nothing in the text is near an attack to it, whatever the rules found. */
  readonly doubts: boolean
  /** What it says together with an alarm of the rules, however strong, where it can weigh the two. */
  readonly joint?: number
}

/** Judges a folded text, given what the rules read in it. */
export interface TextModel {
  (
    folded: string,
    rules: Pick<Reading, 'sum' | 'cues'> & Partial<Pick<Reading, 'hits'>>,
  ): ModelVerdict
  /** The hash of the texts it was trained on. */
  readonly version: string
}

/** A model for what users write and one for data from outside. */
export interface InjectionModel {
  readonly user: TextModel
  readonly external: TextModel
}
