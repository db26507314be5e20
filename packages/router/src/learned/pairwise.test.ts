import { expect, test } from 'vitest'

import type { Example } from './example.ts'
import { pairwise } from './pairwise.ts'
import { promptFeatures } from './prompt-features.ts'

const features = promptFeatures('')

function example(id: string, scores: readonly number[]): Example {
  return {
    id,
    normal: id,
    features,
    task: undefined,
    characters: 0,
    scores: Float64Array.from(scores),
    costs: Float64Array.of(0, 1),
    weights: Float64Array.of(1, 1),
  }
}

// Weak right on 2 of 6, strong on 5 of 6; the router sends c, d, e, f, a, b to the strong one, in this order.
const rows = [
  example('a', [1, 1]),
  example('b', [1, 0]),
  example('c', [0, 1]),
  example('d', [0, 1]),
  example('e', [0, 1]),
  example('f', [0, 1]),
]
const quality = [0.1, 0, 0.9, 0.8, 0.7, 0.6].map((gain) => Float64Array.of(0, gain))

test('recovers the gap as worked by hand', () => {
  const report = pairwise(rows, quality, { weak: 0, strong: 1 })
  const recovered = [0, 1 / 3, 2 / 3, 1, 4 / 3, 4 / 3, 1]
  expect(report?.apgr).toBeCloseTo(recovered.reduce((a, b) => a + b) / 7, 12)
  expect(report?.cpt50).toBeCloseTo((100 * 2) / 6, 12)
  expect(report?.cpt80).toBeCloseTo((100 * 3) / 6, 12)
})

test('says nothing where the strong model is not better', () => {
  expect(pairwise(rows, quality, { weak: 1, strong: 0 })).toBeNull()
})

test('leaves out prompts that only one of them answered', () => {
  const report = pairwise([...rows, example('g', [NaN, 0])], [...quality, Float64Array.of(0, 5)], {
    weak: 0,
    strong: 1,
  })
  expect(report?.cpt80).toBeCloseTo(50, 12)
})
