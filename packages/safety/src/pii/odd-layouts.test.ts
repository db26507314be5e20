import { expect, test } from 'vitest'

import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './names.ts'

const detector = createPiiDetector()
const all = createPiiDetector({ recognizers: [createNameRecognizer(await loadNames())] })

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

test.each([
  ['DATE_TIME', '## 1.1.19'],
  ['DATE_TIME', 'pkg@2.11.11'],
  ['AGE', 'Hono is 3.1 times as fast'],
  ['PERSON', 'name: ConflictException'],
  ['PERSON', '### Major Changes'],
])('no %s among all types in %s', (type, text) => {
  expect(read(all, text, { types: [type] })).toEqual([])
})

test.each([
  ['DATE_TIME', '## 3/14/2024', '3/14/2024'],
  ['DATE_TIME', 'born 1.1.19', '1.1.19'],
  ['AGE', 'Hono is 3.', '3'],
  ['PERSON', 'name: McDonald', 'McDonald'],
])('%s among all types in %s', (type, text, value) => {
  expect(read(all, text, { types: [type] })).toEqual([`${type}:${value}`])
})
