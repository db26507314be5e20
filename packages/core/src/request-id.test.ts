import { expect, test } from 'vitest'

import { newRequestId, requestIdOf } from './request-id.ts'

test('a usable id of the caller stays', () => {
  expect(requestIdOf(['x-request-id', 'a.B-9_z'], 0)).toBe('a.B-9_z')
  expect(requestIdOf(['x-request-id', 'a'.repeat(128)], 0)).toHaveLength(128)
})

test.each(['', 'a b', 'a:b', 'a\r\nb', 'é', 'a'.repeat(129)])('%j is replaced', (id) => {
  expect(requestIdOf(['x-request-id', id], 1)).toMatch(/^[\da-f-]{36}$/)
})

test('new ids are version 7: they name their time, sort by it and differ', () => {
  const id = newRequestId(0x0192_3456_789a)
  expect(id).toMatch(/^01923456-789a-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(newRequestId(2e12) < newRequestId(2e12 + 1)).toBe(true)
  expect(new Set(Array.from({ length: 100 }, () => newRequestId(5))).size).toBe(100)
})
