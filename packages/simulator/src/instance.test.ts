import { describe, expect, test } from 'vitest'

import { makeInstance } from './instance.ts'

describe('makeInstance', () => {
  test.each<[string, unknown, unknown]>([
    [
      'a required member only',
      { type: 'object', properties: { a: { type: 'string' }, b: {} }, required: ['a'] },
      { a: 'DEMO' },
    ],
    [
      'every member without a required list',
      { type: 'object', properties: { a: { type: 'boolean' } } },
      { a: true },
    ],
    ['the first enum value', { enum: ['x', 'y'] }, 'x'],
    ['a constant', { const: 0 }, 0],
    ['the first type that is not null', { type: ['null', 'integer'] }, 1],
    [
      'the first alternative that is not null',
      { anyOf: [{ type: 'null' }, { type: 'string' }] },
      'DEMO',
    ],
    ['an integer at its minimum', { type: 'integer', minimum: 3, maximum: 5 }, 3],
    ['an integer above an exclusive minimum', { type: 'integer', exclusiveMinimum: 3 }, 4],
    ['an integer below a maximum', { type: 'integer', maximum: -2 }, -2],
    [
      'a number between close borders',
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      0.5,
    ],
    ['a multiple', { type: 'integer', minimum: 4, multipleOf: 5 }, 5],
    ['a long enough string', { type: 'string', minLength: 6 }, 'DEMOxx'],
    ['a short enough string', { type: 'string', maxLength: 2 }, 'DE'],
    ['a formatted string', { type: 'string', format: 'date' }, '2026-01-01'],
    ['different items', { type: 'array', items: { type: 'integer' }, minItems: 2 }, [1, 2]],
    ['no items where none may be', { type: 'array', items: {}, maxItems: 0 }, []],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'null' }, { const: 2 }] }, [null, 2]],
    ['upper-case types', { type: 'OBJECT', properties: { a: { type: 'STRING' } } }, { a: 'DEMO' }],
    [
      'merged parts',
      {
        allOf: [
          { properties: { a: { const: 1 } } },
          { properties: { b: { const: 2 } }, required: ['a', 'b'] },
        ],
        type: 'object',
      },
      { a: 1, b: 2 },
    ],
  ])('makes %s', (_, schema, expected) => {
    expect(makeInstance(schema)).toEqual(expected)
  })

  test('follows a local reference and ends a recursion', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            children: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
          required: ['name', 'children'],
        },
      },
    }
    const made = makeInstance(schema)
    expect(made).toMatchObject({ name: 'DEMO', children: [{ name: 'DEMO' }] })
    expect(JSON.stringify(made).length).toBeLessThan(1_000)
  })

  test.each([
    '^[a-z]{3}-\\d{2}$',
    '^(?:ab|cd)+$',
    '^#[0-9a-f]{6}$',
    '^\\S+@\\S+$',
    '^[A-Z]{2}\\d+$',
  ])('makes a string that matches %s', (pattern) => {
    expect(makeInstance({ type: 'string', pattern })).toMatch(new RegExp(pattern, 'u'))
  })
})
