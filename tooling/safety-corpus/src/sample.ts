/** Which part of the corpus a text belongs to; `final` is read once per release. */
export type Split = 'train' | 'tune' | 'final'

/** A labelled text. */
export interface Sample {
  readonly text: string
  readonly attack: boolean
  /** How the text reaches the model: typed by a user or as data from outside. */
  readonly trust: 'user' | 'external'
  readonly kind: string
  readonly language: string
  readonly split: Split
  readonly weight: number
  /** Whether its line is one text with a few choices, not a family of wordings. */
  readonly single?: boolean
  /** The attack inside the text. */
  readonly payload?: string
}
