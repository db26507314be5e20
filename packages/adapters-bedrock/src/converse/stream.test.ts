import { crc32 } from 'node:zlib'

import {
  collect,
  eventStreamFramer,
  type ChatRequest,
  type Frame,
  type JsonObject,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeStream } from './stream.ts'

const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }

type Said = readonly [event: string, payload: JsonObject]

const start: Said = ['messageStart', { role: 'assistant', p: 'abc' }]
const delta = (contentBlockIndex: number, part: JsonObject): Said => [
  'contentBlockDelta',
  { contentBlockIndex, delta: part, p: 'a' },
]
const begin = (contentBlockIndex: number, part: JsonObject): Said => [
  'contentBlockStart',
  { contentBlockIndex, start: part },
]
const stop = (contentBlockIndex: number): Said => ['contentBlockStop', { contentBlockIndex }]
const end = (stopReason: string): Said => ['messageStop', { stopReason, p: 'x' }]
const metadata: Said = [
  'metadata',
  { usage: { inputTokens: 3, outputTokens: 5, totalTokens: 8 }, metrics: { latencyMs: 1 } },
]
const whole: readonly Said[] = [
  start,
  delta(0, { reasoningContent: { text: 'Hm ' } }),
  delta(0, { reasoningContent: { text: 'so' } }),
  delta(0, { reasoningContent: { signature: 'sig' } }),
  stop(0),
  delta(1, { text: 'Grüezi ' }),
  delta(1, { text: '🥊' }),
  stop(1),
  begin(2, { toolUse: { toolUseId: 't1', name: 'weather' } }),
  delta(2, { toolUse: { input: '{"city":' } }),
  delta(2, { toolUse: { input: '"Bern"}' } }),
  stop(2),
  end('tool_use'),
  metadata,
]

const frame = ([event, payload]: Said): Frame => ({ event, data: JSON.stringify(payload) })

function decode(said: readonly Said[], request: ChatRequest = chat): readonly StreamEvent[] {
  const decoder = decodeStream(request)
  return [...said.flatMap((one) => decoder.push(frame(one))), ...decoder.end()]
}

function answer(said: readonly Said[], request?: ChatRequest) {
  const [candidate] = collect(decode(said, request)).candidates
  return { content: candidate?.message.content, finish: candidate?.finish }
}

const token = (data: string, kind: 'signature' | 'redacted') => ({
  data,
  kind,
  issuer: { wire: 'bedrock-converse', provider: '', model: '' },
})

describe('a whole stream', () => {
  test('is thinking with its signature, text, a call, an ending and what it cost', () => {
    const completion = collect(decode(whole))
    expect(completion.candidates[0]?.message.content).toEqual([
      { type: 'reasoning', form: 'full', text: 'Hm so', continuity: token('sig', 'signature') },
      { type: 'text', text: 'Grüezi 🥊' },
      {
        type: 'tool-call',
        kind: 'function',
        callId: 't1',
        name: 'weather',
        arguments: '{"city":"Bern"}',
      },
    ])
    expect(completion.candidates[0]?.finish).toEqual({ reason: 'tool-calls', native: 'tool_use' })
    expect(completion.usage).toMatchObject({ input: { uncached: 3 }, output: { text: 5 } })
    expect(completion.model).toBe('m')
  })

  test('may tell what it cost before it ends', () => {
    const early = [...whole.slice(0, -2), metadata, end('tool_use')]
    expect(answer(early)).toEqual(answer(whole))
  })

  test('cut after any byte is an error, and all that came before it was sent on', () => {
    const bytes = Buffer.concat(whole.map(binary))
    for (let at = 0; at < bytes.length; at++) {
      const framer = eventStreamFramer()
      const decoder = decodeStream(chat)
      const frames = [...framer.push(bytes.subarray(0, at)), ...framer.end()]
      const events = [...frames.flatMap((one) => decoder.push(one)), ...decoder.end()]
      expect(events.at(-1), `after ${String(at)}`).toMatchObject({
        type: 'error',
        error: { kind: 'upstream_error', details: { verdict: 'truncated', ran: 'yes' } },
      })
      expect(events.filter(({ type }) => type === 'part-start').length).toBe(
        events.filter(({ type }) => type === 'part-end').length,
      )
    }
  })
})

