/** ISO/IEC 7812 check digit over a string of digits. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    let value = digits.charCodeAt(digits.length - 1 - index) - 0x30
    if (index % 2 === 1) value = value > 4 ? value * 2 - 9 : value * 2
    sum += value
  }
  return sum % 10 === 0
}

/** ISO 7064 mod 97-10 over letters and digits, the first four moved to the end. */
export function mod97(iban: string): number {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest
}

/** The sum of digits times weights. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index] ?? 0), 0)
}

export function isRepeated(digits: string): boolean {
  return digits === (digits[0] ?? '').repeat(digits.length)
}
