import { describe, expect, test } from 'vitest'

import {
  bool,
  either,
  integer,
  list,
  members,
  one,
  tagged,
  text,
  verify,
  type Shape,
} from './shape.ts'

const shape: Shape = members(
  {
    name: text,
    count: integer(1, 3),
    on: bool,
    parts: list(tagged('type', { a: members({ type: text, a: text }, 'a') }), 2),
    stop: either(text, list(text)),
    mode: one('x', 'y'),
  },
  'name',
)

describe('verify', () => {
  test.each<[unknown, string, string]>([
    [{ name: 'n', extra: 1 }, 'unknown', 'extra'],
    [{}, 'missing', 'name'],
    [{ name: 1 }, 'type', 'name'],
    [{ name: 'n', count: 0 }, 'range', 'count'],
    [{ name: 'n', count: 1.5 }, 'type', 'count'],
    [{ name: 'n', mode: 'z' }, 'value', 'mode'],
    [{ name: 'n', parts: [{ type: 'b' }] }, 'value', 'parts.0.type'],
    [{ name: 'n', parts: [{ type: 'a' }] }, 'missing', 'parts.0.a'],
    [{ name: 'n', parts: [1, 2, 3] }, 'length', 'parts'],
    [{ name: 'n', stop: ['a', 1] }, 'type', 'stop.1'],
    [[], 'type', ''],
  ])('finds in %j: %s at %s', (value, fault, path) => {
    const problem = verify(value, shape)
    expect([problem?.fault, problem?.path.join('.')]).toEqual([fault, path])
  })

  test('accepts what fits', () => {
    const value = {
      name: 'n',
      count: 3,
      on: false,
      parts: [{ type: 'a', a: '' }],
      stop: ['a'],
      mode: 'x',
    }
    expect(verify(value, shape)).toBeUndefined()
  })

  test('takes null for absent only when asked', () => {
    expect(verify({ name: 'n', on: null }, shape)?.fault).toBe('type')
    expect(verify({ name: 'n', on: null }, shape, { nulls: true })).toBeUndefined()
  })

  test('reads snake_case for camelCase only when asked', () => {
    const camel = members({ topP: integer() })
    expect(verify({ top_p: 1 }, camel)?.fault).toBe('unknown')
    expect(verify({ top_p: 1 }, camel, { camel: true })).toBeUndefined()
  })
})
