/** A derived form of a text whose positions lead back to the original. */
export interface View {
  readonly text: string
  /** True when the view is the original, so that offsets are the same. */
  readonly identity: boolean
  /** The original offset at which the unit at `index` begins. */
  readonly start: (index: number) => number
  /** The original offset at which the unit before `index` ends: the end of a half-open span. */
  readonly end: (index: number) => number
}

export type Codec =
  | 'tags'
  | 'selectors'
  | 'base64'
  | 'hex'
  | 'percent'
  | 'entities'
  | 'rot13'
  | 'reversed'
  | 'spaced'
  | 'leet'
  | 'joined'
  | 'symbols'
  | 'binary'
  | 'decimal'
  | 'escapes'
  | 'morse'

/** What an encoded span says; every position in it maps to the whole encoded span. */
export interface DecodedView extends View {
  readonly codec: Codec
  /** 1, or 2 for a payload found inside another one. */
  readonly depth: 1 | 2
}

/** A run of characters nobody sees, in original offsets. */
export interface InvisibleRun {
  readonly start: number
  readonly end: number
}

/** All forms of one text, each made when first asked for and shared by the detectors. */
export interface Views {
  readonly original: string
  readonly ascii: boolean
  /** `trigger` bits of the characters in `plain`. */
  readonly triggers: number
  /** V1: NFKC without invisible characters, case kept; for PII and secrets. */
  readonly plain: View
  /** V2: V1 with confusables of mixed-script words folded, no marks, lower case, single spaces; for injection and terms. */
  readonly folded: View
  readonly decoded: readonly DecodedView[]
  readonly invisible: readonly InvisibleRun[]
}
