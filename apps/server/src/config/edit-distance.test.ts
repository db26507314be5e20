import { expect, test } from 'vitest'

import { closest, editDistance } from './edit-distance.ts'

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'adc', 1],
  ['kitten', 'sitting', 3],
])('%s and %s are %i apart', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
  expect(editDistance(to, from)).toBe(distance)
})

test('the nearest is meant, whatever the case, unless nothing is near', () => {
  expect(closest('apikey', ['adapter', 'apiKey'])).toBe('apiKey')
  expect(closest('polcy', ['policy', 'price'])).toBe('policy')
  expect(closest('zzz', ['policy'])).toBeUndefined()
  expect(closest('x'.repeat(100_000), ['policy'])).toBeUndefined()
})
