import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { jsonSchemaOf } from './json-schema.ts'
import { inlineSchema } from './schema.ts'
import { subsetSchema } from './subset-schema.ts'

describe('inlining', () => {
  test('local references are replaced, with what stood beside them on top', () => {
    const { schema, losses } = inlineSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'x',
      type: 'object',
      properties: {
        a: { $ref: '#/$defs/A', description: 'mine' },
        b: { type: 'array', items: { $ref: '#/definitions/B~1b' } },
        c: { $ref: '#/properties/a' },
      },
      $defs: { A: { type: 'string', description: 'theirs', const: 'k' } },
      definitions: { 'B/b': { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] } },
    })
    const a = { type: 'string', description: 'theirs', const: 'k' }
    expect(schema).toEqual({
      type: 'object',
      properties: {
        a: { ...a, description: 'mine' },
        b: { type: 'array', items: { anyOf: [a, { type: 'null' }] } },
        c: { ...a, description: 'mine' },
      },
    })
    expect(losses).toEqual([])
  })

  test('recursion ends at an open schema and is reported', () => {
    const { schema, losses } = inlineSchema({
      $ref: '#/$defs/Node',
      $defs: {
        Node: {
          type: 'object',
          properties: { next: { $ref: '#/$defs/Node' }, self: { $ref: '#' } },
        },
      },
    })
    expect(schema).toEqual({
      type: 'object',
      properties: { next: { type: 'object' }, self: {} },
    })
    expect(losses).toHaveLength(2)
  })

  test('an explosion of references is cut off', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `d${String(i)}`,
        { anyOf: [{ $ref: `#/$defs/d${String(i + 1)}` }, { $ref: `#/$defs/d${String(i + 1)}` }] },
      ]),
    )
    const { losses } = inlineSchema({ $ref: '#/$defs/d0', $defs })
    expect(losses).toContain('a schema this large')
  })

  test('properties named like keywords and literal data are left alone', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: {
        $id: { type: 'string' },
        $ref: { type: 'string' },
        $schema: { type: 'string' },
      },
      default: { $ref: '#/nowhere', $id: 1 },
      enum: [{ $schema: 'kept' }],
    }
    expect(inlineSchema(schema)).toEqual({ schema, losses: [] })
  })

  test('references to elsewhere are lost, not sent', () => {
    const { schema, losses } = inlineSchema({ $ref: 'https://example.test/s', title: 't' })
    expect(schema).toEqual({ title: 't' })
    expect(losses).toEqual(['the reference https://example.test/s'])
  })

  test('a property named __proto__ stays a property', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as JsonObject
    expect(JSON.stringify(inlineSchema(schema).schema)).toBe(JSON.stringify(schema))
  })
})

describe('the subset', () => {
  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['types', { type: 'integer', minimum: 1 }, { type: 'INTEGER', minimum: 1 }, []],
    ['nullable lists', { type: ['string', 'null'] }, { type: 'STRING', nullable: true }, []],
    ['const', { const: 'a' }, { type: 'STRING', format: 'enum', enum: ['a'] }, []],
    ['numbers as enum', { type: 'integer', enum: [1, 2] }, { type: 'INTEGER' }, ['enum']],
    [
      'alternatives with null',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { type: 'STRING', nullable: true },
      [],
    ],
    [
      'oneOf',
      { oneOf: [{ type: 'string' }, { type: 'number' }] },
      { anyOf: [{ type: 'STRING' }, { type: 'NUMBER' }] },
      [],
    ],
    [
      'allOf',
      {
        allOf: [
          { properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
        ],
      },
      {
        type: 'OBJECT',
        properties: { a: { type: 'STRING' }, b: { type: 'STRING' } },
        required: ['a', 'b'],
      },
      [],
    ],
    ['closed objects', { type: 'object', additionalProperties: false }, { type: 'OBJECT' }, []],
    ['formats', { type: 'string', format: 'uri' }, { type: 'STRING' }, []],
    [
      'what it cannot say',
      { type: 'array', uniqueItems: true, exclusiveMinimum: 3 },
      { type: 'ARRAY', minimum: 3 },
      ['uniqueItems', 'exclusiveMinimum'],
    ],
  ])('%s', (_name, schema, expected, losses) => {
    expect(subsetSchema(schema)).toEqual({ schema: expected, losses })
  })
})

describe('reading Google schemas', () => {
  test('uppercase types, nullable, string counts and snake names become JSON Schema', () => {
    expect(
      jsonSchemaOf({
        type: 'OBJECT',
        properties: {
          type: { type: 'STRING', nullable: true, enum: ['A'] },
          list: { type: 'ARRAY', items: { type: 'INTEGER' }, min_items: '2' },
          any: { any_of: [{ type: 'NUMBER' }, { type: 'STRING' }], nullable: true },
        },
        propertyOrdering: ['type'],
      }),
    ).toEqual({
      type: 'object',
      properties: {
        type: { type: ['string', 'null'], enum: ['A', null] },
        list: { type: 'array', items: { type: 'integer' }, minItems: 2 },
        any: { anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'null' }] },
      },
    })
  })
})
