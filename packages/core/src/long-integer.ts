/** So many digits in a row a double may not hold. */
const long = 16
const dot = 0x2e

/** JSON text, character by character or byte by byte. */
export interface Codes {
  readonly length: number
  at(index: number): number | undefined
}

/** Whether 16 digits stand in a row; behind a point only where `fractions` count too. */
export function hasLongNumber(
  codes: Codes,
  { fractions }: { readonly fractions: boolean },
): boolean {
  // One of 16 in a row stands at a multiple of 16.
  for (let at = long - 1; at < codes.length; at += long) {
    if (!isDigit(codes.at(at))) continue
    let from = at
    while (isDigit(codes.at(from - 1))) from--
    let to = at + 1
    while (isDigit(codes.at(to))) to++
    if (to - from >= long && (fractions || codes.at(from - 1) !== dot)) return true
    at = to - 1
  }
  return false
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39
}
