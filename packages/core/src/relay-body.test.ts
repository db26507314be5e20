import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { JsonObject } from './json.ts'
import { relayBody, stringify } from './relay-body.ts'
import type { Source } from './request.ts'

function sourceOfText(text: string): Source {
  const body = JSON.parse(text) as JsonObject
  return { wire: 'w', body, bytes: new TextEncoder().encode(text), headers: [] }
}

function relayed(text: string, edits: JsonObject): string {
  const out = relayBody(sourceOfText(text), edits)
  return typeof out === 'string' ? out : new TextDecoder().decode(out)
}

const padding = 'x'.repeat(20_000)

describe('a large body', () => {
  test('passes byte for byte when nothing changes', () => {
    const text = `{ "model" : "m",\t"pad":"${padding}" , "n": 1.0 }`
    expect(relayed(text, { model: 'm' })).toBe(text)
  })

  test('keeps its text around an edit', () => {
    const text = `{ "model" : "alias",  "pad":"${padding}", "n": 1.0, "big": 12345678901234567890 }`
    expect(relayed(text, { model: 'real' })).toBe(text.replace('"alias"', '"real"'))
  })

  test.each([
    ['{"model":"a","x":[1,{"model":"b"}],"pad":"PAD"}', { x: undefined }],
    ['{"x":1,"pad":"PAD"}', { x: undefined, y: { z: [true] } }],
    ['{"pad":"PAD","x":null}', { x: undefined, pad: undefined }],
    ['{"pad":"PAD \\"},{ \\\\","x":"\\\\"}', { model: 'new', x: 'y' }],
  ])('%s is edited to what the value says', (template, edits) => {
    const text = template.replace('PAD', padding)
    const expected = { ...(JSON.parse(text) as object), ...edits }
    expect(JSON.parse(relayed(text, edits))).toEqual(JSON.parse(JSON.stringify(expected)))
  })

  test.each([
    ['a duplicate key', `{"model":"one","pad":"${padding}","model":"two"}`],
    ['an escaped key', `{"mod\\u0065l":"two","pad":"${padding}"}`],
  ])('with %s is written again from what was checked', (_name, text) => {
    expect(relayed(text, {})).toBe(JSON.stringify(JSON.parse(text)))
  })
})

test('a small body is written again from what was checked, unless a number would change', () => {
  expect(relayed('{"model":"a", "model":"b"}', {})).toBe('{"model":"b"}')
  expect(relayed('{"model":"a", "seed":12345678901234567890}', { model: 'b' })).toBe(
    '{"model":"b", "seed":12345678901234567890}',
  )
})

test('every edit of every object gives what spreading gives', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 })
  fc.assert(
    fc.property(object, object, fc.integer({ min: 0, max: 3 }), (body, edits, space) => {
      const text = JSON.stringify({ ...body, pad: padding }, undefined, space)
      const parsed = JSON.parse(text) as JsonObject
      const out = JSON.parse(relayed(text, edits)) as unknown
      expect(out).toEqual(JSON.parse(JSON.stringify({ ...parsed, ...edits })))
    }),
    { numRuns: 300 },
  )
})

test('a value that is nested too deep to write is blamed on the caller', () => {
  let deep: unknown = 1
  for (let i = 0; i < 100_000; i++) deep = [deep]
  expect(() => stringify(deep)).toThrow('nested too deep')
})
