import { existsSync, readFileSync } from 'node:fs'

import {
  collect,
  explode,
  GatewayError,
  isJsonObject,
  sseFramer,
  type ChatRequest,
  type Completion,
  type JsonObject,
  type Part,
  type StreamEvent,
} from '@signalbox/core'
import { streams } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { jsonEqual } from '../json-equal.ts'
import { text as textIn } from '../json-fields.ts'
import { decodeResponseObject } from '../responses/response.ts'
import { decodeResponsesStream } from '../responses/stream.ts'
import { openaiResponses } from './responses.ts'

const request: ChatRequest = openaiResponses.decodeRequest({ model: 'm', input: 'x', stream: true })

function encode(events: Iterable<StreamEvent>, error?: GatewayError): string {
  const encoder = openaiResponses.encodeStream(request)
  let out = ''
  for (const event of events) out += encoder.push(event)
  out += encoder.end(error)
  expect(encoder.end()).toBe('')
  return out
}

function decode(text: string): readonly StreamEvent[] {
  const framer = sseFramer()
  const decoder = decodeResponsesStream()
  const frames = [...framer.push(new TextEncoder().encode(text)), ...framer.end()]
  return [...frames.flatMap((frame) => [...decoder.push(frame)]), ...decoder.end()]
}

function parse(stream: string): readonly JsonObject[] {
  expect(stream.endsWith('\n\n')).toBe(true)
  return stream
    .slice(0, -2)
    .split('\n\n')
    .map((block) => {
      const match = /^event: (\S+)\ndata: ([^\n]*)$/.exec(block)
      const value = JSON.parse(match?.[2] ?? 'null') as JsonObject
      expect(value['type']).toBe(match?.[1])
      return value
    })
}

interface Section {
  text: string
  open: boolean
}

interface Item {
  readonly id: unknown
  readonly type: unknown
  readonly sections: Section[]
  done: JsonObject | undefined
}

/** The strict reading of OpenAI's event order: throws a sentence for whatever a client could trip over. */
function checkOrder(stream: string): void {
  const events = parse(stream)
  const items: Item[] = []
  let errors = 0
  let id: unknown
  const fail = (event: JsonObject, why: string) => {
    throw new Error(`${why}: ${JSON.stringify(event)}`)
  }
  for (const [at, event] of events.entries()) {
    const type = textIn(event, 'type') ?? ''
    if (event['sequence_number'] !== at) fail(event, 'the sequence is not dense')
    const response = event['response']
    if (isJsonObject(response)) {
      id ??= response['id']
      if (response['id'] !== id) fail(event, 'the identity changed')
      if (!Array.isArray(response['output'])) fail(event, 'the response has no output')
    }
    if (at === 0 && type !== 'response.created' && type !== 'error') fail(event, 'no created')
    if (at === 1 && type !== 'response.in_progress' && errors === 0) fail(event, 'no in_progress')
    if (errors > 0 && type !== 'response.failed') fail(event, 'something follows the error')
    if (type === 'error') {
      errors += 1
      if (!isJsonObject(event['error'])) fail(event, 'the error is not nested')
      continue
    }
    const terminal = /^response\.(completed|incomplete|failed)$/.exec(type)
    if (terminal !== null) {
      if (at !== events.length - 1) fail(event, 'the terminal event is not the last')
      checkTerminal(event, String(terminal[1]), items, fail)
      continue
    }
    if (at === events.length - 1) fail(event, 'there is no terminal event')
    if (at > 1) checkItemEvent(type, event, items, fail)
  }
}

type Fail = (event: JsonObject, why: string) => void

function checkTerminal(
  event: JsonObject,
  status: string,
  items: readonly Item[],
  fail: Fail,
): void {
  const response = event['response'] as JsonObject
  if (response['status'] !== status && response['status'] !== 'cancelled')
    fail(event, 'the status is not the event')
  if (!('usage' in response)) fail(event, 'there is no usage')
  if (status === 'failed') {
    if (!isJsonObject(response['error'])) fail(event, 'there is no error')
    return
  }
  if (items.some((item) => item.done === undefined)) fail(event, 'an item is not done')
  const output = items.map((item) => item.done as JsonObject)
  if (!jsonEqual(response['output'], output)) fail(event, 'the output is not the items')
}

