export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** ASCII letters. */
export function isLetter(unit: number): boolean {
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

export function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || isLetter(unit)
}

/** Whether a word goes on to the left of `at`; the letter of an escape does not count. */
export function isGluedLeft(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1)
  return (isAlphanumeric(unit) || unit === 0x5f) && !isEscapeLetter(text, at - 1)
}

/** Past the letter of an escape: it is no part of the word. */
export function afterEscape(text: string, at: number): number {
  return isEscapeLetter(text, at) ? at + 1 : at
}

/** The `n`, `r` or `t` of an escaped break in JSON text. */
function isEscapeLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (unit === 0x6e || unit === 0x72 || unit === 0x74) && text.charCodeAt(at - 1) === 0x5c
}

/** Letters of scripts written with spaces between words, beyond ASCII. */
export function isForeignLetter(unit: number): boolean {
  return (
    (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7) ||
    (unit >= 0x370 && unit <= 0x52f)
  )
}
