import fc from 'fast-check'
import { expect, test } from 'vitest'

import { featureCount, textFeatures, windowStride } from './features.ts'
import { createWindowReader } from './window-features.ts'
import { createWindowSums } from './window-sums.ts'

const weights = Int8Array.from({ length: featureCount }, (_, id) => ((id * 7919) % 91) - 45)
const sums = createWindowSums(weights)
const read = createWindowReader()

/** Word by word, as the training sees each window. */
function readSums(text: string): number[] {
  const features = textFeatures(text, [])
  const found: number[] = []
  for (let word = 0; word === 0 || word + windowStride < features.words; word += windowStride) {
    const { ids, values, size } = read(features, word)
    let sum = 0
    for (let at = 0; at < size; at++) sum += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0)
    found.push(sum)
  }
  return found
}

/** The largest difference between the two ways; windows that only one knows are infinitely far. */
function apart(text: string): number {
  const given = sums(textFeatures(text, []))
  const expected = readSums(text)
  if (given.length !== expected.length) return Infinity
  return Math.max(...given.map((sum, at) => Math.abs(sum - (expected[at] ?? Infinity))))
}

test('the sums of windows are those of their vectors, text after text', () => {
  const words = fc.array(fc.constantFrom('a', 'order', 'instructions', 'x1', '!', 'aaaaaaaaaa'), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(words, (all) => {
      expect(apart(all.join(' '))).toBeLessThan(0.001)
    }),
    { numRuns: 40 },
  )
})

test('a feature seen more than sixty-three times says no more', () => {
  expect(apart('aaaaaaaaaaaaaaaaaaaaaaaa '.repeat(150))).toBeLessThan(0.001)
  expect(apart('a b')).toBeLessThan(0.001)
})

test('windows of the same words are as loud as each other', () => {
  const [first, ...others] = sums(textFeatures('one two three '.repeat(100), [])).slice(1, -2)
  expect(others.every((sum) => sum === first)).toBe(true)
})
