import fc from 'fast-check'
import { expect, test } from 'vitest'

import { decimalOf, divideHalfEven, formatDecimal, isDecimal, parseDecimal } from './decimal.ts'

test('a decimal comes back as it was, without trailing zeros', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (value) => {
      expect(parseDecimal(formatDecimal(value))).toBe(value)
    }),
  )
  expect(formatDecimal(parseDecimal('0.0030'))).toBe('0.003')
  expect(formatDecimal(-1_500_000_000_000n)).toBe('-1.5')
})

test.each(['', '-1', '1e-7', '.5', '5.', '0x1', '1,5', ' 1', '0.0000000000001', 'NaN'])(
  '"%s" is no decimal',
  (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => parseDecimal(text)).toThrow('is not a decimal')
  },
)

test.each([
  [0.075, '0.075'],
  [1e-7, '0.0000001'],
  [1.25e-7, '0.000000125'],
  [15, '15'],
])('the number %d is "%s"', (value, text) => {
  expect(decimalOf(value)).toBe(text)
})

test.each([-1, Number.NaN, Infinity, 1e-20, 1e30])('%d has no decimal', (value) => {
  expect(decimalOf(value)).toBeUndefined()
})

test.each([
  [25n, 10n, 2n],
  [35n, 10n, 4n],
  [26n, 10n, 3n],
  [24n, 10n, 2n],
  [0n, 10n, 0n],
])('%d / %d is %d: a tie goes to the even neighbour', (dividend, divisor, expected) => {
  expect(divideHalfEven(dividend, divisor)).toBe(expected)
})
