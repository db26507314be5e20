/** What a UTF-16 unit is to a reader of words. */
export const kind = {
  space: 0,
  /** A token of its own. */
  sign: 1,
  digit: 2,
  /** Of a script that puts spaces between words. */
  letter: 3,
  /** A letter that is a word. */
  unspaced: 4,
  /** Seldom met, but no space: only a regular expression knows. */
  rare: 5,
} as const

/** Latin, Greek and Cyrillic end here. */
const usualEnd = 0x0530
const usual = Uint8Array.from({ length: usualEnd }, (_, unit) => {
  const character = String.fromCharCode(unit)
  if (/\p{L}/u.test(character)) return kind.letter
  if (/\p{N}/u.test(character)) return kind.digit
  return /\s/.test(character) ? kind.space : kind.sign
})

/** Tells the kind of a unit without a regular expression. */
export function kindOf(unit: number): number {
  if (unit < usualEnd) return usual[unit] ?? kind.rare
  if (isHan(unit) || isKana(unit) || isHangul(unit)) return kind.unspaced
  if (isSpace(unit)) return kind.space
  return isSign(unit) ? kind.sign : kind.rare
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit < 0x9ffd
}

function isHangul(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3
}

function isKana(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x3096) || (unit >= 0x30a1 && unit <= 0x30fa)
}

function isSpace(unit: number): boolean {
  return (
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0x1680 ||
    unit === 0xfeff
  )
}

/** Typographic and full-width punctuation. */
function isSign(unit: number): boolean {
  return (
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x3001 && unit <= 0x3003) ||
    (unit >= 0xff01 && unit <= 0xff0f)
  )
}
