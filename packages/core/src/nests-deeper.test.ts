import { expect, test } from 'vitest'

import { nestsDeeper } from './nests-deeper.ts'

const nested = (levels: number, open = '[', close = ']'): unknown =>
  JSON.parse(`${open.repeat(levels)}0${close.repeat(levels)}`)

test('counts arrays and objects, wherever they stand', () => {
  expect([64, 65].map((levels) => nestsDeeper(nested(levels), 64))).toEqual([false, true])
  expect([64, 65].map((levels) => nestsDeeper(nested(levels, '{"a":', '}'), 64))).toEqual([
    false,
    true,
  ])
  expect(nestsDeeper({ a: 0, b: ['x', { __proto__: null, c: nested(62) }] }, 64)).toBe(true)
  expect([0, 'x', null, undefined].map((value) => nestsDeeper(value, 0))).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('does not follow what is too deep', () => {
  expect(nestsDeeper(nested(100_000), 64)).toBe(true)
})
