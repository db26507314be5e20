import {
  collect,
  explode,
  GatewayError,
  sseFramer,
  type ChatRequest,
  type Completion,
  type Finish,
  type JsonObject,
  type Part,
  type StreamEvent,
} from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { decodeStream } from '../messages/stream.ts'
import { encodeMessage } from './messages-reply.ts'
import { encodeStream } from './messages-stream.ts'

const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }

function encode(events: Iterable<StreamEvent>, error?: GatewayError): string {
  const encoder = encodeStream()
  let text = ''
  for (const event of events) text += encoder.push(event)
  return text + encoder.end(error)
}

function frames(text: string): readonly JsonObject[] {
  const framer = sseFramer()
  return [...framer.push(new TextEncoder().encode(text)), ...framer.end()].map(
    ({ event, data }) => {
      const body = JSON.parse(data) as JsonObject
      expect(event).toBe(body['type'])
      return body
    },
  )
}

function decodeText(text: string): Completion {
  const framer = sseFramer()
  const decoder = decodeStream(chat)
  const all = [...framer.push(new TextEncoder().encode(text)), ...framer.end()]
  return collect([...all.flatMap((frame) => decoder.push(frame)), ...decoder.end()])
}

const deltaOf: Readonly<Record<string, readonly string[]>> = {
  text: ['text_delta', 'citations_delta'],
  thinking: ['thinking_delta', 'signature_delta'],
  tool_use: ['input_json_delta'],
}

/** The first break of the grammar, found by an automaton that knows nothing of the encoder. */
function grammarBreak(all: readonly JsonObject[]): string | undefined {
  const names = all.map(({ type }) => type)
  if (names[0] !== 'message_start' || names.lastIndexOf('message_start') !== 0) return 'start'
  if (names.at(-2) !== 'message_delta' || names.at(-1) !== 'message_stop') return 'end'
  let openType: string | undefined
  let index = 0
  let signed = false
  for (const [at, event] of all.slice(1, -2).entries()) {
    const name = event['type']
    if (event['index'] !== index) return `index at ${String(at)}`
    if ((name === 'content_block_start') !== (openType === undefined))
      return `order at ${String(at)}`
    if (name === 'content_block_start') {
      openType = (event['content_block'] as JsonObject)['type'] as string
      signed = false
    } else if (name === 'content_block_delta') {
      const type = (event['delta'] as JsonObject)['type'] as string
      if (signed || deltaOf[openType!]?.includes(type) !== true) return `delta at ${String(at)}`
      signed = type === 'signature_delta'
    } else if (name === 'content_block_stop') {
      openType = undefined
      index++
    } else return `event at ${String(at)}`
  }
  return openType
}

const said = fc.string({ minLength: 1, maxLength: 12 })
const token = (data: string, kind: 'signature' | 'redacted') =>
  ({ data, kind, issuer: { wire: 'anthropic-messages', provider: '', model: 'm-1' } }) as const
const own = { 'anthropic-messages': {} }
const part: fc.Arbitrary<Part> = fc.oneof(
  said.map((text): Part => ({ type: 'text', text, extensions: own })),
  said.map((text): Part => ({
    type: 'text',
    text,
    citations: [{ type: 'char_location', cited_text: text }],
    extensions: own,
  })),
  fc.tuple(fc.string({ maxLength: 12 }), said).map(([text, data]): Part => ({
    type: 'reasoning',
    form: 'full',
    text,
    continuity: token(data, 'signature'),
  })),
  said.map((data): Part => ({
    type: 'reasoning',
    form: 'redacted',
    text: '',
    continuity: token(data, 'redacted'),
  })),
  fc
    .tuple(fc.uuid(), fc.dictionary(said, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }))
    .map(([callId, input]): Part => ({
      type: 'tool-call',
      kind: 'function',
      callId,
      name: 'f',
      arguments: JSON.stringify(input),
    })),
  fc.uuid().map((callId): Part => ({
    type: 'server-tool',
    phase: 'call',
    tool: 'web_search',
    callId,
    value: { type: 'server_tool_use', id: callId, name: 'web_search', input: { q: 1 } },
  })),
  said.map((x): Part => ({
    type: 'opaque',
    wire: 'anthropic-messages',
    kind: 'later',
    value: { type: 'later', x },
  })),
)

function completionOf(content: readonly Part[]): Completion {
  const hasCalls = content.some(({ type }) => type === 'tool-call')
  const finish: Finish = hasCalls
    ? { reason: 'tool-calls', native: 'tool_use' }
    : { reason: 'stop', native: 'end_turn' }
  return {
    id: 'msg_1',
    model: 'm-1',
    extensions: own,
    candidates: [{ message: { role: 'assistant', content }, finish }],
  }
}

