import { expect, test } from 'vitest'

import { fraction, murmur3 } from './murmur3.ts'

test.each([
  ['test', 0, 0xba6bd213],
  ['Hello, world!', 0, 0xc0363e43],
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['ππππππππ', 0x9747b28c, 0xd58063c1],
])('%s hashes as everywhere', (text, seed, expected) => {
  expect(murmur3(text, seed)).toBe(expected)
})

test('fractions stay below one', () => {
  expect(fraction(0xffff_ffff)).toBeLessThan(1)
  expect(fraction(0)).toBe(0)
})
