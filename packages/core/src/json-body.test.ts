import { expect, test } from 'vitest'

import { GatewayError } from './errors.ts'
import { jsonBody } from './json-body.ts'

const answer = (text: string) => ({
  status: 200,
  headers: [],
  body: new TextEncoder().encode(text),
})

test('parses an object, also behind a byte order mark', () => {
  expect(jsonBody(answer('\uFEFF{"a":[1]}'))).toStrictEqual({ a: [1] })
})

test.each(['', '<html>', '[1]', '"text"', 'null', '{"a":'])('refuses %j as malformed', (text) => {
  let thrown: unknown
  try {
    jsonBody(answer(text))
  } catch (error) {
    thrown = error
  }
  expect(GatewayError.is(thrown) && [thrown.kind, thrown.details.verdict]).toStrictEqual([
    'upstream_error',
    'malformed',
  ])
})
