import { collect, type ChatRequest, type JsonObject, type StreamEvent } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeMessage } from '../dialects/messages-reply.ts'
import { decodeStream } from './stream.ts'

const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }

function decode(...events: readonly JsonObject[]): readonly StreamEvent[] {
  const decoder = decodeStream(chat)
  return [
    ...events.flatMap((event) =>
      decoder.push({ event: event['type'] as string, data: JSON.stringify(event) }),
    ),
    ...decoder.end(),
  ]
}

const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm-1',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 5, cache_read_input_tokens: 0, output_tokens: 1 },
  },
}
const opened = (index: number, content_block: JsonObject) => ({
  type: 'content_block_start',
  index,
  content_block,
})
const delta = (index: number, fields: JsonObject) => ({
  type: 'content_block_delta',
  index,
  delta: fields,
})
const close = (index: number) => ({ type: 'content_block_stop', index })
const last = (
  stop_reason: string,
  more: JsonObject = {},
  usage: JsonObject = { output_tokens: 9 },
) => ({
  type: 'message_delta',
  delta: { stop_reason, stop_sequence: null, ...more },
  usage,
})
const stop = { type: 'message_stop' }

const rich = [
  start,
  { type: 'ping' },
  opened(0, { type: 'thinking', thinking: '', signature: '' }),
  delta(0, { type: 'thinking_delta', thinking: 'h' }),
  delta(0, { type: 'thinking_delta', thinking: 'm' }),
  delta(0, { type: 'signature_delta', signature: 'c2ln' }),
  close(0),
  opened(1, { type: 'redacted_thinking', data: 'cmVk' }),
  close(1),
  opened(2, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
  delta(2, { type: 'input_json_delta', partial_json: '{"query":' }),
  delta(2, { type: 'input_json_delta', partial_json: '"q"}' }),
  close(2),
  opened(3, { type: 'web_search_tool_result', tool_use_id: 's', content: [{ url: 'u' }] }),
  close(3),
  opened(4, { type: 'text', text: '', citations: [] }),
  delta(4, { type: 'text_delta', text: 'so' }),
  delta(4, { type: 'citations_delta', citation: { type: 'web_search_result_location', url: 'u' } }),
  close(4),
  opened(5, { type: 'compaction', content: null }),
  delta(5, { type: 'compaction_delta', content: 'short' }),
  close(5),
  opened(6, { type: 'tool_use', id: 'a', name: 'f', input: {}, caller: { type: 'direct' } }),
  delta(6, { type: 'input_json_delta', partial_json: '' }),
  delta(6, { type: 'input_json_delta', partial_json: '{"x":1}' }),
  close(6),
  opened(7, { type: 'tool_use', id: 'b', name: 'g', input: {} }),
  close(7),
  last(
    'tool_use',
    { container: { id: 'c' } },
    { input_tokens: 7, cache_read_input_tokens: 3, output_tokens: 9 },
  ),
  stop,
]

describe('a stream of every block', () => {
  test('collects to the message that the official SDK accumulates', () => {
    expect(encodeMessage(collect(decode(...rich)))).toEqual({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm-1',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 'c2ln' },
        { type: 'redacted_thinking', data: 'cmVk' },
        { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'q' } },
        { type: 'web_search_tool_result', tool_use_id: 's', content: [{ url: 'u' }] },
        { type: 'text', text: 'so', citations: [{ type: 'web_search_result_location', url: 'u' }] },
        { type: 'compaction', content: 'short' },
        { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 }, caller: { type: 'direct' } },
        { type: 'tool_use', id: 'b', name: 'g', input: {} },
      ],
      stop_reason: 'tool_use',
      stop_sequence: null,
      container: { id: 'c' },
      usage: { input_tokens: 7, cache_read_input_tokens: 3, output_tokens: 9 },
    })
  })

  test('numbers its parts without gaps and closes each one', () => {
    const events = decode(...rich)
    const starts = events.flatMap((event) => (event.type === 'part-start' ? [event.index] : []))
    const closed = events.flatMap((event) => (event.type === 'part-end' ? [event.index] : []))
    expect(starts).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(closed).toEqual(starts)
  })

  test('signs its tokens with the answering model', () => {
    const token = decode(...rich).flatMap((event) =>
      event.type === 'part-patch' ? [event.fields.continuity] : [],
    )[0]
    expect(token).toEqual({
      data: 'c2ln',
      kind: 'signature',
      issuer: { wire: 'anthropic-messages', provider: '', model: 'm-1' },
    })
  })

  test('is an error wherever it is cut', () => {
    for (let kept = 0; kept < rich.length; kept++) {
      const events = decode(...rich.slice(0, kept))
      expect(events.at(-1)).toMatchObject({
        type: 'error',
        error: {
          kind: 'upstream_error',
          details: { verdict: 'truncated', ran: 'yes', scope: 'target' },
        },
      })
      expect(events.some(({ type }) => type === 'finish')).toBe(false)
      const begun = events.filter(({ type }) => type === 'part-start').length
      expect(events.filter(({ type }) => type === 'part-end').length).toBe(begun)
    }
  })
})

