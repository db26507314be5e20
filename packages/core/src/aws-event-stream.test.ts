import { existsSync, readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Frame } from './adapter.ts'
import { eventStreamFramer } from './aws-event-stream.ts'
import { GatewayError } from './errors.ts'

type Header = readonly [name: string, type: number, value: Uint8Array]

const bytesOf = (text: string) => new TextEncoder().encode(text)
const text = (name: string, value: string): Header => [name, 7, bytesOf(value)]

function message(headers: readonly Header[], payload: string): Uint8Array {
  const fields = Buffer.concat(
    headers.map(([name, type, value]) => {
      const size = Buffer.alloc(type === 6 || type === 7 ? 2 : 0)
      if (size.length > 0) size.writeUInt16BE(value.length)
      return Buffer.concat([Buffer.of(name.length), bytesOf(name), Buffer.of(type), size, value])
    }),
  )
  const body = bytesOf(payload)
  const bytes = Buffer.alloc(16 + fields.length + body.length)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.writeUInt32BE(fields.length, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8)
  bytes.set(fields, 12)
  bytes.set(body, 12 + fields.length)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4)
  return bytes
}

function framesOf(bytes: Uint8Array, size: number): readonly Frame[] {
  const framer = eventStreamFramer()
  const frames: Frame[] = []
  for (let from = 0; from < bytes.length; from += size)
    frames.push(...framer.push(bytes.subarray(from, from + size)))
  return [...frames, ...framer.end()]
}

test('gives the same frames whatever the byte split', () => {
  const frame = fc.record({ event: fc.string({ maxLength: 20 }), data: fc.string() })
  fc.assert(
    fc.property(fc.array(frame), fc.integer({ min: 1, max: 70 }), (frames, size) => {
      const bytes = Buffer.concat(
        frames.map(({ event, data }) => message([text(':event-type', event)], data)),
      )
      expect(framesOf(bytes, size)).toEqual(frames)
    }),
  )
})

test('skips header values of every other type', () => {
  const others: readonly Header[] = [0, 0, 1, 2, 4, 8, 3, undefined, 8, 16].flatMap((size, type) =>
    size === undefined ? [] : [[`h${type}`, type, new Uint8Array(size)]],
  )
  const bytes = message([...others, text(':event-type', 'metadata')], '{}')
  expect(framesOf(bytes, 1000)).toStrictEqual([{ event: 'metadata', data: '{}' }])
})

test('names exceptions by their type and errors by their code', () => {
  const exception = message(
    [text(':message-type', 'exception'), text(':exception-type', 'throttlingException')],
    '{"message":"slow"}',
  )
  const error = message(
    [
      text(':message-type', 'error'),
      text(':error-code', 'InternalError'),
      text(':error-message', 'broken'),
    ],
    '',
  )
  expect(framesOf(Buffer.concat([exception, error]), 1000)).toStrictEqual([
    { event: 'throttlingException', data: '{"message":"slow"}' },
    { event: 'InternalError', data: '{"message":"broken"}' },
  ])
})

test('one flipped bit anywhere is never a frame', () => {
  const good = message([text(':event-type', 'x')], '{"a":1}')
  for (let at = 0; at < good.length * 8; at++) {
    const bad = Uint8Array.from(good)
    bad[at >> 3]! ^= 1 << (at & 7)
    let thrown: unknown
    try {
      framesOf(bad, 1000)
    } catch (caught) {
      thrown = caught
    }
    expect(GatewayError.is(thrown) && thrown.details.verdict).toBe('malformed')
  }
})

test('half a message at the end is dropped', () => {
  const good = message([text(':event-type', 'x')], '{"a":1}')
  expect(framesOf(good.subarray(0, -1), 5)).toStrictEqual([])
})

const folder = new URL(
  '../../../../shared/fixtures/recordings/bedrock/converse-stream/',
  import.meta.url,
)

describe.skipIf(!existsSync(folder))('recorded streams', () => {
  test('every frame holds JSON and the last is the metadata', () => {
    const file = new URL('0001.json', folder)
    const recording: { eventStreamBase64: string } = JSON.parse(readFileSync(file, 'utf8'))
    const frames = framesOf(Buffer.from(recording.eventStreamBase64, 'base64'), 100)
    expect(frames.map(({ data }) => typeof JSON.parse(data))).not.toContain('string')
    expect(frames.at(-1)?.event).toBe('metadata')
  })
})
