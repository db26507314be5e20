import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  collect,
  GatewayError,
  sseFramer,
  type ChatRequest,
  type Completion,
  type JsonObject,
  type StreamEvent,
  type Target,
} from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anthropic } from './anthropic.ts'
import { countTokensCodec } from './count-tokens/codec.ts'
import { anthropicCountTokens } from './dialects/count-tokens.ts'
import { encodeMessage } from './dialects/messages-reply.ts'
import { decodeRequest } from './dialects/messages-request.ts'
import { encodeStream } from './dialects/messages-stream.ts'
import { messagesCodec } from './messages/codec.ts'
import { relayStream } from './messages/relay.ts'
import { decodeStream } from './messages/stream.ts'

interface Recording {
  readonly file: string
  readonly status: number
  readonly request?: { readonly body: JsonObject }
  readonly headers: Readonly<Record<string, string>>
  readonly body?: JsonObject
  readonly sse?: string
}

const root = join(import.meta.dirname, '../../../../shared/fixtures/recordings/anthropic')
const recorded = existsSync(root)

function load(folder: string): readonly Recording[] {
  if (!recorded) return []
  return readdirSync(join(root, folder)).map((file) => ({
    ...(JSON.parse(readFileSync(join(root, folder, file), 'utf8')) as Recording),
    file,
  }))
}

const all = load('messages')
const requests = all.flatMap(({ file, request }) =>
  request === undefined ? [] : [{ file, body: request.body }],
)
const answers = all.flatMap(({ file, body, status }) =>
  body === undefined || status !== 200 ? [] : [{ file, body }],
)
const failures = all.filter(({ status }) => status >= 400)
const streams = all.flatMap(({ file, sse }) => (sse === undefined ? [] : [{ file, sse }]))
const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }

