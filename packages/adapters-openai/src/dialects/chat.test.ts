import type { ErrorKind, GatewayRequest, Inbound, JsonObject } from '@signalbox/core'
import { GatewayError } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeChatRequest } from '../chat/request.ts'
import { compatibleRows } from '../compatible.ts'
import { openaiRow } from '../openai.ts'
import type { CompatibleRow } from '../row.ts'
import { openaiChat } from './chat.ts'

const small = { model: 'm', messages: [{ role: 'user', content: 'hi' }] }

function through(body: JsonObject, row: CompatibleRow = openaiRow) {
  const target = { id: 't', provider: row.provider, model: 'm', baseUrl: 'http://x.test/v1' }
  const { request, warnings } = encodeChatRequest(row, openaiChat.decodeRequest(body), target)
  return { body: JSON.parse(request.body as string) as unknown, warnings }
}

function refusal(body: JsonObject): readonly [string, string | undefined] {
  try {
    openaiChat.decodeRequest(body)
  } catch (error) {
    if (GatewayError.is(error)) return [error.kind, error.details.param]
  }
  return ['accepted', undefined]
}

describe('a request, read and written again', () => {
  test('keeps every field of the reference', () => {
    const body = {
      ...small,
      frequency_penalty: 0.5,
      presence_penalty: -0.5,
      logit_bias: { 50256: -100 },
      logprobs: true,
      top_logprobs: 3,
      max_completion_tokens: 100,
      metadata: { a: 'b' },
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'mp3' },
      moderation: { a: 1 },
      n: 2,
      parallel_tool_calls: false,
      prediction: { type: 'content', content: 'x' },
      prompt_cache_key: 'k',
      prompt_cache_options: { mode: 'explicit', ttl: '30m' },
      prompt_cache_retention: '24h',
      reasoning_effort: 'xhigh',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 's', schema: { type: 'object' }, strict: true, description: 'd' },
      },
      safety_identifier: 's',
      user: 'u',
      seed: 0,
      service_tier: 'flex',
      stop: 'END',
      store: false,
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
      temperature: 0,
      top_p: 1,
      verbosity: 'low',
      web_search_options: {},
      a_field_from_the_future: [{ x: null }],
      tools: [
        {
          type: 'function',
          function: { name: 'f', description: '', parameters: {}, strict: false, odd: 1 },
        },
        { type: 'custom', custom: { name: 'c', format: { type: 'text' } } },
        { type: 'from_the_future', x: 1 },
      ],
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'custom', custom: { name: 'c' } }] },
      },
    }
    expect(through(body)).toEqual({ body, warnings: [] })
  })

  test('keeps every kind of message and part', () => {
    const messages = [
      { role: 'developer', content: [{ type: 'text', text: 'a' }], name: 'dev' },
      { role: 'system', content: 'b' },
      {
        role: 'user',
        name: 'ann',
        odd: true,
        content: [
          { type: 'text', text: 'look', extra: 1 },
          { type: 'image_url', image_url: { url: 'https://a/b.png', detail: 'low' } },
          {
            type: 'image_url',
            image_url: { url: 'data:image/png;base64,aGk=', detail: 'original' },
          },
          { type: 'input_audio', input_audio: { data: 'aGk=', format: 'wav' } },
          { type: 'file', file: { file_id: 'file-1' } },
          {
            type: 'file',
            file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,aGk=' },
          },
          { type: 'from_the_future', x: [1] },
        ],
      },
      { role: 'assistant', content: null, refusal: 'no', audio: { id: 'audio-1' } },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'x' },
          { type: 'refusal', refusal: 'y' },
        ],
        annotations: [],
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x": 1}' } },
          { id: 'b', type: 'custom', custom: { name: 'c', input: 'raw' } },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'r' }] },
      { role: 'tool', tool_call_id: 'b', content: '' },
      { role: 'assistant', function_call: { name: 'old', arguments: '{}' } },
      { role: 'function', name: 'old', content: 'done' },
      { role: 'user', content: [] },
      { role: 'assistant', content: '' },
    ]
    const body = { ...small, messages }
    expect(through(body)).toEqual({ body, warnings: [] })
  })

  test('keeps the old functions and explicit nulls', () => {
    const body = {
      ...small,
      functions: [{ name: 'f', parameters: {} }],
      function_call: { name: 'f' },
      max_tokens: 5,
      stop: null,
      n: null,
      tools: null,
      stream: false,
      stream_options: null,
      response_format: null,
    }
    expect(through(body)).toEqual({ body, warnings: [] })
  })

  test('keeps cache marks and signed reasoning where they are understood', () => {
    const row = compatibleRows.get('openrouter') ?? openaiRow
    const body = {
      model: 'm',
      reasoning: { effort: 'high', exclude: true },
      messages: [
        {
          role: 'user',
          content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } }],
        },
        {
          role: 'assistant',
          content: 'b',
          reasoning: 'hm',
          reasoning_details: [
            { type: 'reasoning.text', text: 'hm', signature: 's', format: 'x-v1', index: 0 },
            { type: 'reasoning.encrypted', data: 'e', id: 'r1', index: 1 },
          ],
        },
      ],
    }
    expect(through(body, row)).toEqual({ body, warnings: [] })
  })
})

