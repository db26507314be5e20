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

const answers: Readonly<Record<string, string>> = {
  prose: 'The committee met on Tuesday, 12 May 2024, and asked Ms. Lopez for a new plan by June. ',
  markdown:
    '## Steps\n\n1. Run `git commit -m "x"`.\n2. See [the guide](https://docs.example.com/a).\n',
  code: 'export function total(rows: Row[]): number {\n  return rows.reduce((a, b) => a + b.v, 0)\n}\n',
  'a table': '| Q3 2025 | 8,412.50 | $31,907 | 4.2 % |\n| total | 77,031.18 | $902 | 11.0 % |\n',
  'contact data':
    'Call +1 415 555 2671 before noon or write to jane.doe@example.com about order 88231. ',
}

test.each(Object.entries(answers))(
  'eight characters at most are kept back on average of %s',
  (_, text) => {
    const filter = createTextFilter(policy)
    const given = text.repeat(20)
    let kept = 0
    for (let at = 0; at < given.length; at += 5) {
      filter.push(given.slice(at, at + 5))
      kept += filter.pending
    }
    expect(kept / (given.length / 5)).toBeLessThanOrEqual(8)
  },
)

test('a chain of findings is replaced once, by the strongest that begins near its start', () => {
  const filter = createTextFilter(policy)
  const text = `to ${'a.com@'.repeat(40)}b.com now`
  expect(filter.push(text) + filter.end()).toBe('to <EMAIL> now')
})
