/** What the model says of a text, with the window that says it loudest. */
export interface ModelVerdict {
  /** 0 to 1; .5 is the alarm of the balanced profile. */
  readonly score: number
  readonly start: number
  readonly end: number
}

/** Judges the folded text of a user, given the sum of the rules that hit it. */
export interface InjectionModel {
  (folded: string, ruleSum: number): ModelVerdict
  /** The hash of the corpus it was trained on. */
  readonly version: string
}
