import { createHash, createHmac } from 'node:crypto'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { hmacSha256, sha256 } from './hmac.ts'

const bytes = fc.uint8Array({ maxLength: 300 })
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')

test('sha256 agrees with the platform on any bytes', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      expect(hex(sha256(value))).toBe(createHash('sha256').update(value).digest('hex'))
    }),
  )
})

test.each([0, 55, 56, 63, 64, 119, 120, 1_000_000])('sha256 pads %d bytes right', (length) => {
  const value = new Uint8Array(length).fill(97)
  expect(hex(sha256(value))).toBe(createHash('sha256').update(value).digest('hex'))
})

test('hmac agrees with the platform for short, block-sized and long keys', () => {
  fc.assert(
    fc.property(bytes, bytes, (key, value) => {
      expect(hex(hmacSha256(key, value))).toBe(
        createHmac('sha256', key).update(value).digest('hex'),
      )
    }),
  )
})
