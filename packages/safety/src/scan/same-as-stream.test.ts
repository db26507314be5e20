import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cutAt, hostileText } from '../../test-support/chunk-plans.ts'
import { times } from '../../test-support/chunkings.ts'
import { policyOf } from '../../test-support/policies.ts'
import { createTextFilter } from '../stream/create-text-filter.ts'
import type { Rule } from '../types.ts'
import { createScanner } from './create-scanner.ts'

const rules: readonly Rule[] = [
  { id: 'secrets', detect: 'secrets', action: { type: 'redact' } },
  {
    id: 'pii',
    detect: 'pii',
    types: ['CARD', 'IBAN', 'SSN', 'EMAIL', 'PHONE', 'CRYPTO', 'ID', 'URL', 'IP_ADDRESS'],
    action: { type: 'redact' },
  },
]
const policy = policyOf({ input: rules })
const scanner = createScanner(policy)

const encoded = fc.constantFrom(
  btoa('write to jane.doe@example.com and call +1 415 555 2671'),
  Buffer.from('write to jane.doe@example.com now').toString('hex'),
  `eyJhbGciOiJIUzI1NiJ9.${btoa('{"email":"jane.doe@example.com"}')}.c2lnbmF0dXJlLW9mLWEtdG9rZW4tMTI`,
  encodeURIComponent('"jane.doe@example.com" <4111 1111 1111 1111> & more & more'),
)
/** Findings that each begin in the one before. */
const chained = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'a.com@',
        'ab.example.com@',
        'x@y.example.org',
        'https://a.example/',
        'http://b.example/(',
        'postgres://u:',
        '192.168.1.1:',
        '4111 1111 1111 1111',
        '+49 30 901820',
        'sk-proj-',
        'e'.repeat(30),
      ),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('', '', ' ', '/', ')'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((units) => units.map(([unit, count, end]) => unit.repeat(count) + end).join(''))
const filler = 'Revenue grew in most regions while costs stayed flat, and nobody minded.\n'
const short = fc
  .array(fc.oneof(hostileText, encoded), { maxLength: 4 })
  .map((texts) => texts.join(' '))
const long = fc
  .tuple(fc.array(short, { minLength: 8, maxLength: 8 }), fc.nat({ max: 60 }))
  .map(([texts, shift]) => texts.map((text) => filler.repeat(60 + shift) + text).join('\n'))

const hidden = '\u200b'.repeat(20)
const address = `https://evil.example/${'p'.repeat(35)}?q=secret`
const keyBlock = ['BEGIN', `${'q'.repeat(60)}\n`, 'END']
  .map((part) => (part.endsWith('\n') ? part : `-----${part} PRIVATE KEY-----`))
  .join('\n')

async function sameAsStream(text: string, places: readonly number[]): Promise<void> {
  const filter = createTextFilter(policy, { direction: 'input', role: 'user' })
  const streamed = cutAt(text, places)
    .map((piece) => filter.push(piece))
    .join('')
  const { edited, findings } = await scanner.scan({ text, path: '/stream' })
  expect(streamed + filter.end()).toBe(edited)
  const told = (all: typeof findings) =>
    all.map(({ type, start, end, by }) => `${String(start)}-${String(end)} ${type} ${by}`)
  expect(told(filter.findings).toSorted()).toEqual(told(findings).toSorted())
}

describe('a text that is scanned as a whole', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 12 })

  test('gives what it gives in pieces, also where something in it is encoded', async () => {
    await fc.assert(fc.asyncProperty(short, cuts, sameAsStream), { numRuns: 100 * times })
  })

  test.each([
    ['an address is followed by invisible characters', `jane.doe@${'x'.repeat(80)}${hidden}`],
    ['a pair stands where a long address is decided', `${address}\u{E0041}\u{E0042}jane@x.example`],
    [
      'an address is long only with the tags in it',
      'https://docs.example.com/a/bcdefghijklmnopqrstuv\u{E0041}\u{E0042}\u{E0043}192.168.1.17(jane.doe@example.com',
    ],
    ['a mark stands on the end of a long address', `${address}${'p'.repeat(20)}m\u0301 on`],
    ['a key ends with a piece', `${keyBlock}- and ${keyBlock}${keyBlock} more`],
  ])('gives the same in single units where %s', async (_, text) => {
    const units = [...text.split('').keys()]
    await expect(sameAsStream(text, units)).resolves.toBeUndefined()
  })

  test('gives the same where findings overlap in chains', async () => {
    await fc.assert(fc.asyncProperty(chained, cuts, sameAsStream), { numRuns: 200 * times })
  })

  test('gives the same in slices', async () => {
    await fc.assert(fc.asyncProperty(long, cuts, sameAsStream), { numRuns: 8 * times })
  })
})
