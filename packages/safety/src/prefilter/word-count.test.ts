import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createWordCount } from './word-count.ts'

test('counts whole words of each list until there are enough', () => {
  const lists = [
    ['a', 'ab', 'bab'],
    ['b', 'ba'],
  ]
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', 'A', 'é'), maxLength: 30 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), (given, enough) => {
      const words = given.match(/[a-z]+/g) ?? []
      const counts = createWordCount(lists, enough)(given)
      lists.forEach((list, index) => {
        const expected = words.filter((word) => list.includes(word)).length
        expect(Math.min(counts[index] ?? 0, enough)).toBe(Math.min(expected, enough))
      })
    }),
  )
})
