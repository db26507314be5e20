import fc from 'fast-check'
import { expect, test } from 'vitest'

import { borders, splitBytes, thinned } from './byte-splits.ts'
import { mutated, mutations, withUnknownFields } from './json-mutation.ts'

const body = { model: 'm', messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }

test('replaces the value at a place, or removes it', () => {
  expect(mutated(body, [{ place: 0, value: 5 }])).toStrictEqual({ ...body, model: 5 })
  expect(mutated(body, [{ place: 0, value: undefined }])).toStrictEqual({
    messages: body.messages,
  })
})

test('reaches every place and never changes the original', () => {
  const before = structuredClone(body)
  const seen = new Set<string>()
  fc.assert(
    fc.property(mutations(), (changes) => {
      seen.add(JSON.stringify(mutated(body, changes)))
    }),
    { numRuns: 300 },
  )
  expect(seen.size).toBeGreaterThan(50)
  expect(body).toStrictEqual(before)
})

test('adds an unknown field to the chosen objects only', () => {
  const changed = withUnknownFields(body, (path) => path === '' || path === 'messages.0')
  const extra = { a_field_from_the_future: { a: [1] } }
  expect(changed).toStrictEqual({
    ...body,
    ...extra,
    messages: [{ ...body.messages[0], ...extra }],
  })
})

test('chunks put together are the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), borders(), (bytes, shares) => {
      expect(splitBytes(bytes, shares).flatMap((chunk) => [...chunk])).toStrictEqual([...bytes])
    }),
  )
})

test('thinning keeps the last places', () => {
  const places = Array.from({ length: 100 }, (_, index) => index)
  const kept = thinned(places, 10)
  expect(kept.slice(-8)).toStrictEqual(places.slice(-8))
  expect(kept.length).toBeLessThan(20)
})
