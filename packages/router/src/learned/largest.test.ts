import fc from 'fast-check'
import { expect, test } from 'vitest'

import { largestOf, largestRoom } from './largest.ts'

function defined(numbers: Float32Array, k: number): number[] {
  return [...numbers.keys()]
    .filter((i) => (numbers[i] ?? 0) > 0)
    .toSorted((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b)
    .slice(0, k)
    .toSorted((a, b) => a - b)
}

test('finds the largest of any numbers, the first of equals, whatever was looked for before', () => {
  const shapes = fc.constantFrom<(random: number, i: number) => number>(
    (random) => random,
    (random) => Math.floor(4 * random) / 4,
    (random) => (random < 0.9 ? 0 : random),
    // What the sample sees is large, and all else nothing; or the other way round.
    (random, i) => (i % 8 === 0 ? 1 + random : random / 1000),
    (random, i) => (i % 8 === 0 ? 0.5 : random),
    (random, i) => (i % 8 === 0 ? random : 0),
  )
  const size = 700
  for (const k of [1, 2, 3, 60, 150]) {
    const room = largestRoom(size, k)
    const into = new Uint32Array(k)
    fc.assert(
      fc.property(
        shapes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: size, maxLength: size }),
        (shape, randoms) => {
          const numbers = Float32Array.from(randoms, shape)
          const count = largestOf(numbers, room, into)
          expect([...into.subarray(0, count)]).toEqual(defined(numbers, k))
        },
      ),
      { numRuns: 60, seed: 3 },
    )
  }
})
