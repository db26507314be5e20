/** A finding in the coordinates of the plain view. */
export interface Match {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly score: number
  readonly rule: string
}

export interface PiiContext {
  readonly text: string
  /** At most `count` characters before `at`, fewer when they are far away in the original. */
  readonly left: (at: number, count: number) => string
  /** What ends before is known already, and need not be found again. */
  readonly from: number
  readonly regions: readonly string[] | undefined
  readonly countries: readonly string[] | undefined
  /** Types that count; undefined: all. What is left out must not stand in the way of these. */
  readonly types: ReadonlySet<string> | undefined
  /** The text is all that somebody wrote, not a field of something. */
  readonly isMessage: boolean
  readonly emit: (match: Match) => void
}

/** Finds the values of a few related types. */
export interface Recognizer {
  readonly types: readonly string[]
  /** Opt-in ones run only when a type of theirs is asked for by name or with `ALL`. */
  readonly optIn?: boolean
  /** Any of these `trigger` bits must be in the text. */
  readonly triggers: number
  readonly find: (context: PiiContext) => void
  /** The smallest index from which one of its values could still grow; the length when none. */
  readonly hold: (text: string) => number
}

/** `maxHoldChars`: longer candidates are decided on this many characters. */
export const HORIZON = 64