describe('the stream decoder', () => {
  test('merges usage field by field, the later value over the earlier, never adding', () => {
    const usages = decode(
      start,
      last('end_turn', {}, { output_tokens: 9, input_tokens: null }),
      stop,
    ).flatMap((event) => (event.type === 'usage' ? [event.usage.raw] : []))
    expect(usages.at(-1)).toEqual({ input_tokens: 5, cache_read_input_tokens: 0, output_tokens: 9 })
  })

  test('takes tool input that came whole with the start', () => {
    const events = decode(
      start,
      opened(0, { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } }),
      close(0),
    )
    expect(events).toContainEqual({ type: 'part-delta', candidate: 0, index: 0, text: '{"x":1}' })
  })

  test('lets calls decide that tools were called, whatever the provider’s word', () => {
    const events = decode(
      start,
      opened(0, { type: 'tool_use', id: 'a', name: 'f', input: {} }),
      close(0),
      last('end_turn'),
      stop,
    )
    expect(events.at(-1)).toMatchObject({ finish: { reason: 'tool-calls', native: 'end_turn' } })
  })

  test('keeps the details of a refusal and the stop sequence', () => {
    const details = { type: 'refusal', category: 'cyber', explanation: 'no' }
    expect(decode(start, last('refusal', { stop_details: details }), stop).at(-1)).toMatchObject({
      finish: { reason: 'refusal', details },
    })
    expect(
      decode(start, last('stop_sequence', { stop_sequence: 'END' }), stop).at(-1),
    ).toMatchObject({
      finish: { reason: 'stop-sequence', stopSequence: 'END' },
    })
  })

  test.each([
    ['an event of an unknown type', { type: 'later', x: 1 }],
    ['a delta of an unknown type', delta(0, { type: 'later_delta' })],
    ['a delta for a block that never began', delta(9, { type: 'text_delta', text: 'x' })],
  ])('passes %s on as opaque', (_, event) => {
    const events = decode(
      start,
      opened(0, { type: 'text', text: '' }),
      event,
      close(0),
      last('end_turn'),
      stop,
    )
    expect(events).toContainEqual({
      type: 'opaque',
      wire: 'anthropic-messages',
      event: event.type,
      data: JSON.stringify(event),
    })
  })

  test('closes a block the provider forgot before the finish', () => {
    const events = decode(start, opened(0, { type: 'text', text: 'x' }), last('end_turn'), stop)
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['part-end', 'finish'])
  })

  test('turns an error event into an error and then says nothing more', () => {
    const events = decode(
      start,
      {
        type: 'error',
        error: { type: 'overloaded_error', message: 'Overloaded' },
        request_id: 'req_1',
      },
      last('end_turn'),
      stop,
    )
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      error: {
        kind: 'overloaded',
        message: 'Overloaded',
        details: {
          verdict: 'overloaded',
          native: { code: 'overloaded_error', requestId: 'req_1' },
        },
      },
    })
  })

  test('calls an event that is not JSON malformed', () => {
    const decoder = decodeStream(chat)
    expect(decoder.push({ data: '{"type":' })).toMatchObject([
      { type: 'error', error: { kind: 'upstream_error', details: { verdict: 'malformed' } } },
    ])
    expect(decoder.end()).toEqual([])
  })

  test('starts once, however often the provider does', () => {
    const events = decode(start, start, last('end_turn'), stop)
    expect(events.filter(({ type }) => type === 'start').length).toBe(1)
  })

  test('ignores what comes after the end', () => {
    const events = decode(start, last('end_turn'), stop, opened(0, { type: 'text', text: 'late' }))
    expect(events.at(-1)).toMatchObject({ type: 'finish' })
  })
})
