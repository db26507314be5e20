import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { relayStream } from './relay.ts'

const head = `event: message_start
data: {"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":5,"cache_read_input_tokens":0,"output_tokens":1}}}

`
const body = `: a comment

event: ping
data: {"type": "ping"}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\\"type\\":\\"error\\" 🚦 é"}}

event: message_delta
data: {"type": "message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"output_tokens":9,"cache_read_input_tokens":3}  }

`
const tail = `event: message_stop
data: {"type":"message_stop"  }

`
const encoder = new TextEncoder()

function pass(text: string, cuts: readonly number[] = []) {
  const bytes = encoder.encode(text)
  const at = [...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted((a, b) => a - b)
  const relay = relayStream()
  const out = at.map((end, index) => relay.push(bytes.subarray(at[index - 1] ?? 0, end)))
  return { text: Buffer.concat(out).toString(), error: relay.end(), seen: relay.seen }
}

describe('the relay', () => {
  test('passes every byte and sees id, usage and ending at any split', () => {
    const whole = head + body + tail
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (cuts) => {
        const { text, error, seen } = pass(whole, cuts)
        expect(text).toBe(whole)
        expect(error).toBeUndefined()
        expect(seen).toMatchObject({
          id: 'msg_1',
          finish: { reason: 'length', native: 'max_tokens' },
          usage: {
            input: { uncached: 5, cacheRead: 3 },
            output: { text: 9 },
          },
        })
        expect(seen.error).toBeUndefined()
      }),
      { numRuns: 200 },
    )
  })

  test('hands back the very array it was given', () => {
    const bytes = encoder.encode(head)
    expect(relayStream().push(bytes)).toBe(bytes)
  })

  test.each([
    ['nothing', ''],
    ['the start', head],
    ['all but the last event', head + body],
    ['half of the last event', head + body + tail.slice(0, 30)],
  ])('calls a stream of %s truncated', (_, text) => {
    const { error, seen } = pass(text)
    expect(error).toMatchObject({ kind: 'upstream_error', details: { verdict: 'truncated' } })
    expect(seen.error).toBe(error)
  })

  test('sees an error event, and never calls such a stream clean', () => {
    const failure =
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"full"}}\n\n'
    const { text, error } = pass(head + failure)
    expect(text).toBe(head + failure)
    expect(error).toMatchObject({ kind: 'overloaded', message: 'full' })
  })

  test('lets an event it cannot read pass', () => {
    const broken = 'event: message_delta\ndata: {"type":"message_delta",\n\n'
    expect(pass(head + broken + tail)).toMatchObject({
      text: head + broken + tail,
      error: undefined,
    })
  })
})
