/** Fraction digits that a rate may have; a rate is an integer count of 10^-12 of its unit. */
export const rateDigits = 12

const syntax = /^(\d{1,12})(?:\.(\d{1,12}))?$/

/** `"0.003625"` as an integer of 10^-12; throws on signs, exponents and anything else. */
export function parseDecimal(text: string): bigint {
  const match = syntax.exec(text)
  if (match === null) throw new TypeError(`"${text}" is not a decimal such as "0.25".`)
  return BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(rateDigits, '0'))
}

/** Whether `parseDecimal` takes it. */
export function isDecimal(text: string): boolean {
  return syntax.test(text)
}

/** An integer of 10^-digits as plain decimal text, without trailing zeros. */
export function formatDecimal(value: bigint, digits: number = rateDigits): string {
  const sign = value < 0n ? '-' : ''
  const padded = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const fraction = padded.slice(padded.length - digits).replace(/0+$/, '')
  const whole = padded.slice(0, padded.length - digits)
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`
}

/** The shortest decimal that reads back as the same number: JSON's `0.075` stays "0.075". */
export function decimalOf(value: number): string | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  const text = String(value)
  const match = /^(\d)(?:\.(\d+))?e-(\d+)$/.exec(text)
  const plain =
    match === null
      ? text
      : `0.${'0'.repeat(Number(match[3]) - 1)}${match[1] ?? ''}${match[2] ?? ''}`
  return isDecimal(plain) ? plain : undefined
}

/** Division of non-negative integers, a tie going to the even neighbour. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const twice = (dividend - quotient * divisor) * 2n
  if (twice < divisor) return quotient
  return twice > divisor || (quotient & 1n) === 1n ? quotient + 1n : quotient
}
