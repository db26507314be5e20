import { expect, test } from 'vitest'

import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()

test.each([
  ['CREDIT_CARD', 'card 4111.1111.1111.1111', '4111.1111.1111.1111'],
  ['US_SSN', 'ssn 536\u201390\u20134399', '536\u201390\u20134399'],
  ['IP_ADDRESS', 'at 64:ff9b::192.0.2.33 now', '64:ff9b::192.0.2.33'],
  ['URL', 'on http://[2001:db8::1]:8080/a.', 'http://[2001:db8::1]:8080/a'],
  ['URL', 'see t.me/someone and more', 't.me/someone'],
  ['URL', 'at youtu.be/x1y2', 'youtu.be/x1y2'],
  ['PHONE_NUMBER', 'il numero verde è 800 123456', '800 123456'],
])('%s in %s', (type, text, value) => {
  const found = read(detector, text, { types: [type] })
  expect(found).toContain(`${type}:${value}`)
})

test.each([
  ['CREDIT_CARD', 'build 4111.1111.1111.1111'],
  ['CREDIT_CARD', 'imei 490154203237518'],
  ['URL', 'http://[no host'],
  ['URL', 'jane.me'],
  ['PHONE_NUMBER', 'tracking number 9400 1000 0000 0000 0000 00'],
  ['PHONE_NUMBER', 'lot 070-1234567-01'],
  ['PHONE_NUMBER', 'part no 555-0132'],
])('no %s in %s', (type, text) => {
  expect(read(detector, text, { types: [type] })).toEqual([])
})
