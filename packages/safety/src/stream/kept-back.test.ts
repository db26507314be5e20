import { describe, expect, test } from 'vitest'

import { policyOf } from '../../test-support/policies.ts'
import type { Rule } from '../types.ts'
import { createTextFilter } from './create-text-filter.ts'

const rules: readonly Rule[] = [
  { id: 'secrets', detect: 'secrets', action: { type: 'redact' } },
  { id: 'pii', detect: 'pii', action: { type: 'redact' } },
]
const policy = policyOf({ output: rules })
const HELD = 64

/** The most units that were kept back while a text came unit by unit. */
function keptOf(text: string): number {
  const filter = createTextFilter(policy)
  let kept = 0
  for (const unit of text) {
    filter.push(unit)
    kept = Math.max(kept, filter.pending)
  }
  return kept
}

describe('no more is kept back', () => {
  test.each([
    '4111 1111 1111 1111 ',
    'https://a.example/',
    'AB 12 34 56 C ',
    '+49 30 901820 ',
    'password = q7Rf2Lx9Vb4Nz8Kt ',
    'an ordinary sentence with 12 words, 3 of them numbers. ',
    // From here on each begins in the one before.
    'a.com@',
    'ab.example.com@',
    '192.168.1.1:',
    'u://a:pw1@b.de',
    'https://a.example/4111 1111 ',
  ])('than one finding may have, when %j is repeated', (unit) => {
    expect(keptOf(unit.repeat(200))).toBeLessThanOrEqual(HELD)
  })
})

test('a chain of findings is replaced once, by the strongest that begins near its start', () => {
  const filter = createTextFilter(policy)
  const text = `to ${'a.com@'.repeat(40)}b.com now`
  expect(filter.push(text) + filter.end()).toBe('to <EMAIL> now')
})
