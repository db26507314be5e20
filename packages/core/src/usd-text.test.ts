import { expect, test } from 'vitest'

import { usdText } from './usd-text.ts'

test.each([
  [0n, '0'],
  [1n, '0.000000001'],
  [1_500_000_000n, '1.5'],
  [-2_000_000_010n, '-2.00000001'],
  [123_456_789_012_345_678_901n, '123456789012.345678901'],
])('%s nano-USD are %s USD', (nanoUsd, text) => {
  expect(usdText(nanoUsd)).toBe(text)
})
