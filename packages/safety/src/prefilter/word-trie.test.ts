import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createWordTrie } from './word-trie.ts'

test('leads from any place to the longest word that stands there', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '“', '漢'), minLength: 1, maxLength: 4 })
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 12 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '“', '漢', 'x'), maxLength: 30 })
  fc.assert(
    fc.property(words, text, (all, haystack) => {
      const { columns, rows, shift, ends } = createWordTrie(all)
      const longestAt = (at: number) => {
        let longest = 0
        for (let node = 0, next = at; next < haystack.length; next++) {
          node = rows[(node << shift) + (columns[haystack.charCodeAt(next)] ?? 0)] ?? 0
          if (node === 0) break
          longest = ends[node] || longest
        }
        return all[longest - 1]
      }
      for (let at = 0; at < haystack.length; at++) {
        const standing = all.filter((one) => haystack.startsWith(one, at))
        expect(longestAt(at)).toBe(standing.toSorted((a, b) => b.length - a.length)[0])
      }
    }),
  )
})

test('refuses words of more units than it has columns for', () => {
  const words = Array.from({ length: 256 }, (_, unit) => String.fromCharCode(0x4e00 + unit))
  expect(() => createWordTrie(words)).toThrow(RangeError)
})
