import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createSeal } from './seal.ts'

test('reads back what it wrapped, and nothing else', () => {
  const seal = createSeal(1)
  const wrapped = seal.wrap('thinking', 'été')
  expect(seal.unwrap('thinking', wrapped)).toBe('été')
  expect(seal.unwrap('other', wrapped)).toBeUndefined()
  expect(createSeal(2).unwrap('thinking', wrapped)).toBeUndefined()
  expect(seal.unwrap('thinking', `${wrapped.slice(0, -4)}AAAA`)).toBeUndefined()
  expect(seal.unwrap('thinking', 7)).toBeUndefined()
})

test('reads back any text', () => {
  const seal = createSeal(1)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(seal.unwrap('p', seal.wrap('p', text))).toBe(text)
    }),
  )
})

test('signs in plain base64 and knows its signatures', () => {
  const seal = createSeal('a')
  const signature = seal.sign('thought', 'call')
  expect(Buffer.from(signature, 'base64').toString('base64')).toBe(signature)
  expect(seal.holds('thought', 'call', signature)).toBe(true)
  expect(seal.holds('thought', 'other', signature)).toBe(false)
})
