import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { createEdgeTable, root } from './edge-table.ts'

test('leads along every word that was added, and along no other', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ж', '漢'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), word, (words, asked) => {
      const edges = words.reduce((sum, { length }) => sum + length, 0)
      const { child, ensure, mark, isMarked } = createEdgeTable({ edges, words: words.length })
      const units = (text: string) => Array.from(text, (unit) => unit.charCodeAt(0))
      for (const one of words) mark(units(one).reduce(ensure, root))
      const node = units(asked).reduce((at, unit) => (at === 0 ? 0 : child(at, unit)), root)
      expect(node !== 0).toBe(words.some((one) => one.startsWith(asked)))
      expect(node !== 0 && isMarked(node)).toBe(words.includes(asked))
    }),
    { numRuns: 100 * times },
  )
})
