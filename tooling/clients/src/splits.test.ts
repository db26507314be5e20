import { anthropic } from '@signalbox/adapters-anthropic'
import { bedrock } from '@signalbox/adapters-bedrock'
import { cohere } from '@signalbox/adapters-cohere'
import { google } from '@signalbox/adapters-google'
import { openai } from '@signalbox/adapters-openai'
import { codecFor, type ChatCodec, type ChatRequest, type StreamEvent } from '@signalbox/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import { providerStreams } from './provider-streams.ts'
import { providerWires } from './stage.ts'

/** 10⁵ in all. */
const splitsPerWire = Math.ceil(100_000 / providerWires.length)

const codecs: Readonly<Record<(typeof providerWires)[number], ChatCodec>> = {
  'openai-chat': codecFor(openai(), 'openai-chat'),
  'openai-responses': codecFor(openai(), 'openai-responses'),
  'anthropic-messages': codecFor(anthropic()),
  'google-generate': codecFor(google()),
  'bedrock-converse': codecFor(bedrock({ region: 'r' })),
  'cohere-chat': codecFor(cohere()),
}
const request: ChatRequest = {
  operation: 'chat',
  model: 'm',
  messages: [],
  stream: true,
  streamUsage: true,
}

let streams: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  streams = new Map((await providerStreams()).map(({ wire, bytes }) => [wire, bytes]))
})

describe.each(providerWires)('%s', (wire) => {
  test(`${String(splitsPerWire)} splits give the same events`, () => {
    const bytes = streams.get(wire) ?? new Uint8Array()
    const whole = decode(codecs[wire], bytes, [])
    expect(whole.length).toBeGreaterThan(5)
    const expected = JSON.stringify(whole)
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length }), { maxLength: 8 }), (cuts) => {
        expect(JSON.stringify(decode(codecs[wire], bytes, cuts))).toBe(expected)
      }),
      { numRuns: splitsPerWire },
    )
  }, 120_000)
})

function decode(
  codec: ChatCodec,
  bytes: Uint8Array,
  cuts: readonly number[],
): readonly StreamEvent[] {
  const framer = codec.framing()
  const decoder = codec.decodeStream(request)
  const events: StreamEvent[] = []
  let from = 0
  for (const to of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    for (const frame of framer.push(bytes.subarray(from, to))) events.push(...decoder.push(frame))
    from = to
  }
  for (const frame of framer.end()) events.push(...decoder.push(frame))
  return [...events, ...decoder.end()]
}
