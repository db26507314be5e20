import type { Source, StreamRelay } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { haveRecordings, recordedStreams, type RecordedStream } from './recorded-streams.ts'

const body = { stream_options: { include_usage: true } }

function relayed({ codec, bytes }: RecordedStream, usd?: string, cuts: readonly number[] = []) {
  const source: Source = { wire: codec.wire, body, headers: [] }
  const relay: StreamRelay | undefined = codec.relayStream?.(source, () => usd)
  if (relay === undefined) throw new Error(`${codec.wire} is not relayed`)
  const out: Uint8Array[] = []
  let from = 0
  for (const to of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    if (to > from) out.push(relay.push(bytes.subarray(from, to)))
    from = Math.max(from, to)
  }
  const error = relay.end()
  if (relay.tail !== undefined) out.push(relay.tail)
  return { error, seen: relay.seen, text: Buffer.concat(out).toString() }
}

describe.skipIf(!haveRecordings)('recorded streams that pass with their cost', () => {
  test('differ from those without one in it alone, wherever they are cut', () => {
    const priced = new Map<string, number>()
    const streams = recordedStreams().filter(({ codec }) => codec.relayStream !== undefined)
    for (const stream of streams) {
      const plain = relayed(stream)
      const told = relayed(stream, '0.125')
      // Some providers tell a cost of their own; ours stands in its place.
      const [mine = '', theirs = ''] = [told.text, plain.text].map((text) =>
        text.replaceAll(/,?"cost": ?[\d.e-]+/g, ''),
      )
      expect(mine).toBe(theirs)
      const isWhole = told.error === undefined && told.seen.usage !== undefined
      const isTold = told.text.includes('"cost":0.125') || told.text.includes('"cost": 0.125')
      // A stream that is cut may have told it already.
      expect([stream.file, isWhole && !isTold]).toEqual([stream.file, false])
      if (isTold) priced.set(stream.codec.wire, (priced.get(stream.codec.wire) ?? 0) + 1)
      const { length } = stream.bytes
      fc.assert(
        fc.property(fc.array(fc.nat({ max: length }), { maxLength: 6 }), (cuts) => {
          expect(relayed(stream, '0.125', cuts).text).toBe(told.text)
        }),
        { numRuns: 5 },
      )
    }
    expect([...priced.keys()].toSorted()).toEqual([
      'anthropic-messages',
      'google-generate',
      'openai-chat',
      'openai-responses',
    ])
  }, 60_000)
})
