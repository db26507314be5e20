import type { JsonObject } from '@signalbox/core'
import { expect, test } from 'vitest'

import { compileSchema } from './schema.ts'

function compile(schema: JsonObject): { schema: JsonObject; lost: readonly string[] } {
  const lost: string[] = []
  return { schema: compileSchema(schema, 's', (_code, path) => lost.push(path)), lost }
}

test('objects are closed at every depth', () => {
  const leaf = { type: 'object', properties: {} }
  const closed = { ...leaf, additionalProperties: false }
  expect(
    compile({
      properties: {
        a: { type: 'array', items: leaf },
        b: { anyOf: [leaf, { $ref: '#/$defs/c' }] },
      },
      $defs: { c: { type: ['object', 'null'] } },
    }),
  ).toEqual({
    schema: {
      properties: {
        a: { type: 'array', items: closed },
        b: { anyOf: [closed, { $ref: '#/$defs/c' }] },
      },
      $defs: { c: { type: ['object', 'null'], additionalProperties: false } },
      additionalProperties: false,
    },
    lost: [],
  })
})

test('keywords the provider refuses are told in the description and reported', () => {
  expect(
    compile({
      type: 'array',
      minItems: 2,
      maxItems: 3,
      items: { type: 'string', format: 'phone' },
    }),
  ).toEqual({
    schema: {
      type: 'array',
      items: { type: 'string', description: '{format: "phone"}' },
      description: '{minItems: 2, maxItems: 3}',
    },
    lost: ['s.minItems', 's.maxItems', 's.items.format'],
  })
})

test('a property may be named like a keyword', () => {
  const schema = {
    type: 'object',
    properties: { minimum: { type: 'number' } },
    additionalProperties: false,
  }
  expect(compile(schema)).toEqual({ schema, lost: [] })
})

test('open objects and oneOf are closed and widened', () => {
  expect(
    compile({ oneOf: [{ type: 'object', additionalProperties: { type: 'string' } }] }),
  ).toEqual({
    schema: { anyOf: [{ type: 'object', additionalProperties: false }] },
    lost: ['s.0.additionalProperties'],
  })
})
