export interface SecretMatch {
  readonly start: number
  readonly end: number
  readonly rule: string
  readonly score: number
}

/** One way of recognising secrets. */
export interface SecretFinder {
  readonly find: (text: string, emit: (match: SecretMatch) => void) => void
  /** The smallest index from which one of its values could still grow. */
  readonly hold: (text: string) => number
}

/** `maxHoldChars`: longer candidates are decided on this many characters. */
export const HORIZON = 64