function checkItemEvent(type: string, event: JsonObject, items: Item[], fail: Fail): void {
  const at = event['output_index']
  if (type === 'response.output_item.added') {
    const item = event['item'] as JsonObject
    if (at !== items.length) fail(event, 'the output index is not dense')
    if (typeof item['id'] !== 'string' || item['id'] === '') fail(event, 'the item has no id')
    if (items.some((known) => known.id === item['id'])) fail(event, 'the item id is not its own')
    items.push({ id: item['id'], type: item['type'], sections: [], done: undefined })
    return
  }
  const item = items[Number(at)]
  if (item === undefined || item.done !== undefined) return fail(event, 'the item is not open')
  if (type === 'response.output_item.done') {
    const done = event['item'] as JsonObject
    if (done['id'] !== item.id || done['type'] !== item.type) fail(event, 'another item is done')
    if (item.sections.some(({ open }) => open)) fail(event, 'a part is not done')
    if (item.type === 'message') {
      const texts = (done['content'] as JsonObject[]).map((part) => part['text'] ?? part['refusal'])
      const told = item.sections.map(({ text }) => text)
      if (!jsonEqual(texts as string[], told)) fail(event, 'the texts are not the deltas')
    }
    item.done = done
    return
  }
  if (event['item_id'] !== item.id) fail(event, 'the item id is not the announced one')
  const key = Number(event['content_index'] ?? event['summary_index'] ?? 0)
  if (/(?:content|summary)_part\.added$/.test(type)) {
    if (key !== item.sections.length) fail(event, 'the part index is not dense')
    item.sections.push({ text: '', open: true })
    return
  }
  if (/(?:arguments|input)\.(?:delta|done)$/.test(type))
    item.sections[0] ??= { text: '', open: true }
  const section = item.sections[key]
  if (section?.open !== true) return fail(event, 'the part is not open')
  if (type.endsWith('.delta')) section.text += textIn(event, 'delta') ?? ''
  else if (/(?:content|summary)_part\.done$/.test(type)) section.open = false
  else if (type.endsWith('.done')) {
    const whole = event['text'] ?? event['refusal'] ?? event['arguments'] ?? event['input']
    if (whole !== section.text) fail(event, 'the whole text is not the deltas')
    if (/(?:arguments|input)\.done$/.test(type)) section.open = false
  } else if (!type.endsWith('annotation.added')) fail(event, 'the event is unknown')
}

interface Recorded {
  readonly file: string
  readonly api: string
  readonly stream: boolean
  readonly sse: string
}

const folder = new URL('../../../../../shared/fixtures/recordings/', import.meta.url)

