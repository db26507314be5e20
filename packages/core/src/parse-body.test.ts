import { expect, test } from 'vitest'

import { GatewayError } from './errors.ts'
import { parseBody } from './parse-body.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function refusal(body: Uint8Array): GatewayError {
  try {
    parseBody(body)
  } catch (error) {
    if (GatewayError.is(error)) return error
  }
  throw new Error('it was not refused')
}

test('reads an object, also behind a byte order mark', () => {
  expect(parseBody(bytes('{"a":[1,"é"]}'))).toEqual({ a: [1, 'é'] })
  expect(parseBody(bytes('\ufeff{"a":0}'))).toEqual({ a: 0 })
})

test.each([
  ['nothing', '', 'empty'],
  ['an array', '[]', 'JSON object'],
  ['null', 'null', 'JSON object'],
  ['a broken line', '{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3'],
  [
    'a token of another language',
    '{"a": None, "b": "Unexpected end at position 1"}',
    'valid JSON.',
  ],
  ['half an object', '{"a":', 'too early'],
  ['a body without end', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'deeper than 64'],
])('%s is the client’s mistake', (_name, text, message) => {
  const error = refusal(bytes(text))
  expect([error.kind, error.status, error.details.origin]).toEqual([
    'invalid_request',
    400,
    'client',
  ])
  expect(error.message).toContain(message)
})

test('bytes that are no UTF-8 are named as such', () => {
  expect(refusal(Uint8Array.of(0x7b, 0xff, 0x7d)).message).toContain('UTF-8')
})

test('the message never quotes the body', () => {
  const error = refusal(bytes('{"password": hunter2}'))
  expect(error.message).not.toContain('hunter2')
})
