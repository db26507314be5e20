import { expect, test } from 'vitest'

import { surfaceOf } from '../../test-support/surface-of.ts'
import { createSecretDetector } from '../secrets/create-secret-detector.ts'
import { createPiiDetector } from './create-pii-detector.ts'
import { encodedWords, holdEncoded } from './encoded-words.ts'

const mail = 'jane.doe@example.com'
const inHex = Array.from(mail, (unit) => unit.charCodeAt(0).toString(16)).join('')

function foundIn(text: string): readonly string[] {
  return [createPiiDetector(), createSecretDetector()].flatMap((detector) =>
    detector
      .scan(surfaceOf(text), {})
      .map(({ type, start, end }) => `${type}:${text.slice(start, end)}`),
  )
}

test.each([
  [btoa(mail), 'EMAIL_ADDRESS'],
  [inHex, 'EMAIL_ADDRESS'],
  [btoa('card 4111 1111 1111 1111 ok'), 'CREDIT_CARD'],
  [btoa('password=q7Rf2Lx9Vb4Nz8Kt'), 'SECRET'],
])('%s is found as a whole', (word, type) => {
  expect(foundIn(`data=${word} and more`)).toEqual([`${type}:${word}`])
})

test.each([
  btoa('nothing to be seen here, move on'),
  btoa(`${mail} ${'and so on '.repeat(6)}`),
  'internationalizationConfiguration',
  'node_modules/.pnpm/some-package/dist/index',
  'f'.repeat(40),
])('nothing in %s', (word) => {
  expect(foundIn(`see ${word} there`)).toEqual([])
})

test('a word that could become one is held from its start, and no longer than a stream keeps back', () => {
  expect(holdEncoded('see amFuZS5k')).toBe(4)
  expect(holdEncoded('see amFuZS5k==')).toBe(4)
  expect(holdEncoded(`see ${'a'.repeat(80)}`)).toBe(84)
  expect([...encodedWords(`${btoa(mail)}x`)]).toEqual([])
})
