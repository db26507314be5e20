import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ndjsonFramer } from './ndjson-framer.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('gives one frame per line, whatever the byte split', () => {
  fc.assert(
    fc.property(
      fc.array(fc.json()),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (lines, size, cr) => {
        const bytes = bytesOf(lines.map((line) => line + (cr ? '\r\n' : '\n')).join(''))
        const framer = ndjsonFramer()
        const frames = []
        for (let from = 0; from < bytes.length; from += size)
          frames.push(...framer.push(bytes.subarray(from, from + size)))
        frames.push(...framer.end())
        expect(frames.map((frame) => JSON.parse(frame.data))).toStrictEqual(
          lines.map((line) => JSON.parse(line)),
        )
      },
    ),
  )
})

test('skips blank lines', () => {
  expect(ndjsonFramer().push(bytesOf('\n  \r\n{"a":1}\n\n'))).toStrictEqual([{ data: '{"a":1}' }])
})

test('the last line needs no end, half a line is a cut', () => {
  const whole = ndjsonFramer()
  whole.push(bytesOf('{"done":true}'))
  expect(whole.end()).toStrictEqual([{ data: '{"done":true}' }])
  const half = ndjsonFramer()
  half.push(bytesOf('{"done":'))
  expect(half.end()).toStrictEqual([])
})
