import {
  collect,
  GatewayError,
  sseFramer,
  type ChatRequest,
  type Completion,
  type Part,
  type StreamEvent,
} from '@signalbox/core'
import { completions, streams } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { encodeCompletion } from '../chat/encode-response.ts'
import { decodeChatResponse } from '../chat/response.ts'
import { decodeChatStream } from '../chat/stream.ts'
import { openaiRow } from '../openai.ts'
import { encodeChatStream } from './chat-stream.ts'

const request: ChatRequest = {
  operation: 'chat',
  model: 'm',
  messages: [],
  stream: true,
  streamUsage: true,
}

function write(events: Iterable<StreamEvent>, from = request): string {
  const encoder = encodeChatStream(from)
  let text = ''
  for (const event of events) text += encoder.push(event)
  return text + encoder.end()
}

function read(text: string): Completion {
  const framer = sseFramer()
  const decoder = decodeChatStream(openaiRow, request)
  const frames = [...framer.push(new TextEncoder().encode(text)), ...framer.end()]
  return collect([...frames.flatMap((frame) => decoder.push(frame)), ...decoder.end()])
}

/** What survives chat: adjacent prose is one, tokens and forms of reasoning are kept when signed. */
function essence({ candidates }: Completion) {
  return candidates.map(({ message }) => {
    const of = (type: Part['type']) => message.content.filter((part) => part.type === type)
    const prose = (type: 'text' | 'refusal' | 'reasoning') =>
      of(type)
        .map((part) => ('text' in part ? part.text : ''))
        .join('')
    return {
      text: prose('text'),
      refusal: prose('refusal'),
      reasoning: prose('reasoning'),
      images: of('media').length,
      tokens: of('reasoning').flatMap(({ continuity }) => continuity?.data ?? []),
      calls: of('tool-call').map((part) =>
        part.type === 'tool-call' ? [part.callId, part.name, part.arguments] : [],
      ),
    }
  })
}

const token = fc
  .string({ minLength: 1, maxLength: 8 })
  .map(
    (data) =>
      ({ data, kind: 'signature', issuer: { wire: 'w', provider: '', model: '' } }) as const,
  )
const parts: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    type: fc.constant('reasoning' as const),
    text: fc.string({ minLength: 1, maxLength: 8 }),
    form: fc.constant('full' as const),
    continuity: token,
  }),
  fc.record({
    type: fc.constant('reasoning' as const),
    text: fc.constant(''),
    form: fc.constant('redacted' as const),
    continuity: token,
  }),
  fc.record({
    type: fc.constant('text' as const),
    text: fc.string({ minLength: 1, maxLength: 8 }),
  }),
)

describe('a written stream', () => {
  test('says the same when it is read again', () => {
    fc.assert(
      fc.property(streams({}), ({ events, completion }) => {
        const again = read(write(events))
        expect(essence(again)).toEqual(essence(completion))
        expect(again.candidates.map(({ finish }) => finish.reason)).toHaveLength(
          completion.candidates.length,
        )
      }),
      { numRuns: 200 },
    )
  })

  test('keeps signed and hidden reasoning in its order', () => {
    fc.assert(
      fc.property(streams({ parts, maxCandidates: 1 }), ({ events, completion }) => {
        expect(essence(read(write(events)))).toEqual(essence(completion))
      }),
      { numRuns: 200 },
    )
  })

  test('says what the whole answer says', () => {
    fc.assert(
      fc.property(completions({}), (completion) => {
        const body = new TextEncoder().encode(JSON.stringify(encodeCompletion(completion)))
        const again = decodeChatResponse(openaiRow, { status: 200, headers: [], body }, request)
        expect(essence(again)).toEqual(essence(completion))
      }),
      { numRuns: 200 },
    )
  })

  const start: StreamEvent = { type: 'start', id: 'r', model: 'm', createdAt: 5 }
  const finish: StreamEvent = { type: 'finish', candidate: 0, finish: { reason: 'stop' } }
  const usage: StreamEvent = {
    type: 'usage',
    usage: {
      input: {
        uncached: 1,
        cacheRead: 0,
        cacheWrite5m: 0,
        cacheWrite1h: 0,
        cacheWriteOther: 0,
        toolUse: 0,
      },
      output: { text: 1, reasoning: 0 },
    },
  }

  test('ends with one usage chunk for who asked, and with none for who did not', () => {
    const asked = write([start, finish, usage, usage])
    expect(asked.match(/"usage":/g)).toHaveLength(1)
    expect(asked).toMatch(/"choices":\[\],"usage":\{[^\n]*\n\ndata: \[DONE\]\n\n$/)
    expect(write([start, finish, usage], { ...request, streamUsage: false })).not.toContain('usage')
  })

  test('opens every candidate with its role', () => {
    const text = write([start, finish])
    expect(text.indexOf('"role":"assistant"')).toBeLessThan(text.indexOf('"finish_reason":"stop"'))
  })

  test('never ends cleanly after a cut', () => {
    expect(write([start])).toBe(
      'data: {"error":{"message":"The provider cut the stream before its end.","type":"upstream_error","code":"stream_interrupted","param":null}}\n\n',
    )
    const error = new GatewayError('overloaded', 'busy')
    expect(write([start, finish, { type: 'error', error }])).not.toContain('[DONE]')
  })

  test('of a blocked prompt refuses', () => {
    const text = write([start, { type: 'blocked', blocked: { reason: 'x' } }])
    expect(text).toContain('"finish_reason":"content_filter"')
    expect(text).toContain('[DONE]')
  })

  test('a refusal ends as a filter where no words of refusal came', () => {
    const refused = (type: 'text' | 'refusal') =>
      write([
        { type: 'start', id: 'i', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: { type } },
        { type: 'part-delta', candidate: 0, index: 0, text: 'No.' },
        { type: 'part-end', candidate: 0, index: 0 },
        { type: 'finish', candidate: 0, finish: { reason: 'refusal' } },
      ])
    expect(refused('text')).toContain('"finish_reason":"content_filter"')
    expect(refused('refusal')).toContain('"finish_reason":"stop"')
  })
})
