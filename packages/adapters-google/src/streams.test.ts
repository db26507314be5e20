import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  collect,
  explode,
  GatewayError,
  type ChatCodec,
  type ChatRequest,
  type Completion,
  type JsonValue,
  type StreamEvent,
} from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { googleGenerate } from './dialects/index.ts'
import { google } from './google.ts'

interface Recording {
  readonly file: string
  readonly sse?: string
  readonly body?: JsonValue
}

const root = new URL('../../../../shared/fixtures/recordings/', import.meta.url).pathname
const request: ChatRequest = {
  operation: 'chat',
  model: 'gemini-flash',
  messages: [],
  stream: true,
}
const [codec] = google().chat ?? []
if (codec === undefined) throw new TypeError('no chat')
const chat: ChatCodec = codec

const recordings: readonly Recording[] = ['gemini', 'vertex'].flatMap((provider) => {
  const folder = join(root, provider, 'streamGenerateContent')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((name) => ({
      ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording),
      file: `${provider}/${name}`,
    }))
})

/** The bytes of a recording; what was recorded as an array, as the array it was. */
function bytesOf(recording: Recording): Uint8Array {
  return new TextEncoder().encode(recording.sse ?? JSON.stringify(recording.body))
}

function cut(bytes: Uint8Array, borders: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...new Set(borders.map((n) => n % (bytes.length + 1))), bytes.length]
  const sorted = at.toSorted((a, b) => a - b)
  return sorted.slice(1).map((end, i) => bytes.subarray(sorted[i], end))
}

function decode(chunks: readonly Uint8Array[]): readonly StreamEvent[] {
  const framer = chat.framing()
  const decoder = chat.decodeStream(request)
  const events = chunks.flatMap((bytes) =>
    framer.push(bytes).flatMap((frame) => decoder.push(frame)),
  )
  const rest = framer.end().flatMap((frame) => decoder.push(frame))
  return [...events, ...rest, ...decoder.end()]
}

function encode(events: Iterable<StreamEvent>): string {
  const encoder = googleGenerate.encodeStream(request)
  let written = ''
  for (const event of events) written += encoder.push(event)
  return written + encoder.end()
}

/** What a client sees of an answer: neighbouring texts of one kind are one. */
function essence(completion: Completion): unknown {
  return {
    id: completion.id,
    model: completion.model,
    usage: completion.usage,
    candidates: completion.candidates.map(({ message, finish, extensions }) => ({
      parts: message.content.map(({ continuity, ...part }) => ({
        ...part,
        token: continuity?.data,
      })),
      finish,
      extensions,
    })),
  }
}

const borders = fc.array(fc.nat(), { maxLength: 12 })

