import {
  codecFor,
  collect,
  type ChatRequest,
  type Completion,
  type JsonObject,
  type StreamEvent,
} from '@signalbox/core'
import { checkEvents } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { cohere } from '../cohere.ts'

const request: ChatRequest = {
  operation: 'chat',
  model: 'command-a',
  stream: true,
  messages: [],
  tools: [
    { type: 'function', name: 'now' },
    { type: 'custom', name: 'sql' },
  ],
}
const codec = codecFor(cohere())
const usage = {
  billed_units: { input_tokens: 5, output_tokens: 7 },
  tokens: { input_tokens: 100, output_tokens: 20, reasoning_tokens: 8 },
  cached_tokens: 64,
}

function whole(body: JsonObject): Completion {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return codec.decodeResponse({ status: 200, headers: [], body: bytes }, request)
}

function streamed(...frames: readonly (JsonObject | string)[]): readonly StreamEvent[] {
  const decoder = codec.decodeStream(request)
  const events = frames.flatMap((frame) =>
    decoder.push({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) }),
  )
  return [...events, ...decoder.end()]
}

const start = { type: 'message-start', id: 'm1', delta: { message: { role: 'assistant' } } }
const said = (type: string, message: JsonObject): JsonObject => ({
  type,
  index: 0,
  delta: { message },
})
const call = (name: string): JsonObject =>
  said('tool-call-start', {
    tool_calls: { id: `${name}1`, type: 'function', function: { name, arguments: '' } },
  })
const piece = (text: string): JsonObject =>
  said('tool-call-delta', { tool_calls: { function: { arguments: text } } })
const end = (finish: string, more: JsonObject = {}): JsonObject => ({
  type: 'message-end',
  delta: { finish_reason: finish, usage, ...more },
})

describe('a whole answer', () => {
  const message = {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'Rain.' },
    ],
    tool_plan: 'I ask.',
    tool_calls: [
      { id: 'a', type: 'function', function: { name: 'now', arguments: 'null' } },
      { id: 'b', type: 'function', function: { name: 'sql', arguments: '{"input":"select 1"}' } },
    ],
    citations: [{ start: 0, end: 4, text: 'Rain', content_index: 1 }],
  }

  test('holds thoughts, text with its citations, the plan and the calls', () => {
    const { id, model, candidates } = whole({
      id: 'm1',
      finish_reason: 'TOOL_CALL',
      message,
      usage,
    })
    expect([id, model]).toEqual(['m1', 'command-a'])
    expect(candidates[0]).toEqual({
      finish: { reason: 'tool-calls', native: 'TOOL_CALL' },
      message: {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', form: 'full' },
          { type: 'text', text: 'Rain.', citations: message.citations },
          { type: 'text', text: 'I ask.' },
          { type: 'tool-call', callId: 'a', name: 'now', kind: 'function', arguments: '{}' },
          { type: 'tool-call', callId: 'b', name: 'sql', kind: 'custom', arguments: 'select 1' },
        ],
      },
    })
  })

  test('counts tokens in disjoint buckets and keeps what is charged for beside them', () => {
    expect(whole({ finish_reason: 'COMPLETE', message, usage }).usage).toMatchObject({
      input: { uncached: 36, cacheRead: 64 },
      output: { text: 12, reasoning: 8 },
      units: { billedIn: 5, billedOut: 7 },
      raw: usage,
    })
  })

  test.each([
    ['COMPLETE', 'stop'],
    ['STOP_SEQUENCE', 'stop-sequence'],
    ['MAX_TOKENS', 'length'],
    ['ERROR_TOXIC', 'content-filter'],
    ['NEW_WORD', 'other'],
  ])('%s is %s', (native, reason) => {
    const { candidates } = whole({ finish_reason: native, message })
    expect(candidates[0]?.finish).toEqual({ reason, native })
  })

  test.each([
    [{ finish_reason: 'ERROR', message: {} }, 'transient'],
    [{ finish_reason: 'TIMEOUT', message: {} }, 'timeout_first_token'],
    [{ text: 'of another version' }, 'malformed'],
  ])('%j is a failure', (body, verdict) => {
    expect(() => whole(body)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ verdict }) }),
    )
  })
})

describe('a streamed answer', () => {
  test('tells thoughts, text, the plan and calls in order, and what it cost', () => {
    const events = streamed(
      start,
      said('content-start', { content: { type: 'thinking', thinking: '' } }),
      said('content-delta', { content: { thinking: 'hm' } }),
      { type: 'content-end', index: 0 },
      said('content-start', { content: { type: 'text', text: '' } }),
      said('content-delta', { content: { text: 'Ra' } }),
      said('content-delta', { content: { text: 'in' } }),
      said('citation-start', { citations: { start: 0, end: 4, text: 'Rain' } }),
      { type: 'citation-end', index: 0 },
      { type: 'content-end', index: 1 },
      said('tool-plan-delta', { tool_plan: 'I ' }),
      said('tool-plan-delta', { tool_plan: 'ask' }),
      call('now'),
      piece('nu'),
      piece('ll'),
      { type: 'tool-call-end', index: 0 },
      call('sql'),
      piece('{"input":'),
      piece('"select 1"}'),
      { type: 'tool-call-end', index: 1 },
      end('TOOL_CALL'),
      '[DONE]',
    )
    expect(() => checkEvents(events)).not.toThrow()
    const { candidates, usage: counted } = collect(events)
    expect(candidates[0]?.message.content).toEqual([
      { type: 'reasoning', text: 'hm', form: 'full' },
      { type: 'text', text: 'Rain', citations: [{ start: 0, end: 4, text: 'Rain' }] },
      { type: 'text', text: 'I ask' },
      { type: 'tool-call', callId: 'now1', name: 'now', kind: 'function', arguments: '{}' },
      { type: 'tool-call', callId: 'sql1', name: 'sql', kind: 'custom', arguments: 'select 1' },
    ])
    expect(counted?.units).toEqual({ billedIn: 5, billedOut: 7 })
  })

  test('arguments that begin like nothing are not lost', () => {
    const events = streamed(start, call('now'), piece('n'), piece('0'), end('TOOL_CALL'))
    const [part] = collect(events).candidates[0]?.message.content ?? []
    expect(part).toMatchObject({ arguments: 'n0' })
  })

  test.each([
    [[start], 'truncated'],
    [[start, end('ERROR', { error: 'boom' })], 'transient'],
    [[start, 'no json'], 'malformed'],
    [[start, { message: 'internal' }], 'transient'],
  ] as const)('%j does not end well', (frames, verdict) => {
    const events = streamed(...frames)
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { details: { verdict } } })
    expect(events.filter(({ type }) => type === 'error')).toHaveLength(1)
  })

  test('an event of a later version is kept whole', () => {
    expect(streamed(start, { type: 'debug', x: 1 }, end('COMPLETE'))).toContainEqual(
      expect.objectContaining({
        type: 'opaque',
        wire: 'cohere-chat',
        data: '{"type":"debug","x":1}',
      }),
    )
  })
})
