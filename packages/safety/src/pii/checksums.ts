/** ISO/IEC 7812 check digit over the digits of a text, whatever stands between them. */
export function luhn(text: string, start: number = 0, end: number = text.length): boolean {
  let sum = 0
  let place = 0
  for (let at = end - 1; at >= start; at--) {
    let value = text.charCodeAt(at) - 0x30
    if (value < 0 || value > 9) continue
    if (place % 2 === 1) value = value > 4 ? value * 2 - 9 : value * 2
    sum += value
    place++
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
