import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { isPhoneNumber } from './library-checks.ts'
import { isInternationalNumber } from './phone-plans.ts'
import { phoneRegions } from './phone-regions.ts'

const codes = [
  ...new Set(phoneRegions.map(({ callingCode }) => callingCode)),
  '1',
  '1',
  '7',
  '90',
  '972',
  '',
]
const digits = fc
  .tuple(fc.constantFrom(...codes), fc.stringMatching(/^\d{4,15}$/))
  .map((parts) => parts.join(''))

test('the plans at hand answer as the library does', () => {
  fc.assert(
    fc.property(digits, (number) => {
      const judged = new Map<string, boolean>()
      const expected = isPhoneNumber(`+${number}`)
      expect(isInternationalNumber(number, judged)).toBe(expected)
      expect(isInternationalNumber(number, judged)).toBe(expected)
    }),
    { numRuns: 5000 * times },
  )
})

test('each area of North America is judged as the library does', () => {
  const subscribers = ['0123456', '1999999', '2000000', '5550123', '9876543']
  const areas = Array.from({ length: 900 }, (_, at) => String(100 + at))
  const numbers = areas.flatMap((area) => subscribers.map((rest) => `1${area}${rest}`))
  const inPlan = numbers.filter((number) => isInternationalNumber(number, new Map()))
  expect(inPlan).toEqual(numbers.filter((number) => isPhoneNumber(`+${number}`)))
})
