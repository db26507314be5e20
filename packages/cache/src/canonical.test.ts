import { jsonObjects } from '@signalbox/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { canonical } from './canonical.ts'

test('is JSON that says the same', () => {
  fc.assert(
    fc.property(jsonObjects(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('the order of keys and absent fields make no difference, values and places do', () => {
  expect(canonical({ b: 1, a: [{ d: 2, c: undefined }] })).toBe('{"a":[{"d":2}],"b":1}')
  expect(canonical([1, '1', true, null, undefined, 2n])).toBe('[1,"1",true,null,null,2]')
  expect(canonical({ a: ['b'] })).not.toBe(canonical({ a: 'b' }))
})