/** The events of a whole answer with its parts interleaved, and its texts in pieces. */
function interleave(completion: Completion, picks: readonly number[]): readonly StreamEvent[] {
  const lanes = new Map<number, StreamEvent[]>()
  const before: StreamEvent[] = []
  const after: StreamEvent[] = []
  for (const event of explode(completion)) {
    if ('index' in event) {
      const lane = lanes.get(event.index) ?? []
      lanes.set(event.index, lane)
      const pieces = event.type === 'part-delta' ? event.text.match(/[^]{1,3}/gu)! : undefined
      lane.push(...(pieces?.map((text) => ({ ...event, text }) as StreamEvent) ?? [event]))
    } else (event.type === 'start' ? before : after).push(event)
  }
  const out: StreamEvent[] = []
  const queue = [...lanes.values()]
  const running: StreamEvent[][] = []
  for (let turn = 0; queue.length > 0 || running.length > 0; turn++) {
    const pick = picks[turn % picks.length]!
    if (queue.length > 0 && (running.length === 0 || pick % 3 === 0)) {
      const next = queue.shift()!
      out.push(next.shift()!)
      running.push(next)
    }
    const lane = running[pick % running.length]!
    out.push(lane.shift()!)
    if (lane.length === 0) running.splice(running.indexOf(lane), 1)
  }
  return [...before, ...out, ...after]
}