describe('what models send oddly', () => {
  test('an empty text is no part, and blocks of one index may follow each other', () => {
    const said = [
      start,
      delta(0, { text: '' }),
      stop(0),
      delta(0, { reasoningContent: { text: 'Hm' } }),
      delta(0, { text: 'Hi' }),
      end('end_turn'),
      metadata,
    ]
    expect(answer(said).content).toEqual([
      { type: 'reasoning', form: 'full', text: 'Hm' },
      { type: 'text', text: 'Hi' },
    ])
  })

  test('thinking may be hidden, or signed without a word', () => {
    const said = [
      start,
      delta(0, { reasoningContent: { redactedContent: 'cmVk' } }),
      stop(0),
      delta(1, { reasoningContent: { signature: 'sig' } }),
      stop(1),
      end('end_turn'),
      metadata,
    ]
    expect(answer(said).content).toEqual([
      { type: 'reasoning', form: 'redacted', text: '', continuity: token('cmVk', 'redacted') },
      { type: 'reasoning', form: 'full', text: '', continuity: token('sig', 'signature') },
    ])
  })

  test('a call without input has none, and an ending without its word for calls is one', () => {
    const said = [
      start,
      begin(0, { toolUse: { toolUseId: 't', name: 'now' } }),
      stop(0),
      end('end_turn'),
      metadata,
    ]
    expect(answer(said)).toMatchObject({
      content: [{ callId: 't', arguments: '{}' }],
      finish: { reason: 'tool-calls', native: 'end_turn' },
    })
  })

  test('citations and pictures belong to their parts', () => {
    const citation = { title: 'A', location: { documentChar: { start: 1 } } }
    const said = [
      start,
      delta(0, { citation }),
      delta(0, { text: 'Cited' }),
      stop(0),
      begin(1, { image: { format: 'png' } }),
      delta(1, { image: { source: { bytes: 'AA==' } } }),
      stop(1),
      end('end_turn'),
      metadata,
    ]
    expect(answer(said).content).toEqual([
      { type: 'text', text: 'Cited', citations: [citation] },
      {
        type: 'media',
        kind: 'image',
        source: { type: 'base64', data: 'AA==', mediaType: 'image/png' },
      },
    ])
  })

  test('what the provider ran itself is told whole', () => {
    const toolUse = { toolUseId: 's', name: 'nova_code_interpreter', type: 'server_tool_use' }
    const toolResult = { toolUseId: 's', status: 'success', type: 'nova_code_interpreter_result' }
    const said = [
      start,
      begin(0, { toolUse }),
      delta(0, { toolUse: { input: '{"snippet":"1"}' } }),
      stop(0),
      begin(1, { toolResult }),
      delta(1, { toolResult: [{ json: { stdOut: '1' } }] }),
      stop(1),
      delta(2, { text: 'One.' }),
      stop(2),
      end('end_turn'),
      metadata,
    ]
    const { content, finish } = answer(said)
    expect(content).toEqual([
      {
        type: 'server-tool',
        phase: 'call',
        tool: 'nova_code_interpreter',
        callId: 's',
        value: { toolUse: { ...toolUse, input: { snippet: '1' } } },
      },
      {
        type: 'server-tool',
        phase: 'result',
        tool: 'nova_code_interpreter',
        callId: 's',
        value: { toolResult: { ...toolResult, content: [{ json: { stdOut: '1' } }] } },
      },
      { type: 'text', text: 'One.' },
    ])
    expect(finish?.reason).toBe('stop')
  })

  test('an event newer than this program is kept as it came', () => {
    const events = decode([start, ['contentBlockNews', { a: 1 }], delta(0, { news: 1 })])
    expect(events.filter(({ type }) => type === 'opaque')).toHaveLength(2)
  })
})

