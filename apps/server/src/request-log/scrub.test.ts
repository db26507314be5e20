import { expect, test } from 'vitest'

import { scrub } from './scrub.ts'

test.each([
  'sk-proj-abcdefghijklmnop',
  'sk-ant-api03-abcdefghijklmnop',
  'AIzaSyA1234567890abcdefghijk',
  'AKIAIOSFODNN7EXAMPLE',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc',
  'Bearer abcdefgh12345678',
  'gsk_abcdefghijklmnop1234',
])('%s does not pass', (key) => {
  expect(scrub(`{"model":"${key}","n":1}`)).toBe('{"model":"***","n":1}')
})

test('what ids and models look like passes', () => {
  const line =
    '{"id":"019ab-7f","model":"claude-haiku-4-5","route":"task-keyboard","upstream":"req_01"}'
  expect(scrub(line)).toBe(line)
})
