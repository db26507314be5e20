import fc from 'fast-check'
import { expect, test } from 'vitest'

import { globMatches } from './glob.ts'

test.each([
  ['a/*', 'a/b', true],
  ['*b*', 'abc', true],
  ['a', 'ab', false],
  ['ab*ba', 'aba', false],
  ['*', '', true],
  ['a*c', 'abd', false],
])('%s on %s: %s', (pattern, text, expected) => {
  expect(globMatches(pattern, text)).toBe(expected)
})

test('agrees with a regular expression', () => {
  const letters = fc
    .array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(letters, letters, (pattern, written) => {
      const text = written.replaceAll('*', 'c')
      const regex = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'u')
      expect(globMatches(pattern, text)).toBe(regex.test(text))
    }),
  )
})

test('a hostile pattern takes no time', () => {
  const startedAt = performance.now()
  globMatches(`${'a*'.repeat(200)}b`, 'a'.repeat(20_000))
  expect(performance.now() - startedAt).toBeLessThan(100)
})