describe('a request', () => {
  const cases: readonly (readonly [JsonObject, string])[] = [
    [{ messages: small.messages }, 'model'],
    [{ model: 'm' }, 'messages'],
    [{ model: 'm', messages: [] }, 'messages'],
    [{ ...small, temperature: 'hot' }, 'temperature'],
    [{ ...small, stream: 'yes' }, 'stream'],
    [{ ...small, tools: {} }, 'tools'],
    [{ model: 'm', messages: [{ role: 'user', content: 5 }] }, 'messages.0.content'],
    [
      { model: 'm', messages: [{ role: 'user', content: [{ text: 'a' }] }] },
      'messages.0.content.0.type',
    ],
    [{ model: 'm', messages: [{ role: 'robot', content: 'a' }] }, 'messages.0.role'],
  ]
  test.each(cases)('%j is refused at %s', (body, param) => {
    expect(refusal(body)).toEqual(['invalid_request', param])
  })

  test('without an odd key does no harm', () => {
    const body = JSON.parse(
      '{"model":"m","messages":[{"role":"user","content":"a"}],"__proto__":{"x":1}}',
    )
    const request = openaiChat.decodeRequest(body) as GatewayRequest & { x?: unknown }
    expect(request.x).toBeUndefined()
    expect(through(body).body).toEqual(body)
  })

  test('gives its hints to the gateway, and its bytes only when nothing was taken', () => {
    const inbound = (body: JsonObject): Inbound => ({
      method: 'POST',
      path: '/v1/chat/completions',
      query: '',
      headers: ['x-signalbox-session-id', 's1', 'x-signalbox-metadata', '{"task":"t"}'],
      body: new TextEncoder().encode(JSON.stringify(body)),
    })
    const plain = openaiChat.decodeRequest(small, inbound(small))
    expect(plain).toMatchObject({ sessionId: 's1', metadata: { task: 't' }, hints: { task: 't' } })
    expect(plain.source?.bytes).toBeDefined()
    const hinted = { ...small, models: ['a', 'b'] }
    const taken = openaiChat.decodeRequest(hinted, inbound(hinted))
    expect(taken.hints?.models).toEqual(['a', 'b'])
    expect(taken.source).toMatchObject({ body: small })
    expect(taken.source?.bytes).toBeUndefined()
  })
})

describe('an error', () => {
  const kinds: readonly (readonly [ErrorKind, number, string])[] = [
    ['invalid_request', 400, 'invalid_request_error'],
    ['unknown_model', 404, 'invalid_request_error'],
    ['rate_limited', 429, 'rate_limit_error'],
    ['upstream_error', 502, 'server_error'],
  ]
  test.each(kinds)('%s has the status %i and the envelope of the API', (kind, status, type) => {
    const error = new GatewayError(kind, 'Say why.', { origin: 'client', param: 'p' })
    const { body, ...rest } = openaiChat.encodeError(error, 'r1')
    expect(rest.status).toBe(status)
    expect(JSON.parse(body as string)).toEqual({
      error: { message: 'Say why.', type, param: 'p', code: kind },
      request_id: 'r1',
    })
  })
})
