import { expect, test } from 'vitest'

import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { createNameRecognizer, loadNames } from './names.ts'

const detector = createPiiDetector()
const all = createPiiDetector({ recognizers: [createNameRecognizer(await loadNames())] })

test.each([
  ['CREDIT_CARD', 'card 4111.1111.1111.1111', '4111.1111.1111.1111'],
  ['CREDIT_CARD', 'visa 41111111 11111111', '41111111 11111111'],
  ['CREDIT_CARD', 'card 411111-1111111111.', '411111-1111111111'],
  ['CREDIT_CARD', 'card 4111  1111  1111  1111', '4111  1111  1111  1111'],
  ['CREDIT_CARD', 'card no 41111111 11111112', '41111111 11111112'],
  ['CREDIT_CARD', '%B4111111111111111^DOE/JOHN^2512', '4111111111111111'],
  ['IBAN_CODE', 'IBAN: DE89.3704.0044.0532.0130.00.', 'DE89.3704.0044.0532.0130.00'],
  ['IBAN_CODE', 'DE89–3704–0044–0532–0130–00', 'DE89–3704–0044–0532–0130–00'],
  ['IP_ADDRESS', 'fe80::1ff:fe23:4567:890a%eth0.', 'fe80::1ff:fe23:4567:890a%eth0'],
  ['IP_ADDRESS', '(fe80::1%en0/64)', 'fe80::1%en0/64'],
  ['IP_ADDRESS', 'net 2001:db8::/32.', '2001:db8::/32'],
  ['IP_ADDRESS', 'net 2001:db8::/129', '2001:db8::'],
  ['IP_ADDRESS', 'at fe80::1%a-name-of-more-than-fifteen', 'fe80::1'],
  ['URL', '次 https://例え.テスト/a 次', 'https://例え.テスト/a'],
  ['URL', '见https://中文.com，谢谢', 'https://中文.com'],
  ['URL', 'https://www.例え.jpを見て', 'https://www.例え.jp'],
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
  ['CREDIT_CARD', 'row 41111111 11111111'],
  ['CREDIT_CARD', 'row 4111  1111  1111  1111'],
  ['CREDIT_CARD', 'B4111111111111111^'],
  ['CREDIT_CARD', 'at %B4111111111111111'],
  ['IBAN_CODE', 'DE89.370.400440532013000'],
  ['URL', 'https://请输入网址'],
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
