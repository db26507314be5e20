import { isRepeated, luhn, weightedSum } from './checksums.ts'

/** Checks that the library of national numbers lacks, and of numbers that are looked for everywhere, by `COUNTRY.name`; the input is compact. */
export const ownValidators: ReadonlyMap<string, (compact: string) => boolean> = new Map([
  ['BR.cpf', isCpf],
  ['CH.ssn', isSwissNumber],
  ['ES.dni', isSpanishNumber],
  [
    'ES.nie',
    (number) =>
      isSpanishNumber(`${String('XYZ'.indexOf(number.charAt(0).toUpperCase()))}${number.slice(1)}`),
  ],
  ['GB.nino', isInsuranceNumber],
  ['PT.nif', isPortugueseNumber],
  ['US.aba', isRoutingNumber],
  ['US.itin', isItin],
  ['GB.nhs', isNhsNumber],
  ['DE.kvnr', isHealthInsuranceNumber],
  ['SG.nric', isNric],
  ['AU.medicare', isMedicareNumber],
  ['US.dea', isDeaNumber],
  ['US.npi', isProviderNumber],
  ['US.mbi', isBeneficiaryNumber],
  ['US.passport', isVaried],
  ['GB.passport', isVaried],
  ['IN.passport', isVaried],
  ['CA.passport', isVaried],
  ['ES.passport', isVaried],
  ['FR.passport', isVaried],
  ['KR.passport', (number) => /^[MSRODmsrod]/.test(number)],
  ['IT.passport', isVaried],
  ['US.licence', isVaried],
  ['GB.licence', isBritishLicence],
  ['IT.licence', isVaried],
  ['IT.card', isVaried],
  ['KR.licence', (number) => /^(?:1[1-9]|2[0-8])/.test(number)],
  ['IN.vehicle', (number) => /^[A-Z]{2}\d{1,2}[A-Z]{1,3}\d{4}$/i.test(number)],
  ['GB.vehicle', (number) => /^[A-HJ-PR-Y][A-Z]\d{2}[A-Z]{3}$/i.test(number)],
  ['NG.nin', isVaried],
  ['US.account', isVaried],
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

/** Without a check digit all that can be asked is that it is not one digit over and over. */
function isVaried(number: string): boolean {
  return new Set(number).size > 2
}

/** Drug Enforcement Administration: the sum of the odd places and twice the even ones. */
function isDeaNumber(number: string): boolean {
  const digits = number.slice(2)
  const sum = weightedSum(digits, [1, 2, 1, 2, 1, 2])
  return /^[A-HJ-NPRSTUX]/i.test(number) && sum % 10 === Number(digits[6])
}

/** National Provider Identifier: Luhn behind the prefix of health applications in the USA. */
function isProviderNumber(digits: string): boolean {
  return /^[12]/.test(digits) && luhn(`80840${digits}`)
}

/** Medicare beneficiaries: letters that cannot be taken for digits, in fixed places. */
function isBeneficiaryNumber(number: string): boolean {
  return /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/i.test(
    number,
  )
}

/** Five letters of the name filled with nines, then decade, month and day of birth around the sex. */
function isBritishLicence(number: string): boolean {
  return /^[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z\d][A-Z]{2}$/i.test(
    number,
  )
}

/** Two check digits, each the lack of a sum of all before it. */
function isCpf(digits: string): boolean {
  const check = (count: number): number => {
    let sum = 0
    for (let at = 0; at < count; at++) sum += (count + 1 - at) * Number(digits[at] ?? 0)
    return sum % 11 < 2 ? 0 : 11 - (sum % 11)
  }
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10])
}

/** An article number of the country 756. */
function isSwissNumber(digits: string): boolean {
  const sum = weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1])
  return digits.startsWith('756') && sum % 10 === 0
}

/** The letter is the rest of the number by 23. */
function isSpanishNumber(number: string): boolean {
  const letter = 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number.slice(0, -1)) % 23]
  return letter === number.slice(-1).toUpperCase()
}

/** The last digit is what the sum lacks to a multiple of 11, and 0 for ten. */
function isPortugueseNumber(digits: string): boolean {
  const lack = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return !digits.startsWith('0') && (lack > 9 ? 0 : lack) === Number(digits[8])
}

/** Two letters of those that are given out, and one of four behind the digits. */
function isInsuranceNumber(number: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/i.test(number)
}
