import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { stepwise } from './stepwise.ts'
import { createWordScan } from './word-automaton.ts'

test('visits every place where words stand, the last first, with all of them', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '“', '漢'), minLength: 1, maxLength: 4 })
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 12 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '“', '漢', 'x'), maxLength: 30 })
  fc.assert(
    fc.property(words, text, (all, haystack) => {
      const visited: [number, readonly number[]][] = []
      const scan = stepwise(() => createWordScan(all, (places) => places)).get()
      scan(haystack, (start, standing) => visited.push([start, standing]))
      const expected = Array.from(haystack, (_, start): [number, number[]] => [
        start,
        all.flatMap((one, place) => (haystack.startsWith(one, start) ? [place] : [])),
      ]).filter(([, standing]) => standing.length > 0)
      expect(visited).toEqual(expected.toReversed())
    }),
    { numRuns: 100 * times },
  )
})

test('refuses words of more units than it has columns for', () => {
  const words = Array.from({ length: 256 }, (_, unit) => String.fromCharCode(0x4e00 + unit))
  expect(stepwise(() => createWordScan(words, () => 0)).get).toThrow(RangeError)
})
