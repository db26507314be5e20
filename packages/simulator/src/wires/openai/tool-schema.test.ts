import { expect, test } from 'vitest'

import { strictSchemaFault } from './tool-schema.ts'

const leaf = { type: 'string' }

test.each<[string, unknown, RegExp]>([
  ['an open object', { type: 'object', properties: {} }, /additionalProperties/u],
  [
    'an optional member',
    { type: 'object', properties: { a: leaf }, required: [], additionalProperties: false },
    /Missing 'a'/u,
  ],
  [
    'an open object deep inside',
    { type: 'array', items: { type: 'object', properties: {} } },
    /'items'/u,
  ],
  [
    'an open definition',
    { $defs: { d: { type: ['object', 'null'], properties: {} } } },
    /'\$defs', 'd'/u,
  ],
])('refuses %s', (_, schema, fault) => {
  expect(strictSchemaFault(schema)).toMatch(fault)
})

test('accepts a closed object that requires every member', () => {
  const schema = {
    type: 'object',
    properties: { a: leaf },
    required: ['a'],
    additionalProperties: false,
  }
  expect(strictSchemaFault(schema)).toBeUndefined()
})
