/** Words around a phrase that say it is not meant for the model. */
export interface Calm {
  /** Rules by id, or all of a family. */
  readonly of: readonly string[]
  /** What ends right before the phrase. */
  readonly before?: RegExp
  readonly inside?: RegExp
  /** What follows right after it. */
  readonly after?: RegExp
  /** How the text begins. */
  readonly opening?: RegExp
  /** What the phrase must not say for this to hold. */
  readonly unless?: RegExp
  /** Which part of its weight is left. */
  readonly share?: number
}
