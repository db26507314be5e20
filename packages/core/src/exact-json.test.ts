import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseJson, parseJsonObject, writeJson } from './exact-json.ts'
import type { JsonObject } from './json.ts'

const odd = '9007199254740993'
const twenty = '12345678901234567890'
const huge = '1234567890123456789012345'

test.each([
  `{"id":${odd},"list":[1,-${twenty},{"deep":${huge}}],"text":"${twenty}"}`,
  `[${odd},[${odd}]]`,
  `{"exact":1000000000000000000000000,"__proto__":${odd}}`,
])('%s is written as it was read', (text) => {
  expect(writeJson(parseJson(text))).toBe(text)
})

test('whoever reads a value finds numbers', () => {
  const value = parseJson(`{"id":${odd},"list":[${twenty}]}`) as JsonObject
  expect(value['id']).toBe(Number(odd))
  expect(JSON.parse(JSON.stringify(value))).toEqual({
    id: Number(odd),
    list: [Number(twenty)],
  })
})

test('parts keep their digits, and so does an object with other members', () => {
  const value = parseJson(`{"id":${odd},"inner":{"id":${twenty}}}`) as JsonObject
  expect(writeJson(value['inner'])).toBe(`{"id":${twenty}}`)
  expect(writeJson({ ...value, more: 1 })).toBe(`{"id":${odd},"inner":{"id":${twenty}},"more":1}`)
})

test('another number in their place is written as it is', () => {
  const value = parseJson(`{"id":${odd},"x":${twenty}}`) as JsonObject
  expect(writeJson({ ...value, id: 7, x: 9007199254740996 })).toBe('{"id":7,"x":9007199254740996}')
})

test('fractions are the doubles that they are', () => {
  const text = '{"vector":[-0.006929283495992422,0.12345678901234568,1e+300]}'
  expect(writeJson(parseJson(text))).toBe(text)
})

test('a text that is no object has none', () => {
  expect([parseJsonObject(''), parseJsonObject('[1]'), parseJsonObject('{')]).toEqual([
    {},
    undefined,
    undefined,
  ])
})

test('every value comes back, whatever integers are in it', () => {
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
      fc.string().map((text) => JSON.stringify(text)),
      fc.constantFrom('true', 'null', '0.5'),
      fc.array(tie('json')).map((items) => `[${items.map(String).join(',')}]`),
      fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie('json')).map(
        (fields) =>
          `{${Object.entries(fields)
            .map(([key, value]) => `"${key}":${String(value)}`)
            .join(',')}}`,
      ),
    ),
  }))
  fc.assert(
    fc.property(json, (text) => {
      const nested = `{"a":${text}}`
      expect(writeJson(parseJson(nested))).toBe(nested)
    }),
    { numRuns: 500 },
  )
})