describe.skipIf(recordings.length === 0)('recorded streams', () => {
  test.each(recordings)('$file: any byte split gives the same events', (recording) => {
    const bytes = bytesOf(recording)
    const expected = decode([bytes])
    expect(expected.filter(({ type }) => type === 'error')).toEqual([])
    fc.assert(
      fc.property(borders, (at) => {
        expect(decode(cut(bytes, at))).toEqual(expected)
      }),
      { numRuns: bytes.length > 20_000 ? 20 : 200 },
    )
  })

  const events = recordings.filter(({ sse }) => sse !== undefined)
  test.each(events)('$file: relayed bytes are the bytes that came', (recording) => {
    const bytes = bytesOf(recording)
    const expected = collect(decode([bytes]))
    fc.assert(
      fc.property(borders, (at) => {
        const relay = chat.relayStream?.({ wire: chat.wire, body: {}, headers: [] })
        if (relay === undefined) throw new TypeError('no relay')
        const out = cut(bytes, at).map((chunk) => relay.push(chunk))
        expect(relay.end()).toBeUndefined()
        expect(Buffer.concat([...out, relay.tail ?? new Uint8Array()])).toEqual(Buffer.from(bytes))
        expect(relay.seen.usage).toEqual(expected.usage)
        expect(relay.seen.finish).toEqual(expected.candidates[0]?.finish)
        expect(relay.seen.id).toBe(expected.id)
      }),
      { numRuns: bytes.length > 20_000 ? 20 : 200 },
    )
  })

  test.each(recordings)('$file: the encoded stream tells the same answer', (recording) => {
    const decoded = decode([bytesOf(recording)])
    const completion = collect(decoded)
    for (const told of [decoded, explode(completion)]) {
      const written = encode(told)
      expect(written).not.toMatch(/^event:|\[DONE\]/m)
      expect(
        written.split('\r\n\r\n').every((block) => block === '' || block.startsWith('data: {')),
      ).toBe(true)
      const again = collect(decode([new TextEncoder().encode(written)]))
      expect(essence(again)).toEqual(essence(completion))
    }
  })

  test.each(recordings)('$file: cut after any event it never ends cleanly', (recording) => {
    const decoded = decode([bytesOf(recording)])
    const ending = decoded.findIndex(({ type }) => type === 'finish')
    for (let length = 0; length <= ending; length++) {
      const last = encode(decoded.slice(0, length)).trimEnd().split('\r\n\r\n').at(-1) ?? ''
      expect(last).toMatch(/^data: \{"error":\{"code":503,.*"status":"UNAVAILABLE"/)
    }
  })

  test.each(events)('$file: upstream bytes cut anywhere are reported as cut', (recording) => {
    const bytes = bytesOf(recording)
    const whole = new TextDecoder().decode(bytes)
    const end = Math.max(whole.lastIndexOf('"finishReason"'), 0)
    fc.assert(
      fc.property(fc.nat({ max: end }), (length) => {
        const piece = new TextEncoder().encode(whole.slice(0, length))
        const last = decode([piece]).at(-1)
        expect(last).toMatchObject({ type: 'error', error: { details: { verdict: 'truncated' } } })
        const relay = chat.relayStream?.({ wire: chat.wire, body: {}, headers: [] })
        relay?.push(piece)
        expect(relay?.end()?.details.verdict).toBe('truncated')
      }),
      { numRuns: 30 },
    )
  })

  test('the array a plain stream request is answered with decodes as a whole answer too', () => {
    const arrays = recordings.filter(({ body }) => Array.isArray(body))
    expect(arrays.length).toBeGreaterThan(0)
    for (const recording of arrays) {
      const body = bytesOf(recording)
      const headers = ['content-type', 'application/json']
      const completion = chat.decodeResponse({ status: 200, headers, body }, request)
      expect(completion).toEqual(collect(decode([body])))
    }
  })

  test('signed parts keep their borders and signatures', () => {
    const counted = recordings.map((recording) => {
      const sent =
        new TextDecoder().decode(bytesOf(recording)).split('"thoughtSignature"').length - 1
      const parts = collect(decode([bytesOf(recording)])).candidates.flatMap(
        ({ message }) => message.content,
      )
      return [sent, parts.filter((part) => part.continuity !== undefined).length] as const
    })
    for (const [sent, kept] of counted) expect(kept).toBe(sent)
  })

  test('arguments streamed in pieces are put together', () => {
    const names = new Set(['gemini/0013.json', 'gemini/0014.json'])
    const calls = recordings
      .filter(({ file }) => names.has(file))
      .flatMap(
        (recording) => collect(decode([bytesOf(recording)])).candidates[0]?.message.content ?? [],
      )
      .flatMap((part) =>
        part.type === 'tool-call' ? [[part.name, JSON.parse(part.arguments)]] : [],
      )
    expect(calls.slice(0, 2)).toEqual([
      ['getWeather', { location: 'Boston' }],
      ['getWeather', { location: 'San Francisco' }],
    ])
    expect(calls.length).toBeGreaterThan(2)
  })
})

function text(...chunks: readonly object[]): Uint8Array {
  return new TextEncoder().encode(
    chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join(''),
  )
}

describe('stream decoder', () => {
  test('a refused prompt is told as blocked and ends cleanly', () => {
    const events = decode([
      text({ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 3 } }),
    ])
    expect(events.map(({ type }) => type)).toEqual(['start', 'blocked', 'usage'])
  })

  test.each([
    ['one object', '{"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}'],
    ['a list', '[{\n"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}\n]'],
    [
      'an event',
      'data: {"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED"}}\r\n\r\n',
    ],
  ])('an error as %s inside the stream is an error', (_name, body) => {
    const [event, ...rest] = decode([new TextEncoder().encode(body)])
    expect(rest).toEqual([])
    expect(event).toMatchObject({ type: 'error', error: { kind: 'rate_limited', message: 'slow' } })
  })

  test('a call before the chunk with STOP makes the ending tool-calls', () => {
    const completion = collect(
      decode([
        text(
          {
            candidates: [{ content: { parts: [{ functionCall: { name: 'f', args: { a: 1 } } }] } }],
          },
          { candidates: [{ content: {}, finishReason: 'STOP' }] },
        ),
      ]),
    )
    expect(completion.candidates[0]?.finish).toEqual({ reason: 'tool-calls', native: 'STOP' })
  })

  test('candidates interleave and each needs its own ending', () => {
    const chunk = (index: number, word: string, finishReason?: string) => ({
      candidates: [{ index, content: { parts: [{ text: word }] }, finishReason }],
    })
    const whole = decode([text(chunk(0, 'a'), chunk(1, 'b', 'STOP'), chunk(0, 'c', 'MAX_TOKENS'))])
    const completion = collect(whole)
    expect(completion.candidates.map(({ finish }) => finish.reason)).toEqual(['length', 'stop'])
    expect(completion.candidates[0]?.message.content).toEqual([{ type: 'text', text: 'ac' }])
    const half = decode([text(chunk(0, 'a'), chunk(1, 'b', 'STOP'))])
    expect(half.at(-1)).toMatchObject({ type: 'error' })
  })

  test('broken JSON is reported once and nothing follows', () => {
    const events = decode([new TextEncoder().encode('data: {"candi\r\n\r\ndata: {}\r\n\r\n')])
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ error: { details: { verdict: 'malformed' } } })
  })

  test('frames newer than this program pass as opaque', () => {
    const events = decode([text({ somethingNew: true })])
    expect(events[0]).toEqual({
      type: 'opaque',
      wire: 'google-generate',
      event: undefined,
      data: '{"somethingNew":true}',
    })
  })
})

