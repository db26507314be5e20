import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Frame } from './adapter.ts'
import { sseFramer } from './sse-framer.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function framesOf(chunks: readonly Uint8Array[]): readonly Frame[] {
  const framer = sseFramer()
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()]
}

function cut(bytes: Uint8Array, borders: readonly number[]): readonly Uint8Array[] {
  const places = [...new Set(borders.map((border) => border % (bytes.length + 1)))]
  const sorted = [0, ...places.toSorted((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((to, index) => bytes.subarray(sorted[index], to))
}

const piece = fc.oneof(
  fc.constantFrom('data:', 'data: ', 'data', 'event: ', 'event:', ': note', 'id: 1', 'retry: 3'),
  fc.constantFrom(
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\r\n\r\n',
    '\r\r',
    ' ',
    ':',
    'x',
    '{"a":1}',
    'é',
    '漢',
  ),
  fc.constant('🙂'),
)

test('agrees with eventsource-parser on any text and any byte split', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.array(fc.nat(400), { maxLength: 8 }),
      (pieces, borders) => {
        const text = `${pieces.join('')}\n\n`
        const expected: Frame[] = []
        const parser = createParser({
          onEvent: ({ event, data }) =>
            void expected.push(event === undefined ? { data } : { event, data }),
        })
        parser.feed(text)
        expect(framesOf(cut(bytesOf(text), borders))).toStrictEqual(expected)
      },
    ),
    { numRuns: 500 },
  )
})

test('gives an event as soon as a carriage return ends it', () => {
  const framer = sseFramer()
  expect(framer.push(bytesOf('data: a\r\n\r'))).toStrictEqual([{ data: 'a' }])
  expect(framer.push(bytesOf('\ndata: b\r\r'))).toStrictEqual([{ data: 'b' }])
})

test('an empty chunk between carriage return and line feed changes nothing', () => {
  const chunks = ['data: a\r', '', '\n', 'data: b\n\n'].map(bytesOf)
  expect(framesOf(chunks)).toStrictEqual([{ data: 'a\nb' }])
})

test('skips a byte order mark that comes in pieces', () => {
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytesOf('data: a\n\n'))
  expect(framesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toStrictEqual([{ data: 'a' }])
})

test('comments, also glued to data, are no events', () => {
  expect(framesOf([bytesOf(': ping\n\n: x\ndata: a\n\n:\n\n')])).toStrictEqual([{ data: 'a' }])
})

test('the last event needs no blank line', () => {
  expect(framesOf([bytesOf('event: done\ndata: {"a":1}\n')])).toStrictEqual([
    { event: 'done', data: '{"a":1}' },
  ])
  expect(framesOf([bytesOf('data: [DONE]')])).toStrictEqual([{ data: '[DONE]' }])
})

test.each(['data: {"a":', 'data: {"a":"é', 'data: [DO', 'data: {"a":1}\ndata: {"b', 'event: x'])(
  'half a line at the end (%j) is a cut, not an event',
  (text) => {
    expect(framesOf([bytesOf(text)])).toStrictEqual([])
  },
)

test('takes time in proportion to one event of 10 MB in small chunks', () => {
  const bytes = bytesOf(`data: ${'x'.repeat(10_000_000)}\n\n`)
  const chunks = Array.from({ length: Math.ceil(bytes.length / 1400) }, (_, index) =>
    bytes.subarray(index * 1400, (index + 1) * 1400),
  )
  const before = performance.now()
  expect(framesOf(chunks)[0]?.data.length).toBe(10_000_000)
  expect(performance.now() - before).toBeLessThan(2000)
})

test('takes time in proportion to many short lines in one chunk without carriage returns', () => {
  const bytes = bytesOf('data: {"a":1}\n\n'.repeat(200_000))
  const before = performance.now()
  expect(framesOf([bytes])).toHaveLength(200_000)
  expect(performance.now() - before).toBeLessThan(2000)
})

test('an event that never ends is refused before it fills the memory', () => {
  const framer = sseFramer()
  const large = new Uint8Array(8 * 1024 * 1024).fill(120)
  const push = () => {
    for (let i = 0; i < 5; i++) framer.push(large)
  }
  expect(push).toThrow('too long')
})
