import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { createLiteralScan } from './aho-corasick.ts'
import { trigger, triggersOf } from './triggers.ts'

test('finds every occurrence of every literal, overlapping ones too', () => {
  const literal = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 })
  const literals = fc.uniqueArray(literal, { minLength: 1, maxLength: 8 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 40 })
  fc.assert(
    fc.property(literals, text, (all, haystack) => {
      const found: string[] = []
      createLiteralScan(all)(haystack, (index, start) => found.push(`${start} ${all[index]}`))
      const expected = all.flatMap((one) =>
        Array.from(haystack, (_, start) => start)
          .filter((start) => haystack.startsWith(one, start))
          .map((start) => `${start} ${one}`),
      )
      expect(found.toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 100 * times },
  )
})

test('triggers tell which kinds of characters a text has', () => {
  expect(triggersOf('')).toBe(0)
  expect(triggersOf('a')).toBe(trigger.letter)
  expect(triggersOf('7')).toBe(trigger.digit)
  expect(triggersOf('é')).toBe(trigger.nonAscii)
  expect(triggersOf('A@b.c:1') & trigger.upper).toBe(trigger.upper)
  expect(triggersOf('a b') & trigger.at).toBe(0)
})
