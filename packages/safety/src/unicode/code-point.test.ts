import { expect, test } from 'vitest'

import { codePointAt } from './code-point.ts'
import { invisibleRuns } from './invisible.ts'
import { plainView } from './plain.ts'

/** A slice that ends within a pair; shorter ones would be copies. */
const slice = 'abcdefghijklmnopqrst\u{E0042}'.slice(0, 21)
/** Often enough for code to be compiled. */
const often = 20_000

test.each([
  ['a', [0x61]],
  ['\uffff', [0xffff]],
  ['\u{10000}', [0x10000, 0xdc00]],
  ['\u{10ffff}', [0x10ffff, 0xdfff]],
  ['\u{E0041}b', [0xe0041, 0xdc41, 0x62]],
  ['\ud83d', [0xd83d]],
  ['\ud83d\ud83d\ude00', [0xd83d, 0x1f600, 0xde00]],
  ['\ude00\ud83d', [0xde00, 0xd83d]],
  ['\udbffx', [0xdbff, 0x78]],
])('it is the character at every unit: %j', (text, codes) => {
  expect(codes.map((_, at) => codePointAt(text, at))).toEqual(codes)
  expect(codePointAt(text, text.length)).toBeNaN()
})

test('half a pair at the end of a slice stays half, however often it is read', () => {
  const codes = new Set<number>()
  for (let round = 0; round < often; round++) codes.add(codePointAt(slice, 20))
  expect([...codes]).toEqual([0xdb40])
})

test('half a pair at the end of a slice is seen, however often it is looked for', () => {
  const plain = new Set<string>()
  let hidden = 0
  for (let round = 0; round < often; round++) {
    hidden += invisibleRuns(slice).length
    plain.add(plainView(slice, false).text)
  }
  expect(hidden).toBe(0)
  expect([...plain]).toEqual([slice])
})
