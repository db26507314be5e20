import {
  collect,
  type ChatRequest,
  type JsonObject,
  type Part,
  type StreamEvent,
  type Tool,
} from '@signalbox/core'
import { checkEvents } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { openaiRow } from '../openai.ts'
import type { CompatibleRow } from '../row.ts'
import { decodeChatStream } from './stream.ts'

const plainRow: CompatibleRow = { provider: 'x' }

function eventsOf(
  chunks: readonly (JsonObject | string)[],
  { row = openaiRow, tools = [] }: { row?: CompatibleRow; tools?: readonly Tool[] } = {},
): readonly StreamEvent[] {
  const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], tools, stream: true }
  const decoder = decodeChatStream(row, request)
  const frames = chunks.map((chunk) => (typeof chunk === 'string' ? chunk : JSON.stringify(chunk)))
  const events = [...frames.flatMap((data) => decoder.push({ data })), ...decoder.end()]
  checkEvents(events)
  return events
}

function delta(fields: JsonObject, finish: string | null = null, index = 0): JsonObject {
  return { id: 'r', model: 'm', choices: [{ index, delta: fields, finish_reason: finish }] }
}

function contentOf(
  deltas: readonly JsonObject[],
  options: { row?: CompatibleRow; tools?: readonly Tool[] } = {},
): readonly Part[] {
  const chunks = [...deltas.map((fields) => delta(fields)), delta({}, 'stop'), '[DONE]']
  return collect(eventsOf(chunks, options)).candidates[0]?.message.content ?? []
}

function fragment(fields: JsonObject): JsonObject {
  return { tool_calls: [fields] }
}

describe('tool calls in fragments', () => {
  test('come together by index, and stay open while they interleave', () => {
    const content = contentOf([
      fragment({ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x"' } }),
      fragment({ index: 1, id: 'b', type: 'function', function: { name: 'g', arguments: '' } }),
      fragment({ index: 0, function: { arguments: ':1}' } }),
      fragment({ index: 1, function: { arguments: '{}' } }),
    ])
    expect(content).toMatchObject([
      { callId: 'a', name: 'f', arguments: '{"x":1}' },
      { callId: 'b', name: 'g', arguments: '{}' },
    ])
  })

  test('come together without index, by id', () => {
    const content = contentOf([
      fragment({ id: 'a', function: { name: 'f', arguments: '{' } }),
      fragment({ id: 'a', function: { arguments: '}' } }),
      fragment({ id: 'b', function: { name: 'g', arguments: '{}' } }),
    ])
    expect(content).toMatchObject([
      { callId: 'a', arguments: '{}' },
      { callId: 'b', arguments: '{}' },
    ])
  })

  test('are told apart when all are numbered 0', () => {
    const content = contentOf([
      fragment({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }),
      fragment({ index: 0, id: 'b', function: { name: 'f', arguments: '{}' } }),
    ])
    expect(content.map((part) => part.type === 'tool-call' && part.callId)).toEqual(['a', 'b'])
  })

  test('get the same made-up id every time when they have none', () => {
    const once = () =>
      contentOf([fragment({ index: 0, id: '', function: { name: 'f', arguments: '{}' } })])
    expect(once()).toEqual(once())
    expect(once()[0]).toMatchObject({ callId: expect.stringMatching(/^call_\w{24}$/) })
  })

  test('lose empty fragments at their end', () => {
    const call = { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } }
    const empty = { index: 0, id: '', function: { arguments: '' } }
    expect(contentOf([fragment(call), fragment(empty)])).toHaveLength(1)
    expect(contentOf([fragment({ ...empty, index: 1 })])).toEqual([])
  })

  test('go back into their namespaces and out of their wrapping', () => {
    const tools: readonly Tool[] = [
      { type: 'function', name: 'find', namespace: 'fs' },
      { type: 'custom', name: 'patch' },
    ]
    const content = contentOf(
      [
        fragment({ index: 0, id: 'a', function: { name: 'fs__find', arguments: '{}' } }),
        fragment({ index: 1, id: 'b', function: { name: 'patch', arguments: '{"inp' } }),
        fragment({ index: 1, function: { arguments: 'ut":"hi"}' } }),
      ],
      { row: plainRow, tools },
    )
    expect(content).toMatchObject([
      { name: 'find', namespace: 'fs', kind: 'function' },
      { name: 'patch', kind: 'custom', arguments: 'hi' },
    ])
  })

  test('may be custom, or in the old form', () => {
    const custom = { index: 0, id: 'a', type: 'custom', custom: { name: 'p', input: 'x' } }
    expect(contentOf([fragment(custom)])[0]).toMatchObject({ kind: 'custom', arguments: 'x' })
    const old = contentOf([
      { function_call: { name: 'f', arguments: '' } },
      { function_call: { arguments: '{}' } },
    ])
    expect(old[0]).toMatchObject({ name: 'f', arguments: '{}' })
  })

  test('keep a thought signature', () => {
    const content = contentOf([
      fragment({
        index: 0,
        id: 'a',
        function: { name: 'f', arguments: '{}' },
        extra_content: { google: { thought_signature: 's' } },
      }),
    ])
    expect(content[0]?.continuity).toMatchObject({ data: 's', kind: 'thought-signature' })
  })
})

describe('reasoning', () => {
  test('is read under every name', () => {
    for (const field of ['reasoning_content', 'reasoning'])
      expect(
        contentOf([{ [field]: 'h' }, { [field]: 'm', content: null }, { content: 'a' }]),
      ).toEqual([
        { type: 'reasoning', form: 'full', text: 'hm' },
        { type: 'text', text: 'a' },
      ])
  })

  test('comes in chunks of content', () => {
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }
    expect(contentOf([{ content: [thinking] }, { content: 'a' }])).toEqual([
      { type: 'reasoning', form: 'full', text: 'hm' },
      { type: 'text', text: 'a' },
    ])
  })

  test('in details is not read twice, and keeps its signature', () => {
    const detail = (fields: JsonObject) => [{ type: 'reasoning.text', index: 0, ...fields }]
    const content = contentOf([
      { reasoning: 'h', reasoning_details: detail({ text: 'h' }) },
      { reasoning: 'm', reasoning_details: detail({ text: 'm' }) },
      { reasoning_details: detail({ signature: 'sig' }) },
      { content: 'a' },
    ])
    expect(content).toMatchObject([
      { type: 'reasoning', text: 'hm', continuity: { data: 'sig', kind: 'signature' } },
      { type: 'text', text: 'a' },
    ])
  })

  test('that is encrypted has no text', () => {
    const details = [{ type: 'reasoning.encrypted', data: 'x', index: 0 }]
    expect(contentOf([{ reasoning_details: details }, { content: 'a' }])).toMatchObject([
      { form: 'redacted', text: '', continuity: { data: 'x', kind: 'encrypted' } },
      { type: 'text' },
    ])
  })
})

