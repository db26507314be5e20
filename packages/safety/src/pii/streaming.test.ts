import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()

const piece = fc.oneof(
  fc.constantFrom(
    'jane.doe@example.org',
    '4111 1111 1111 1111',
    '4111111111111111',
    'DE89 3704 0044 0532 0130 00',
    '(212) 555-0123 ext. 5',
    '+49 30 901820',
    '536-90-4399',
    'https://a.example/x(y)?z=1.',
    `https://a.example/${'p'.repeat(70)}`,
    `${'q'.repeat(40)}@${'r'.repeat(40)}.example.com`,
    '192.168.1.17',
    '2001:db8::8a2e:370:7334',
    '64:ff9b::192.0.2.33',
    'http://[2001:db8::1]:8080/a',
    '4111.1111.1111.1111',
    '536–90–4399',
    'card 41111111 11111111',
    'card 411111 1111111111',
    '4111  1111  1111  1111',
    '%B4111111111111111^',
    'DE89.3704.0044.0532.0130.00',
    'DE89–3704–0044–0532–0130–00',
    'fe80::1ff:fe23:4567:890a%eth0/64',
    '2001:0db8:85a3:0000:0000:8a2e:0370:7334%a-zone.of.15-u/128',
    '2001:db8::/32',
    '%eth0',
    'https://例え.テスト/a',
    'https://www.例え.jp',
    'https://',
    '中文.com',
    't.me/someone',
    '00:1a:2b:3c:4d:5e',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    'RSSMRA85T10A562S',
    '390.533.447-05',
    'AB 12 34 56 C',
    'HKID A123456(3)',
    'NHS number 943 476 5919',
    '２１２-555-0123',
    'call me',
    'call me at ',
    'passport A1234567',
    '001-241-595-1292',
    'my national insurance number',
    '943 476 5919',
    'GB36 SHKZ 0387 8682 7322 48',
    '1701201234567',
    '8 (495) 123-45-67',
    'Account',
    'my card',
    'ssn',
    'www.example.com/a',
    '2024-05-01',
    '12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 1',
    'x'.repeat(70),
  ),
  fc.constantFrom(
    ' ',
    ' ',
    ', ',
    '. ',
    '\n',
    ':',
    '-',
    '/',
    '"',
    '(',
    ')',
    '，',
    '電話',
    '\\n',
    '\\r',
    '\\t',
    'a',
    '7',
    '+',
    '@',
  ),
)

const texts = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''))

test('what is settled before a cut is what the whole text has there', () => {
  fc.assert(
    fc.property(texts, fc.nat(400), (text, at) => {
      const cut = at % (text.length + 1)
      const { hold, labels } = settled(detector, text, [0, cut])
      const expected = whole(detector, text, [0, hold])
      expect(labels.filter((label) => startOf(label) < hold)).toEqual(expected)
      const all = whole(detector, text)
      for (const label of labels) expect(all).toContain(label)
    }),
    { numRuns: 1500 * times },
  )
})

test('nothing further than 128 characters to the left decides', () => {
  fc.assert(
    fc.property(texts, texts, fc.nat(900), (before, after, at) => {
      const text = before + after
      const from = at % (text.length + 1)
      const { least, labels } = settled(detector, text, [from, text.length])
      const all = whole(detector, text)
      for (const label of labels) expect(all).toContain(label)
      const { hold } = settled(detector, text, [from, text.length])
      expect(labels.filter((label) => startOf(label) < hold)).toEqual(
        whole(detector, text, [least, hold]),
      )
    }),
    { numRuns: 600 * times },
  )
})

test.each([
  ['EMAIL_ADDRESS', 'jane.doe@example.org'],
  ['IBAN_CODE', 'DE89 3704 0044 0532 0130 00'],
  ['CREDIT_CARD', '4111 1111 1111 1111'],
  ['IT_FISCAL_CODE', 'RSSMRA85T10A562S'],
])('%s alone is kept back behind an escaped line break too', (type, value) => {
  const text = `a\\r${value} `
  const options = { types: [type] }
  expect(whole(detector, text, [0, text.length], options)).toHaveLength(1)
  for (let cut = 4; cut < text.length; cut++)
    expect(settled(detector, text, [0, cut], options).hold).toBeLessThanOrEqual(3)
})

function startOf(label: string): number {
  return Number.parseInt(label.split(' ')[1] ?? '', 10)
}
