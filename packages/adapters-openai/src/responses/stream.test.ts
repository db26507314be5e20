import { existsSync, readFileSync } from 'node:fs'

import {
  collect,
  isJsonObject,
  sseFramer,
  type ChatRequest,
  type JsonObject,
  type StreamEvent,
} from '@signalbox/core'
import { checkEvents } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { responsesCodec } from './codec.ts'
import { decodeResponseObject } from './response.ts'
import { decodeResponsesStream } from './stream.ts'

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

const streams = existsSync(folder)
  ? (load('MANIFEST.json') as Recorded[])
      .filter(({ api, stream }) => api === 'responses' && stream)
      .map(({ file }) => ({ ...(load(file) as Recorded), file }))
  : []

const codec = responsesCodec()
const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: true }

function decode(chunks: readonly Uint8Array[]): readonly StreamEvent[] {
  const framer = sseFramer()
  const decoder = codec.decodeStream(chat)
  const frames = [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.end()]
  return [...frames.flatMap((frame) => [...decoder.push(frame)]), ...decoder.end()]
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function terminalResponse(sse: string): JsonObject {
  const holders = dataOf(sse).filter((event) => isJsonObject(event['response']))
  return holders.at(-1)?.['response'] as JsonObject
}

function dataOf(sse: string): readonly JsonObject[] {
  return sse
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as JsonObject)
}

function cutAt(whole: Uint8Array, borders: readonly number[]): readonly Uint8Array[] {
  const points = [0, ...borders.map((border) => border % whole.length), whole.length]
  const sorted = points.toSorted((a, b) => a - b)
  return sorted.slice(1).map((end, index) => whole.subarray(sorted[index], end))
}

const terminal = /"type": ?"response\.(?:completed|incomplete|failed)"/

/** Some files hold several streams of one conversation one after the other. */
function firstOf(sse: string): string {
  const blocks = sse.split('\n\n')
  return `${blocks.slice(0, blocks.findIndex((block) => terminal.test(block)) + 1).join('\n\n')}\n\n`
}

/** Azure encrypts reasoning anew for each event that shows it. */
function withoutTokens(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, entry: unknown) => (key === 'data' ? '' : entry)))
}

const finished = streams
  .filter(({ sse }) => terminal.test(sse))
  .map(({ file, sse }) => ({ file, sse: firstOf(sse) }))

describe.skipIf(streams.length === 0)('recorded Responses streams', () => {
  test('the corpus is there', () => {
    expect(finished.length).toBeGreaterThanOrEqual(15)
  })

  test.each(finished)('$file: tells what its terminal response says', ({ sse }) => {
    const told = decode([bytes(sse)])
    checkEvents(told)
    const whole = decodeResponseObject(terminalResponse(sse))
    expect(withoutTokens(collect(told))).toEqual(withoutTokens(whole))
  })

  test.each(finished)('$file: any byte split gives the same events and relay', ({ sse }) => {
    const whole = bytes(sse)
    const expected = decode([whole])
    const border = fc.array(fc.nat(whole.length), { maxLength: 12 })
    const runs = Math.max(10, Math.ceil(200 / finished.length))
    fc.assert(
      fc.property(border, (borders) => {
        const chunks = cutAt(whole, borders)
        expect(decode(chunks)).toEqual(expected)
        const relay = codec.relayStream?.({ wire: codec.wire, body: {}, headers: [] })
        const out = chunks.map((chunk) => relay?.push(chunk) ?? chunk)
        expect(Buffer.concat(out).equals(whole)).toBe(true)
        expect(relay?.end()).toBeUndefined()
        const usage = expected.find((event) => event.type === 'usage')
        expect(relay?.seen.usage).toEqual(usage?.usage)
        const finish = expected.find((event) => event.type === 'finish')
        expect(relay?.seen.finish).toEqual(finish?.finish)
      }),
      { numRuns: runs },
    )
  })

  test.each(finished)('$file: a cut before the last event is never a clean end', ({ sse }) => {
    const blocks = sse.split('\n\n').filter((block) => block !== '')
    const end = blocks.findIndex((block) => terminal.test(block))
    for (let at = 0; at <= end; at += 1) {
      const cut = bytes(
        blocks
          .slice(0, at)
          .map((block) => `${block}\n\n`)
          .join(''),
      )
      const last = decode([cut]).at(-1)
      expect(last?.type === 'error' && last.error.details.verdict).toBe('truncated')
      const relay = codec.relayStream?.({ wire: codec.wire, body: {}, headers: [] })
      relay?.push(cut)
      expect(relay?.end()?.details.verdict).toBe('truncated')
    }
  })
})

function events(...list: readonly JsonObject[]): readonly StreamEvent[] {
  return decode([bytes(list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))])
}

const created = {
  type: 'response.created',
  response: { id: 'resp_1', model: 'm', created_at: 1, status: 'in_progress', output: [] },
}

function ended(output: readonly JsonObject[], status = 'completed', more: JsonObject = {}) {
  const response = { ...created.response, status, output, ...more }
  return { type: `response.${status}`, response }
}

