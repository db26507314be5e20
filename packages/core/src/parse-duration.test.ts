import { expect, test } from 'vitest'

import { parseDuration } from './parse-duration.ts'

test.each([
  ['2ms', 2],
  ['1s', 1000],
  ['6m0s', 360_000],
  ['17.399999999s', 17_400],
  ['48s', 48_000],
  ['1h2m3.5s', 3_723_500],
  ['1d', 86_400_000],
  ['0s', 0],
  ['500µs', 1],
  ['900000ns', 1],
  [' 1s ', 1000],
])('%j is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '12', 's', '1s2', '-1s', '1 s', '1s,2s', 'Infinitys', '1e3s', '1y'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined()
  },
)