function target(body: JsonObject): Target {
  return { id: 't', provider: 'anthropic', model: body['model'] as string }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function sentBody(body: Uint8Array | string | undefined): unknown {
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
}

function split(text: string, cuts: readonly number[]): readonly Uint8Array[] {
  const whole = bytes(text)
  const at = [...cuts.map((cut) => cut % whole.length), whole.length].toSorted((a, b) => a - b)
  return at.map((end, index) => whole.subarray(at[index - 1] ?? 0, end))
}

function eventsOf(chunks: readonly Uint8Array[]): readonly StreamEvent[] {
  const framer = sseFramer()
  const decoder = decodeStream(chat)
  const frames = [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()]
  return [...frames.flatMap((frame) => decoder.push(frame)), ...decoder.end()]
}

/** What the official SDK makes of a stream, written down independently of the decoder. */
function accumulate(sse: string): JsonObject {
  let message: Record<string, unknown> = {}
  const content: Record<string, unknown>[] = []
  const json: Record<number, string> = {}
  for (const line of sse.split('\n').filter((entry) => entry.startsWith('data:'))) {
    const event = JSON.parse(line.slice(5))
    if (event.type === 'message_start') message = event.message
    if (event.type === 'content_block_start') content[event.index] = event.content_block
    if (event.type === 'content_block_delta') {
      const block = content[event.index]!
      const { delta } = event
      if (delta.type === 'text_delta') block['text'] = String(block['text']) + delta.text
      if (delta.type === 'thinking_delta')
        block['thinking'] = String(block['thinking']) + delta.thinking
      if (delta.type === 'signature_delta') block['signature'] = delta.signature
      if (delta.type === 'input_json_delta')
        json[event.index] = (json[event.index] ?? '') + delta.partial_json
    }
    if (event.type === 'content_block_stop' && json[event.index])
      content[event.index]!['input'] = JSON.parse(json[event.index]!)
    if (event.type === 'message_delta') {
      Object.assign(message, event.delta)
      message['usage'] = { ...(message['usage'] as object), ...event.usage }
    }
  }
  return { ...message, content } as JsonObject
}

describe.skipIf(!recorded)('recorded requests', () => {
  test.each(requests)('$file comes back as it was, without a warning', ({ body }) => {
    const encoded = messagesCodec.encodeRequest(decodeRequest(body), target(body))
    expect(sentBody(encoded.request.body)).toEqual(body)
    expect(encoded.warnings).toEqual([])
  })

  test.each(requests)('$file is relayed with nothing but the model changed', ({ body }) => {
    const inbound = {
      method: 'POST',
      path: '/v1/messages',
      query: 'beta=true',
      headers: ['anthropic-version', '2026-10-21', 'anthropic-beta', 'a,b'],
      body: bytes(JSON.stringify(body)),
    }
    const { source } = decodeRequest(body, inbound)
    const { request } = messagesCodec.relayRequest!(
      source!,
      { id: 't', provider: 'p', model: 'other' },
      chat,
    )
    expect(sentBody(request.body)).toEqual({ ...body, model: 'other' })
    expect(request.headers).toEqual([
      'content-type',
      'application/json',
      'anthropic-version',
      '2026-10-21',
      'anthropic-beta',
      'a,b',
    ])
  })

  test.each(load('count_tokens'))('count $file comes back as it was', ({ request, body }) => {
    const count = anthropicCountTokens.decodeRequest(request!.body)
    if (count.operation !== 'count-tokens') throw new Error('not a count')
    const encoded = countTokensCodec.encodeRequest(count, target(request!.body))
    expect(sentBody(encoded.request.body)).toEqual(request!.body)
    const response = { status: 200, headers: [], body: bytes(JSON.stringify(body)) }
    const result = countTokensCodec.decodeResponse(response, count)
    const reply = anthropicCountTokens.encodeReply({ type: 'result', result }, count)
    expect(sentBody(reply.body)).toEqual(body)
  })
})

describe.skipIf(!recorded)('recorded answers', () => {
  test.each(answers)('$file comes back as it was', ({ body }) => {
    const response = { status: 200, headers: [], body: bytes(JSON.stringify(body)) }
    const completion = messagesCodec.decodeResponse(response, chat)
    expect(encodeMessage(completion)).toEqual(body)
  })

  test.each(answers)('$file has the same token total as its usage object', ({ body }) => {
    const response = { status: 200, headers: [], body: bytes(JSON.stringify(body)) }
    const { usage } = messagesCodec.decodeResponse(response, chat)
    const raw = body['usage'] as Record<string, number>
    const sum = (values: object) => Object.values(values).reduce((a: number, b: number) => a + b, 0)
    expect(sum(usage!.input)).toBe(
      raw['input_tokens']! + raw['cache_creation_input_tokens']! + raw['cache_read_input_tokens']!,
    )
    expect(sum(usage!.output)).toBe(raw['output_tokens'])
    expect(usage!.suspect).toBeUndefined()
  })

  test.each(failures)('$file is classified with the provider’s own message', (failure) => {
    const error = anthropic().classifyError(
      { status: failure.status, headers: [], body: bytes(JSON.stringify(failure.body)) },
      0,
    )
    expect(error.kind).toBe(failure.status === 404 ? 'unknown_model' : 'invalid_request')
    expect(error.message).toBe((failure.body!['error'] as JsonObject)['message'])
    expect(error.details.native?.requestId).toBe(failure.body!['request_id'])
  })

  test('the recorded rate-limit headers are read', () => {
    const headers = all.find(({ file }) => file === '0019.json')!.headers
    const limits = anthropic().readRateLimits(Object.entries(headers).flat(), 0)
    expect(limits).toContainEqual({
      unit: 'requests',
      limit: 10_000,
      remaining: 9999,
      resetsAt: Date.parse('2026-08-02T17:44:01Z'),
    })
    expect(limits.map(({ unit }) => unit)).toEqual([
      'requests',
      'tokens',
      'input-tokens',
      'output-tokens',
    ])
  })
})

describe.skipIf(!recorded)('recorded streams', () => {
  test.each(streams)('$file collects to what the official SDK accumulates', ({ sse }) => {
    const message = encodeMessage(collect(eventsOf([bytes(sse)])))
    expect(message).toEqual(accumulate(sse))
  })

  test.each(streams)('$file tells the same events at any byte split', ({ sse }) => {
    const whole = eventsOf([bytes(sse)])
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
        expect(eventsOf(split(sse, cuts))).toEqual(whole)
      }),
      { numRuns: 200 },
    )
  })

  test.each(streams)('$file is relayed byte for byte at any split, and seen', ({ sse }) => {
    const completion = collect(eventsOf([bytes(sse)]))
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
        const relay = relayStream()
        const out = split(sse, cuts).map((chunk) => relay.push(chunk))
        expect(relay.end()).toBeUndefined()
        expect(Buffer.concat(out).toString()).toBe(sse)
        expect(relay.seen.id).toBe(completion.id)
        expect(relay.seen.usage).toEqual(completion.usage)
        expect(relay.seen.finish).toEqual(completion.candidates[0]!.finish)
      }),
      { numRuns: 200 },
    )
  })

  test.each(streams)('$file never ends cleanly when it is cut at an event border', ({ sse }) => {
    const blocks = sse.split('\n\n').filter((block) => block.trim() !== '')
    for (let kept = 0; kept < blocks.length; kept++) {
      const cut = blocks
        .slice(0, kept)
        .map((block) => `${block}\n\n`)
        .join('')
      expect(eventsOf([bytes(cut)]).at(-1)).toMatchObject({
        type: 'error',
        error: { details: { verdict: 'truncated' } },
      })
      const relay = relayStream()
      relay.push(bytes(cut))
      expect(relay.end()).toBeInstanceOf(GatewayError)
    }
  })

  test.each(streams)('$file survives being written again', ({ sse }) => {
    const events = eventsOf([bytes(sse)])
    const encoder = encodeStream()
    const text = events.map((event) => encoder.push(event)).join('') + encoder.end()
    const again: Completion = collect(eventsOf([bytes(text)]))
    expect(again).toEqual(collect(events))
  })
})