describe('the stream decoder', () => {
  test.each([
    ['insufficient_quota', 'rate_limited', 'quota_exhausted'],
    ['rate_limit_exceeded', 'rate_limited', 'rate_limited'],
    ['context_length_exceeded', 'context_length', 'context_too_long'],
    ['server_error', 'upstream_error', 'transient'],
    ['server_is_overloaded', 'overloaded', 'overloaded'],
    ['invalid_image_url', 'invalid_request', 'bad_request'],
  ])('reads %s nested, flat and in response.failed', (code, kind, verdict) => {
    const error = { code, message: 'Please try again in 1.5s.' }
    const nested = events(created, { type: 'error', error: { type: 'x', ...error } })
    const flat = events(created, { type: 'error', ...error })
    const failed = events(created, ended([], 'failed', { error }))
    for (const list of [nested, flat, failed]) {
      const last = list.at(-1)
      if (last?.type !== 'error') throw new Error('There is no error.')
      expect(last.error.kind).toBe(kind)
      expect(last.error.details.verdict).toBe(verdict)
      expect(last.error.details.retryAfterMs).toBe(kind === 'rate_limited' ? 1500 : undefined)
    }
  })

  test('tells an error followed by response.failed once', () => {
    const error = { code: 'server_error', message: 'x' }
    const list = events(created, { type: 'error', error }, ended([], 'failed', { error }))
    expect(list.filter(({ type }) => type === 'error')).toHaveLength(1)
  })

  test('keeps unknown events opaque and ignores [DONE] and keep-alives', () => {
    const data = { type: 'response.hologram.delta', item_id: 'x' }
    const list = events(created, data, { type: 'keepalive' }, ended([]))
    expect(list.map(({ type }) => type)).toEqual(['start', 'opaque', 'finish'])
    expect(decode([bytes('data: [DONE]\n\n')]).map(({ type }) => type)).toEqual(['error'])
  })

  test('starts by itself where nothing announced the response', () => {
    const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
    const list = events({ type: 'response.output_text.delta', ...at, delta: 'a' }, ended([]))
    checkEvents(list)
    expect(collect(list).candidates[0]?.message.content).toMatchObject([{ text: 'a' }])
  })

  test('takes items that only the terminal response has', () => {
    const item = { type: 'function_call', id: 'fc_1', call_id: 'c', name: 'f', arguments: '{}' }
    const completion = collect(events(created, ended([item])))
    expect(completion.candidates[0]?.finish.reason).toBe('tool-calls')
    expect(completion.candidates[0]?.message.content).toMatchObject([{ arguments: '{}' }])
  })

  test('reports a frame that is not JSON as malformed and then stays silent', () => {
    const list = decode([bytes('data: {"type":\n\ndata: {"type":"response.completed"}\n\n')])
    expect(list).toHaveLength(1)
    expect(list[0]?.type === 'error' && list[0].error.details.verdict).toBe('malformed')
  })

  test('joins summaries as the whole item does', () => {
    const at = { item_id: 'rs_1', output_index: 0 }
    const summary = ['one', 'two'].map((text) => ({ type: 'summary_text', text }))
    const item = { type: 'reasoning', id: 'rs_1', summary, encrypted_content: 'g' }
    const delta = { type: 'response.reasoning_summary_text.delta', ...at }
    const list = events(
      created,
      { type: 'response.output_item.added', ...at, item: { ...item, summary: [] } },
      { ...delta, summary_index: 0, delta: 'one' },
      { ...delta, summary_index: 1, delta: 'two' },
      { type: 'response.output_item.done', ...at, item },
      ended([item]),
    )
    checkEvents(list)
    expect(collect(list)).toEqual(decodeResponseObject(ended([item]).response))
  })

  test('names the events of a provider that does not, and drops its [DONE]', () => {
    const data = [created, ended([])].map((event) => JSON.stringify(event))
    const plain = `: WAIT\n\n${data.map((line) => `data: ${line}\n\n`).join('')}data: [DONE]\n\n`
    const repairing = responsesCodec({ nameEvents: true })
    const relay = repairing.relayStream?.({ wire: codec.wire, body: {}, headers: [] })
    const out = new TextDecoder().decode(relay?.push(bytes(plain)))
    expect(relay?.end()).toBeUndefined()
    expect(out).toBe(
      `: WAIT\n\nevent: response.created\ndata: ${data[0]}\n\n` +
        `event: response.completed\ndata: ${data[1]}\n\n`,
    )
  })

  test('a relay tells the error that went by', () => {
    const error = { code: 'insufficient_quota', message: 'x' }
    const relay = codec.relayStream?.({ wire: codec.wire, body: {}, headers: [] })
    relay?.push(bytes(`event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`))
    expect(relay?.end()?.details.verdict).toBe('quota_exhausted')
  })

  test('never throws, whatever the frames hold', () => {
    const names = ['added', 'done', 'output_item.added', 'output_item.done', 'completed', 'failed']
    const type = fc.constantFrom(
      ...names.map((name) => `response.${name}`),
      'response.output_text.delta',
      'response.created',
      'response.output_text.annotation.added',
      'error',
    )
    const event = fc.record({
      type,
      item: fc.jsonValue({ maxDepth: 3 }),
      response: fc.jsonValue({ maxDepth: 3 }),
      delta: fc.jsonValue({ maxDepth: 1 }),
      error: fc.jsonValue({ maxDepth: 2 }),
      annotation: fc.jsonValue({ maxDepth: 2 }),
      output_index: fc.jsonValue({ maxDepth: 1 }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (list) => {
        const decoder = decodeResponsesStream()
        const frames = list.map((data) => ({ data: JSON.stringify(data) }))
        const out = [...frames.flatMap((frame) => [...decoder.push(frame)]), ...decoder.end()]
        expect(out.some(({ type: kind }) => kind === 'finish' || kind === 'error')).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