describe('everything else', () => {
  test('refusals, citations, images and sound become parts', () => {
    const citation = { type: 'url_citation', url_citation: { url: 'http://a' } }
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } }
    const content = contentOf([
      { content: 'a' },
      { annotations: [citation] },
      { images: [image] },
      { refusal: 'no' },
      { audio: { id: 's', data: 'aG' } },
      { audio: { data: 'k=', transcript: 'hi' } },
    ])
    expect(content).toMatchObject([
      { type: 'text', text: 'a', citations: [citation] },
      { type: 'media', kind: 'image', source: { data: 'aGk=' } },
      { type: 'refusal', text: 'no' },
      { type: 'media', kind: 'audio', source: { data: 'aGk=' }, continuity: { kind: 'audio' } },
    ])
  })

  test('sound has the format that was asked for', () => {
    const own = { audio: { voice: 'alloy', format: 'mp3' } }
    const request: ChatRequest = {
      operation: 'chat',
      model: 'm',
      messages: [],
      stream: true,
      extensions: { 'openai-chat': own },
    }
    const decoder = decodeChatStream(openaiRow, request)
    const chunks = [delta({ audio: { id: 's', data: 'aGk=' } }), delta({}, 'stop')]
    const events = chunks.flatMap((chunk) => decoder.push({ data: JSON.stringify(chunk) }))
    expect(events.find(({ type }) => type === 'part-start')).toMatchObject({
      part: { source: { mediaType: 'audio/mpeg' } },
    })
  })

  test('candidates interleave', () => {
    const chunks = [delta({ content: 'a' }, null, 1), delta({ content: 'b' }), delta({}, 'stop', 1)]
    const { candidates } = collect(eventsOf([...chunks, delta({}, 'length'), '[DONE]']))
    expect(candidates.map(({ finish }) => finish.reason)).toEqual(['length', 'stop'])
  })

  test('Azure’s first chunk without an answer is not a start', () => {
    const first = { id: '', model: '', choices: [], prompt_filter_results: [] }
    expect(eventsOf([first, delta({ content: 'a' }, 'stop'), '[DONE]'])[0]).toEqual({
      type: 'start',
      id: 'r',
      model: 'm',
    })
  })

  test('logprobs are told as they come', () => {
    const logprobs = { content: [{ token: 'a', logprob: -1 }] }
    const chunk = {
      id: 'r',
      model: 'm',
      choices: [{ index: 0, delta: { content: 'a' }, logprobs }],
    }
    const { candidates } = collect(eventsOf([chunk, delta({}, 'stop'), '[DONE]']))
    expect(candidates[0]?.logprobs).toEqual(logprobs)
  })

  test('an end without a word is the word that fits', () => {
    const call = fragment({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' } })
    const ended = collect(eventsOf([delta(call, ''), '[DONE]']))
    expect(ended.candidates[0]?.finish).toEqual({ reason: 'tool-calls' })
  })
})

describe('a stream that breaks', () => {
  const last = (chunks: readonly (JsonObject | string)[]) => {
    const event = eventsOf(chunks).at(-1)
    return event?.type === 'error' ? event.error.details.verdict : event?.type
  }

  test('is truncated without its marker, even after the finish', () => {
    expect(last([])).toBe('truncated')
    expect(last([delta({ content: 'a' })])).toBe('truncated')
    expect(last([delta({ content: 'a' }, 'stop')])).toBe('truncated')
    expect(last(['[DONE]'])).toBe('truncated')
  })

  test('is malformed when a chunk is not JSON', () => {
    expect(last([delta({ content: 'a' }), '{"id'])).toBe('malformed')
    expect(last(['[]'])).toBe('malformed')
  })

  test('tells the provider’s own error, and nothing after it', () => {
    const events = eventsOf([
      delta({ content: 'a' }),
      { ...delta({}, 'error'), error: { code: 503, message: 'busy' } },
      delta({ content: 'b' }),
    ])
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'overloaded' } })
  })
})
