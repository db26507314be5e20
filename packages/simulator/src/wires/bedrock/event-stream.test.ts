import { crc32 } from 'node:zlib'

import { expect, test } from 'vitest'

import { eventStreamMessage } from './event-stream.ts'

test('frames a message with lengths and both checksums', () => {
  const bytes = eventStreamMessage({ ':event-type': 'x', ':message-type': 'event' }, { a: 'é' })
  const headerBytes = bytes.readUInt32BE(4)
  expect(bytes.readUInt32BE(0)).toBe(bytes.length)
  expect(bytes.readUInt32BE(8)).toBe(crc32(bytes.subarray(0, 8)))
  expect(bytes.readUInt32BE(bytes.length - 4)).toBe(crc32(bytes.subarray(0, -4)))
  expect(bytes.subarray(12 + headerBytes, -4).toString()).toBe('{"a":"é"}')
  expect(bytes.subarray(12, 12 + 1 + 11 + 3 + 1).toString('latin1')).toBe(
    '\u000b:event-type\u0007\u0000\u0001x',
  )
})
