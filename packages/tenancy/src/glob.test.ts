import { expect, test } from 'vitest'

import { globMatches } from './glob.ts'

test.each([
  ['openai/*', 'openai/gpt-4o', true],
  ['openai/*', 'openai', false],
  ['support', 'support', true],
  ['support', 'support2', false],
  ['*', 'anything', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['ab*ba', 'aba', false],
  ['*mini', 'openai/gpt-4o-mini', true],
])('%s and %s: %s', (pattern, text, fits) => {
  expect(globMatches(pattern, text)).toBe(fits)
})
