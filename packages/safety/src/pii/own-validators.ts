import { isRepeated, weightedSum } from './checksums.ts'

/** Check digits that the library of national numbers lacks, by `COUNTRY.name`; the input is compact. */
export const ownValidators: ReadonlyMap<string, (compact: string) => boolean> = new Map([
  ['US.aba', isRoutingNumber],
  ['US.itin', isItin],
  ['GB.nhs', isNhsNumber],
  ['DE.kvnr', isHealthInsuranceNumber],
  ['SG.nric', isNric],
  ['AU.medicare', isMedicareNumber],
])

/** American Bankers Association: weights 3 7 1, first two digits a Federal Reserve district. */
function isRoutingNumber(digits: string): boolean {
  const district = Number(digits.slice(0, 2))
  const known =
    district <= 12 ||
    (district >= 21 && district <= 32) ||
    (district >= 61 && district <= 72) ||
    district === 80
  if (!known || isRepeated(digits)) return false
  return weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0
}

/** Issued in the areas 900–999 with these middle groups; there is no check digit. */
function isItin(digits: string): boolean {
  const group = Number(digits.slice(3, 5))
  const issued =
    (group >= 50 && group <= 65) ||
    (group >= 70 && group <= 88) ||
    (group >= 90 && group <= 92) ||
    group >= 94
  return digits.startsWith('9') && issued && !isRepeated(digits)
}

function isNhsNumber(digits: string): boolean {
  const check = 11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return !isRepeated(digits) && check !== 10 && check % 11 === Number(digits[9])
}

/** The letter counts as its two-digit place in the alphabet; then Luhn with weights 1 2 from the left. */
function isHealthInsuranceNumber(number: string): boolean {
  const place = (number.toUpperCase().charCodeAt(0) - 64).toString().padStart(2, '0')
  let sum = 0
  for (const [index, digit] of Array.from(place + number.slice(1, 9)).entries()) {
    const product = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += product > 9 ? product - 9 : product
  }
  return sum % 10 === Number(number[9])
}

function isNric(number: string): boolean {
  const series = number[0] ?? ''
  const sum = weightedSum(number.slice(1, 8), [2, 7, 6, 5, 4, 3, 2])
  const last = number[8] ?? ''
  if (series === 'S' || series === 'T')
    return 'JZIHGFEDCBA'[(sum + (series === 'T' ? 4 : 0)) % 11] === last
  if (series === 'F' || series === 'G')
    return 'XWUTRQPNMLK'[(sum + (series === 'G' ? 4 : 0)) % 11] === last
  return series === 'M' && 'XWUTRQPNJLK'[10 - ((sum + 3) % 11)] === last
}

function isMedicareNumber(digits: string): boolean {
  if (!/^[2-6]/.test(digits)) return false
  return weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])
}
