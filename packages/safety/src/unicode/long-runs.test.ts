import fc from 'fast-check'
import { expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { longRuns, unitSet } from './long-runs.ts'

test('finds the runs that the pattern finds', () => {
  const run = fc.tuple(fc.constantFrom('a', 'b', '-', '.', 'é'), fc.integer({ min: 1, max: 9 }))
  const text = fc.array(run).map((runs) => runs.map(([unit, n]) => unit.repeat(n)).join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 8 }), (given, least) => {
      const expected = Array.from(given.matchAll(/[ab-]+/g), ({ 0: { length }, index: start }) => ({
        start,
        end: start + length,
      })).filter(({ start, end }) => end - start >= least)
      expect([...longRuns(given, least, unitSet(/[ab-]/))]).toEqual(expected)
    }),
    { numRuns: 100 * times },
  )
})