describe('stream encoder', () => {
  const start: StreamEvent = { type: 'start', id: 'r', model: 'm' }

  test('without alt=sse it writes one JSON array', () => {
    const array: ChatRequest = {
      ...request,
      source: { wire: 'google-generate-array', body: {}, headers: [] },
    }
    const encoder = googleGenerate.encodeStream(array)
    expect(encoder.headers).toContain('application/json; charset=UTF-8')
    const events: readonly StreamEvent[] = [
      start,
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      { type: 'part-delta', candidate: 0, index: 0, text: 'a' },
      { type: 'part-delta', candidate: 0, index: 0, text: 'b' },
      { type: 'part-end', candidate: 0, index: 0 },
      { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
    ]
    const written =
      events.map((event) => encoder.push(event)).join(encoder.keepAlive()) + encoder.end()
    const chunks = JSON.parse(written) as readonly JsonValue[]
    expect(chunks).toHaveLength(3)
    expect(chunks.at(-1)).toMatchObject({ candidates: [{ finishReason: 'STOP' }] })
    const failed = googleGenerate.encodeStream(array)
    const error = new GatewayError('overloaded', 'busy', { origin: 'gateway' })
    expect(JSON.parse(failed.push(start) + failed.end(error))).toMatchObject([
      { error: { code: 503, status: 'UNAVAILABLE', message: 'busy' } },
    ])
  })

  test('a signature that comes after streamed thoughts follows in an empty thought', () => {
    const token = {
      data: 'sb1.x',
      kind: 'signature',
      issuer: { wire: 'a', provider: 'p', model: '' },
    } as const
    const written = encode([
      start,
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'reasoning', form: 'full' } },
      { type: 'part-delta', candidate: 0, index: 0, text: 'hm' },
      { type: 'part-patch', candidate: 0, index: 0, fields: { continuity: token } },
      { type: 'part-end', candidate: 0, index: 0 },
      { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
    ])
    expect(written).toContain('[{"text":"hm","thought":true}]')
    expect(written).toContain('[{"text":"","thought":true,"thoughtSignature":"sb1.x"}]')
  })

  test('arguments of a call wait until they are whole', () => {
    const encoder = googleGenerate.encodeStream(request)
    const part = { type: 'tool-call', callId: 'c1', name: 'f', kind: 'function' } as const
    encoder.push(start)
    expect(encoder.push({ type: 'part-start', candidate: 0, index: 0, part })).toBe('')
    expect(encoder.push({ type: 'part-delta', candidate: 0, index: 0, text: '{"a"' })).toBe('')
    expect(encoder.push({ type: 'part-delta', candidate: 0, index: 0, text: ':1}' })).toBe('')
    expect(encoder.push({ type: 'part-end', candidate: 0, index: 0 })).toContain(
      '"functionCall":{"id":"c1","name":"f","args":{"a":1}}',
    )
  })

  test('a keep-alive is a comment in its own block', () => {
    expect(googleGenerate.encodeStream(request).keepAlive()).toBe(': keep-alive\r\n\r\n')
  })
})
