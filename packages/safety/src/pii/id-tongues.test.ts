import { expect, test } from 'vitest'

import { read } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()

test.each([
  ['my passport is C12345678', 'US_PASSPORT:C12345678'],
  ['my German passport is C12345678', 'DE_PASSPORT:C12345678'],
  ['mein Reisepass ist C12345678', 'DE_PASSPORT:C12345678'],
  ['mein Reisepass ist A12345678', 'US_PASSPORT:A12345678'],
  ['passport (Reisepass) C12345678', 'DE_PASSPORT:C12345678'],
  ['passport AA1234567', 'UK_PASSPORT:AA1234567'],
  ['Italian passport AA1234567', 'IT_PASSPORT:AA1234567'],
])('the tongue of a word tells whose document it names in %s', (text, found) => {
  expect(read(detector, text)).toEqual([found])
})

test.each([
  ['passport C12345678', 'DE_PASSPORT'],
  ['Reisepass C12345678', 'US_PASSPORT'],
  ['passport AA1234567', 'UK_PASSPORT'],
  ['Italian passport AA1234567', 'UK_PASSPORT'],
])('in %s a type that is not asked for hides no %s', (text, type) => {
  const [, value] = text.split(/ (?=\S+$)/)
  expect(read(detector, text, { types: [type] })).toEqual([`${type}:${value}`])
})

test('of all documents only those of the countries asked for count', () => {
  const options = { types: ['ID'], countries: ['US'] }
  expect(read(detector, 'Reisepass C12345678', options)).toEqual(['US_PASSPORT:C12345678'])
})
