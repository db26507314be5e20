/** So many digits in a row a double may not hold. */
const long = 16
const dot = 0x2e

/** The code of a character, or a byte, of JSON text. */
export type CodeAt = (index: number) => number | undefined

/** Whether 16 digits stand in a row, and not behind a point. */
export function hasLongInteger(length: number, codeAt: CodeAt): boolean {
  const isDigit = (index: number): boolean => {
    const code = codeAt(index) ?? 0
    return code >= 0x30 && code <= 0x39
  }
  // One of 16 in a row stands at a multiple of 16.
  for (let at = long - 1; at < length; at += long) {
    if (!isDigit(at)) continue
    let from = at
    while (isDigit(from - 1)) from--
    while (isDigit(at + 1)) at++
    if (at - from >= long - 1 && codeAt(from - 1) !== dot) return true
  }
  return false
}