describe('the stream encoder', () => {
  test('writes the exact grammar for any interleaving, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
        (content, picks) => {
          const completion = completionOf(content)
          const text = encode(interleave(completion, picks))
          expect(grammarBreak(frames(text))).toBeUndefined()
          const again = encodeMessage(decodeText(text))
          expect({ ...again, usage: undefined }).toEqual({
            ...encodeMessage(completion),
            usage: undefined,
          })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('writes what it can at once instead of waiting for the end', () => {
    const encoder = encodeStream()
    encoder.push({ type: 'start', id: 'a', model: 'm' })
    expect(
      encoder.push({ type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } }),
    ).toBe('')
    const first = frames(encoder.push({ type: 'part-delta', candidate: 0, index: 0, text: 'x' }))
    expect(first.map(({ type }) => type)).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
    ])
  })

  test('holds a parallel call back until the one before it has closed, then tells it all', () => {
    const encoder = encodeStream()
    const seed = (callId: string) =>
      ({ type: 'tool-call', kind: 'function', callId, name: 'f' }) as const
    encoder.push({ type: 'start', id: 'a', model: 'm' })
    encoder.push({ type: 'part-start', candidate: 0, index: 0, part: seed('a') })
    encoder.push({ type: 'part-start', candidate: 0, index: 1, part: seed('b') })
    expect(encoder.push({ type: 'part-delta', candidate: 0, index: 1, text: '{"b":1}' })).toBe('')
    const text = encoder.push({ type: 'part-end', candidate: 0, index: 0 })
    expect(frames(text).map(({ type, index }) => [type, index])).toEqual([
      ['content_block_stop', 0],
      ['content_block_start', 1],
      ['content_block_delta', 1],
    ])
  })

  test('begins with zero usage when nothing is known and ends with the totals', () => {
    const usage = {
      input: {
        uncached: 3,
        cacheRead: 2,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        cacheWriteOther: 1,
        toolUse: 0,
      },
      output: { text: 4, reasoning: 5 },
      units: { webSearches: 1 },
    }
    const all = frames(
      encode([
        { type: 'start', id: 'a', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
        { type: 'part-delta', candidate: 0, index: 0, text: 'x' },
        { type: 'finish', candidate: 0, finish: { reason: 'length', native: 'max' } },
        { type: 'usage', usage },
      ]),
    )
    expect(all[0]).toMatchObject({ message: { usage: { input_tokens: 0, output_tokens: 0 } } })
    expect(all.at(-2)).toEqual({
      type: 'message_delta',
      delta: { stop_reason: 'max_tokens', stop_sequence: null },
      usage: {
        input_tokens: 3,
        cache_creation_input_tokens: 1,
        cache_read_input_tokens: 2,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
        output_tokens: 9,
        output_tokens_details: { thinking_tokens: 5 },
        server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
      },
    })
  })

  test('carries a call’s own token in an empty thinking block before the call', () => {
    const continuity = {
      data: 'sb1.x',
      kind: 'thought-signature',
      issuer: { wire: 'google-generate', provider: 'g', model: 'm' },
    } as const
    const call = {
      type: 'tool-call',
      kind: 'function',
      callId: 'a',
      name: 'f',
      continuity,
    } as const
    const all = frames(
      encode([
        { type: 'start', id: 'a', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: call },
        { type: 'part-end', candidate: 0, index: 0 },
        { type: 'finish', candidate: 0, finish: { reason: 'tool-calls' } },
      ]),
    )
    expect(all.slice(1, 5)).toMatchObject([
      { index: 0, content_block: { type: 'thinking', thinking: '' } },
      { index: 0, delta: { type: 'signature_delta', signature: 'sb1.x' } },
      { type: 'content_block_stop', index: 0 },
      { index: 1, content_block: { type: 'tool_use', id: 'a' } },
    ])
  })

  test('gives a call an id that this wire takes in the next turn', () => {
    const call = { type: 'tool-call', kind: 'function', callId: 'f.g:0', name: 'f' } as const
    const completion = completionOf([{ ...call, arguments: '{}' }])
    const all = frames(encode(explode(completion)))
    const [block] = encodeMessage(completion)['content'] as JsonObject[]
    expect(block!['id']).toMatch(/^[a-zA-Z0-9_-]+$/)
    expect(all[1]).toMatchObject({ content_block: { id: block!['id'] } })
  })

  test('opens no block for text or thinking that never comes', () => {
    const all = frames(
      encode([
        { type: 'start', id: 'a', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
        { type: 'part-delta', candidate: 0, index: 0, text: '' },
        { type: 'part-end', candidate: 0, index: 0 },
        { type: 'part-start', candidate: 0, index: 1, part: { type: 'reasoning', form: 'full' } },
        { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
      ]),
    )
    expect(all.map(({ type }) => type)).toEqual(['message_start', 'message_delta', 'message_stop'])
  })

  test('says a blocked prompt as a refusal', () => {
    const all = frames(
      encode([
        { type: 'start', id: 'a', model: 'm' },
        { type: 'blocked', blocked: {} },
      ]),
    )
    expect(all[1]).toMatchObject({
      delta: { stop_reason: 'refusal', stop_details: { type: 'refusal' } },
    })
  })

  test('passes unknown events of its own wire, and none of another', () => {
    const head: StreamEvent[] = [
      { type: 'start', id: 'a', model: 'm' },
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      { type: 'part-delta', candidate: 0, index: 0, text: 'x' },
    ]
    const later = (wire: string): StreamEvent => ({
      type: 'opaque',
      wire,
      event: 'later',
      data: '{"type":"later"}',
    })
    expect(encode([...head, later('anthropic-messages')])).toContain(
      'event: later\ndata: {"type":"later"}\n\n',
    )
    expect(encode([...head, later('openai-chat')])).not.toContain('later')
  })
})

describe('the endings', () => {
  const failure = new GatewayError('overloaded', 'full', { origin: 'provider' })

  test('an error is the grammar’s own and nothing follows it', () => {
    const encoder = encodeStream()
    encoder.push({ type: 'start', id: 'a', model: 'm' })
    const text = encoder.end(failure)
    expect(text).toBe(
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"full","code":"overloaded"}}\n\n',
    )
    expect(encoder.end()).toBe('')
    expect(encoder.push({ type: 'start', id: 'b', model: 'm' })).toBe('')
    expect(encoder.keepAlive()).toBe('')
  })

  test('an error among the events ends the stream there', () => {
    const all = frames(
      encode([
        { type: 'start', id: 'a', model: 'm' },
        { type: 'error', error: failure },
      ]),
    )
    expect(all.map(({ type }) => type)).toEqual(['error'])
  })

  test('a stream without a finish is never ended cleanly', () => {
    for (const error of [undefined, failure]) {
      const all = frames(encode([...explode(completionOf([]))].slice(0, 1), error))
      expect(all.at(-1)).toMatchObject({ type: 'error' })
      expect(all.some(({ type }) => type === 'message_stop')).toBe(false)
    }
  })

  test('a finish by error is an error event', () => {
    const finish: StreamEvent = {
      type: 'finish',
      candidate: 0,
      finish: { reason: 'error', native: 'bad' },
    }
    expect(frames(encode([{ type: 'start', id: 'a', model: 'm' }, finish]))).toMatchObject([
      { type: 'error' },
    ])
  })

  test('keep-alive is a comment before the start and a ping after it', () => {
    const encoder = encodeStream()
    expect(encoder.keepAlive()).toBe(': keep-alive\n\n')
    encoder.push({ type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } })
    encoder.push({ type: 'part-delta', candidate: 0, index: 0, text: 'x' })
    expect(encoder.keepAlive()).toBe('event: ping\ndata: {"type": "ping"}\n\n')
  })
})