describe('what the request did to tools is undone', () => {
  const call = (name: string, input: string): readonly Said[] => [
    start,
    begin(0, { toolUse: { toolUseId: 't', name } }),
    delta(0, { toolUse: { input: input.slice(0, 9) } }),
    delta(0, { toolUse: { input: input.slice(9) } }),
    stop(0),
    end('tool_use'),
    metadata,
  ]

  test('a free-form tool hears its text, a flat name its namespace', () => {
    const request: ChatRequest = {
      ...chat,
      tools: [
        { type: 'custom', name: 'sql' },
        { type: 'function', name: 'find', namespace: 'crm' },
      ],
    }
    expect(answer(call('sql', '{"input":"SELECT 1"}'), request).content).toMatchObject([
      { kind: 'custom', name: 'sql', arguments: 'SELECT 1' },
    ])
    expect(answer(call('crm__find', '{"id":1,"a":2}'), request).content).toMatchObject([
      { name: 'find', namespace: 'crm', arguments: '{"id":1,"a":2}' },
    ])
  })

  test('the call that carries the answer is its text', () => {
    const format = { type: 'json-schema', schema: {} } as const
    expect(answer(call('structured_answer', '{"city":"Bern"}'), { ...chat, format })).toEqual({
      content: [{ type: 'text', text: '{"city":"Bern"}' }],
      finish: { reason: 'stop', native: 'tool_use' },
    })
  })
})

describe('exceptions inside a stream', () => {
  test.each([
    ['throttlingException', 'rate_limited'],
    ['serviceUnavailableException', 'overloaded'],
    ['validationException', 'invalid_request'],
    ['modelStreamErrorException', 'upstream_error'],
    ['modelTimeoutException', 'upstream_timeout'],
    ['internalServerException', 'upstream_error'],
    ['InternalError', 'upstream_error'],
  ])('%s is %s, and nothing follows', (name, kind) => {
    const events = decode([start, delta(0, { text: 'Hi' }), [name, { message: 'said' }], ...whole])
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind, message: 'said' } })
    expect(events.filter(({ type }) => type === 'part-start')).toHaveLength(1)
  })

  test('what is no JSON is malformed', () => {
    const decoder = decodeStream(chat)
    expect(decoder.push({ event: 'messageStart', data: '{' })).toMatchObject([
      { type: 'error', error: { details: { verdict: 'malformed' } } },
    ])
    expect(decoder.end()).toEqual([])
  })
})

test.each([
  ['end_turn', 'stop'],
  ['max_tokens', 'length'],
  ['stop_sequence', 'stop-sequence'],
  ['guardrail_intervened', 'content-filter'],
  ['content_filtered', 'content-filter'],
  ['malformed_tool_use', 'malformed-tool-call'],
  ['malformed_model_output', 'other'],
  ['model_context_window_exceeded', 'context-length'],
  ['newer', 'other'],
])('%s ends as %s', (native, reason) => {
  expect(answer([start, delta(0, { text: 'a' }), stop(0), end(native), metadata]).finish).toEqual({
    reason,
    native,
  })
})

function binary([event, payload]: Said): Buffer {
  const header = (name: string, value: string) =>
    Buffer.concat([
      Buffer.of(name.length),
      Buffer.from(name),
      Buffer.of(7, 0, value.length),
      Buffer.from(value),
    ])
  const head = Buffer.concat([header(':message-type', 'event'), header(':event-type', event)])
  const body = Buffer.from(JSON.stringify(payload))
  const bytes = Buffer.alloc(16 + head.length + body.length)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.writeUInt32BE(head.length, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8)
  head.copy(bytes, 12)
  body.copy(bytes, 12 + head.length)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4)
  return bytes
}