function load(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

const answers = existsSync(folder)
  ? (load('MANIFEST.json') as (Recorded & { readonly status: number })[])
      .filter(({ api, stream, status }) => api === 'responses' && !stream && status === 200)
      .map(({ file }) => ({ file, body: (load(file) as { readonly body: JsonObject }).body }))
      .filter(({ body }) => body['status'] !== 'queued')
  : []

const recorded = existsSync(folder)
  ? (load('MANIFEST.json') as Recorded[])
      .filter(({ api, stream }) => api === 'responses' && stream)
      .map(({ file }) => ({ file, events: decode((load(file) as Recorded).sse) }))
  : []

describe.skipIf(recorded.length === 0)('recorded streams, written again', () => {
  test.each(recorded)('$file: says the same to a second reader', ({ events }) => {
    const known = events.filter((event) => event.type !== 'opaque')
    const stream = encode(known)
    checkOrder(stream)
    expect(collect(decode(stream))).toEqual(collect(events))
    expect(encode(events).length).toBeGreaterThanOrEqual(stream.length)
  })

  test.each(recorded)('$file: no cut ends cleanly', ({ events }) => {
    for (let at = 0; at < events.length - 1; at += 1) {
      if (events[at]?.type === 'finish') break
      const stream = encode(events.slice(0, at).filter((event) => event.type !== 'opaque'))
      checkOrder(stream)
      expect(stream).toContain('event: error\n')
      expect(parse(stream).at(-1)?.['type']).toBe('response.failed')
    }
  })
})

describe.skipIf(answers.length === 0)('recorded answers, told as streams', () => {
  test.each(answers)('$file: end with the very response', ({ body }) => {
    const stream = encode(explode(decodeResponseObject(body)))
    checkOrder(stream)
    expect(parse(stream).at(-1)?.['response']).toEqual(body)
  })
})

/** What both wires can say: text in order, calls with their arguments. */
function said(completion: Completion): readonly unknown[] {
  const content = completion.candidates[0]?.message.content ?? []
  return content.flatMap((part: Part) => {
    switch (part.type) {
      case 'text':
      case 'refusal':
        return [[part.type, part.text]]
      case 'reasoning':
        return part.text === '' ? [] : [[part.type, part.text]]
      case 'tool-call':
        return [[part.type, part.callId, part.name, part.kind, part.arguments]]
      case 'media':
      case 'tool-result':
      case 'server-tool':
      case 'reference':
      case 'opaque':
        return []
    }
  })
}

/** Parts that interleave may change places. */
function sorted(parts: readonly unknown[]): readonly string[] {
  return parts.map((part) => JSON.stringify(part)).toSorted()
}

describe('the stream encoder', () => {
  test('writes any answer of any wire in an order that a strict reader accepts', () => {
    fc.assert(
      fc.property(streams(), ({ completion, events }) => {
        const stream = encode(events)
        checkOrder(stream)
        const finish = completion.candidates[0]?.finish.reason
        if (finish === 'error' || finish === 'malformed-tool-call') return
        if (finish === undefined) return
        expect(sorted(said(collect(decode(stream))))).toEqual(sorted(said(completion)))
      }),
      { numRuns: 300 },
    )
  })

  const answer: Completion = {
    id: 'chatcmpl-1',
    model: 'm',
    createdAt: 7,
    candidates: [
      {
        message: {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'think', form: 'summary' },
            { type: 'text', text: 'hi', citations: [{ type: 'url_citation', url: 'u' }] },
            {
              type: 'tool-call',
              callId: 'c1',
              name: 'f',
              kind: 'function',
              arguments: '{}',
              continuity: {
                data: 'sb1.token',
                kind: 'thought-signature',
                issuer: { wire: 'x', provider: 'p', model: 'm' },
              },
            },
            { type: 'tool-call', callId: 'c2', name: 'g', kind: 'custom', arguments: 'free' },
          ],
        },
        finish: { reason: 'tool-calls' },
      },
    ],
    usage: {
      input: {
        uncached: 3,
        cacheRead: 2,
        cacheWrite5m: 1,
        cacheWrite1h: 0,
        cacheWriteOther: 0,
        toolUse: 0,
      },
      output: { text: 4, reasoning: 5 },
    },
  }

  test('and the whole reply hold the same items', () => {
    const stream = encode(explode(answer))
    checkOrder(stream)
    const response = parse(stream).at(-1)?.['response'] as JsonObject
    const reply = openaiResponses.encodeReply({ type: 'completion', completion: answer }, request)
    expect(JSON.parse(String(reply.body))).toEqual(response)
    expect(response).toMatchObject({
      id: 'resp_chatcmpl1',
      status: 'completed',
      created_at: 7,
      usage: { input_tokens: 6, output_tokens: 9, total_tokens: 15 },
    })
    expect((response['output'] as JsonObject[]).map((item) => item['type'])).toEqual([
      'reasoning',
      'message',
      'reasoning',
      'function_call',
      'custom_tool_call',
    ])
  })

  test('sends logprobs with the delta that they belong to', () => {
    const content = [{ token: 'a', logprob: 0 }]
    const stream = encode([
      { type: 'start', id: 'x', model: 'm' },
      { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      { type: 'logprobs', candidate: 0, logprobs: { content } },
      { type: 'part-delta', candidate: 0, index: 0, text: 'a' },
      { type: 'part-end', candidate: 0, index: 0 },
      { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
    ])
    const delta = parse(stream).find((event) => event['type'] === 'response.output_text.delta')
    expect(delta?.['logprobs']).toEqual(content)
    checkOrder(stream)
  })

  test.each([
    ['length', 'response.incomplete', 'max_output_tokens'],
    ['content-filter', 'response.incomplete', 'content_filter'],
    ['refusal', 'response.incomplete', 'content_filter'],
    ['error', 'response.failed', undefined],
    ['stop', 'response.completed', undefined],
  ] as const)('ends %s with %s', (reason, type, cause) => {
    const stream = encode([
      { type: 'start', id: 'x', model: 'm' },
      { type: 'finish', candidate: 0, finish: { reason } },
    ])
    checkOrder(stream)
    const last = parse(stream).at(-1)
    expect(last?.['type']).toBe(type)
    const response = isJsonObject(last?.['response']) ? last['response'] : {}
    const details = response['incomplete_details']
    expect(isJsonObject(details) ? details['reason'] : undefined).toBe(cause)
  })

  test.each([
    ['context_length', undefined, 'context_length_exceeded'],
    ['rate_limited', 'quota_exhausted', 'insufficient_quota'],
    ['rate_limited', 'rate_limited', 'rate_limit_exceeded'],
    ['upstream_error', 'truncated', 'server_error'],
  ] as const)('fails with %s %s as %s', (kind, verdict, code) => {
    const error = new GatewayError(kind, 'Sorry.', { origin: 'provider', verdict })
    const stream = encode([{ type: 'start', id: 'x', model: 'm' }], error)
    checkOrder(stream)
    const [failure, last] = parse(stream).slice(-2)
    expect(failure).toMatchObject({ type: 'error', error: { code, message: 'Sorry.' } })
    expect(last).toMatchObject({ response: { status: 'failed', error: { code } } })
  })

  test('keeps two parts of one message together and numbers unknown events anew', () => {
    const at = { candidate: 0 } as const
    const wire = 'openai-responses'
    const data = JSON.stringify({ type: 'response.glow', item_id: 'msg_1', output_index: 7, x: 1 })
    const stream = encode([
      { type: 'start', id: 'resp_1', model: 'm' },
      { type: 'part-start', ...at, index: 0, part: { type: 'text', id: 'msg_1' } },
      { type: 'part-delta', ...at, index: 0, text: 'a' },
      { type: 'opaque', wire, event: 'response.glow', data },
      { type: 'opaque', wire: 'another', event: 'x', data: '{}' },
      { type: 'part-end', ...at, index: 0 },
      { type: 'part-start', ...at, index: 1, part: { type: 'refusal', id: 'msg_1' } },
      { type: 'part-delta', ...at, index: 1, text: 'no' },
      { type: 'part-end', ...at, index: 1 },
      { type: 'finish', ...at, finish: { reason: 'refusal' } },
    ])
    const events = parse(stream)
    const glow = events.find((event) => event['type'] === 'response.glow')
    expect(glow).toMatchObject({ output_index: 0, x: 1, sequence_number: 5 })
    const response = events.at(-1)?.['response']
    expect(response).toMatchObject({
      output: [{ id: 'msg_1', content: [{ text: 'a' }, { type: 'refusal', refusal: 'no' }] }],
    })
  })

  test('a refused prompt is an incomplete answer without output', () => {
    const stream = encode([
      { type: 'start', id: 'x', model: 'm' },
      { type: 'blocked', blocked: { blockReason: 'SAFETY' } },
    ])
    checkOrder(stream)
    expect(stream).toContain('"incomplete_details":{"reason":"content_filter"}')
  })

  test('keeps alive with a comment in its own block', () => {
    expect(openaiResponses.encodeStream(request).keepAlive()).toBe(': keep-alive\n\n')
  })
})
