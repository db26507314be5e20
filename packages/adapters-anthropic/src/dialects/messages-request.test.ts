import type { GatewayError, JsonObject, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeRequest } from '../messages/request.ts'
import { decodeRequest } from './messages-request.ts'
import { anthropicMessages } from './messages.ts'

const target: Target = { id: 't', provider: 'claude', model: 'm' }

function roundTrip(body: JsonObject): { body: unknown; warnings: readonly unknown[] } {
  const { request, warnings } = encodeRequest(decodeRequest(body), target)
  return { body: JSON.parse(request.body as string), warnings }
}

function refusal(body: JsonObject): GatewayError {
  try {
    decodeRequest(body)
  } catch (error) {
    return error as GatewayError
  }
  throw new Error('the body was accepted')
}

const hi: JsonObject = { role: 'user', content: 'hi' }
const base: JsonObject = { model: 'm', max_tokens: 10, messages: [hi] }
const say = (...content: JsonObject[]): JsonObject => ({
  ...base,
  messages: [{ role: 'user', content }],
})

const faithful: Readonly<Record<string, JsonObject>> = {
  'a plain request': base,
  'an explicit stream: false': { ...base, stream: false },
  'a stream': { ...base, stream: true },
  'zero values': { ...base, max_tokens: 0, temperature: 0, top_p: 0, top_k: 0 },
  'explicit nulls': { ...base, system: null, thinking: null, metadata: null, tool_choice: null },
  'empty lists': { ...base, system: [], tools: [], stop_sequences: [] },
  'an empty system string': { ...base, system: '' },
  'one system block without a cache mark': { ...base, system: [{ type: 'text', text: 's' }] },
  'system blocks with cache marks': {
    ...base,
    system: [
      { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
      { type: 'text', text: 'b', cache_control: { type: 'ephemeral', ttl: '1h' } },
      { type: 'text', text: 'c', cache_control: { type: 'ephemeral', scope: 'new' } },
      { type: 'text', text: 'd', cache_control: null },
    ],
  },
  'a billing line before the cache mark': {
    ...base,
    system: [
      { type: 'text', text: 'x-anthropic-billing-header: v=1', later: true },
      { type: 'text', text: 's', cache_control: { type: 'ephemeral' } },
    ],
  },
  'a top-level cache mark': { ...base, cache_control: { type: 'ephemeral', ttl: '5m' } },
  'system turns with their own output_config': {
    ...base,
    messages: [
      { role: 'system', content: 'first' },
      hi,
      { role: 'system', content: 'env', output_config: { effort: 'low' } },
      { role: 'system', content: [{ type: 'text', text: 'x' }] },
    ],
  },
  'consecutive turns of one role': { ...base, messages: [hi, hi, { role: 'user', content: [] }] },
  'a prefill with an empty block': {
    ...base,
    messages: [hi, { role: 'assistant', content: [{ type: 'text', text: '' }] }],
  },
  'thinking with a signature, redacted and omitted': {
    ...base,
    messages: [
      hi,
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'a\n', signature: 'c2ln' },
          { type: 'thinking', thinking: '', signature: 'b21pdA==' },
          { type: 'redacted_thinking', data: 'cmVk' },
          { type: 'text', text: 'b' },
        ],
      },
    ],
  },
  'all document sources': say(
    {
      type: 'document',
      source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      title: 't',
      context: 'c',
      citations: { enabled: true },
    },
    { type: 'document', source: { type: 'url', url: 'https://a.example/x.pdf' }, title: null },
    { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' } },
    { type: 'document', source: { type: 'content', content: 'said' } },
    {
      type: 'document',
      source: { type: 'content', content: [{ type: 'text', text: 'chunk' }] },
    },
    { type: 'document', source: { type: 'file', file_id: 'file_1' } },
    { type: 'document', source: { type: 'newer', ref: 1 } },
  ),
  'all image sources': say(
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
    { type: 'image', source: { type: 'url', url: 'https://a.example/x.png' } },
    {
      type: 'image',
      source: { type: 'file', file_id: 'file_2' },
      cache_control: { type: 'ephemeral' },
    },
  ),
  'blocks of every other kind': say(
    { type: 'search_result', source: 's', title: 't', content: [{ type: 'text', text: 'x' }] },
    { type: 'container_upload', file_id: 'file_3' },
    { type: 'tool_reference', tool_name: 'x' },
    { type: 'compaction', content: 'summary' },
    { type: 'from_the_future', nested: { deep: [1, null, { a: false }] } },
  ),
  'cited text': {
    ...base,
    messages: [
      hi,
      {
        role: 'assistant',
        content: [
          {
            type: 'text',
            text: 'x',
            citations: [{ type: 'char_location', cited_text: 'x', document_index: 0 }],
          },
          { type: 'text', text: 'y', citations: null },
          { type: 'text', text: 'z', citations: [] },
        ],
      },
    ],
  },
  'tool calls and every form of result': {
    ...base,
    messages: [
      hi,
      {
        role: 'assistant',
        content: [
          {
            type: 'tool_use',
            id: 'a',
            name: 'f',
            input: { x: [1, 2.5, null], y: { z: '' } },
            caller: { type: 'direct' },
          },
          { type: 'tool_use', id: 'b', name: 'f', input: {}, toolset_name: 'computer' },
          { type: 'tool_use', id: 'c', name: 'g', input: {}, cache_control: { type: 'ephemeral' } },
          { type: 'tool_use', id: 'd', name: 'g', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'text' },
          { type: 'tool_result', tool_use_id: 'b' },
          { type: 'tool_result', tool_use_id: 'c', content: [], is_error: true },
          {
            type: 'tool_result',
            tool_use_id: 'd',
            is_error: false,
            content: [
              { type: 'text', text: 'x' },
              { type: 'image', source: { type: 'url', url: 'https://a.example/x.png' } },
              { type: 'browser_state', url: 'x' },
            ],
          },
          { type: 'text', text: 'and?' },
        ],
      },
    ],
  },
  'server tools and their results': {
    ...base,
    messages: [
      hi,
      {
        role: 'assistant',
        content: [
          { type: 'server_tool_use', id: 's1', name: 'web_search', input: { query: 'q' } },
          {
            type: 'web_search_tool_result',
            tool_use_id: 's1',
            content: [{ type: 'web_search_result', encrypted_content: 'e', url: 'u', title: 't' }],
          },
          { type: 'mcp_tool_use', id: 'm1', name: 'n', server_name: 's', input: {} },
          { type: 'mcp_tool_result', tool_use_id: 'm1', is_error: false, content: [] },
        ],
      },
    ],
  },
  'tools of every kind': {
    ...base,
    tools: [
      {
        name: 'f',
        description: '',
        input_schema: { type: 'object', $schema: 'x' },
        strict: true,
        defer_loading: true,
        eager_input_streaming: true,
        allowed_callers: ['direct'],
        input_examples: [{ a: 1 }],
        cache_control: { type: 'ephemeral', ttl: '1h' },
      },
      { type: 'custom', name: 'g', input_schema: { type: 'object' }, strict: null },
      { type: 'web_search_20260318', name: 'web_search', max_uses: 3, blocked_domains: null },
      { type: 'mcp_toolset', mcp_server_name: 's' },
    ],
    tool_choice: { type: 'any', disable_parallel_tool_use: false, later: 1 },
  },
  'a named tool, one at a time': {
    ...base,
    tool_choice: { type: 'tool', name: 'f', disable_parallel_tool_use: true },
  },
  'a tool choice newer than the model': { ...base, tool_choice: { type: 'some', names: ['f'] } },
  'a thinking budget': {
    ...base,
    thinking: { type: 'enabled', budget_tokens: 2048, display: 'summarized' },
    temperature: 1,
  },
  'adaptive thinking with effort': {
    ...base,
    thinking: { type: 'adaptive', display: 'omitted', later: true },
    output_config: { effort: 'xhigh', task_budget: { total: 5 } },
  },
  'disabled thinking': { ...base, thinking: { type: 'disabled' } },
  'thinking newer than the model': { ...base, thinking: { type: 'between_tools', x: 1 } },
  'an effort newer than the model': { ...base, output_config: { effort: 'ultra' } },
  'an empty output_config': { ...base, output_config: {} },
  'a schema as the client wrote it': {
    ...base,
    output_config: {
      format: { type: 'json_schema', schema: { type: 'object', minProperties: 1 }, name: 'n' },
      effort: 'low',
    },
  },
  'the older output_format': {
    ...base,
    output_format: { type: 'json_schema', schema: { type: 'object' }, strict: true },
  },
  'both kinds of format': {
    ...base,
    output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
    output_format: { type: 'json_schema', schema: { type: 'array' } },
  },
  'the fields of betas': {
    ...base,
    container: { id: 'c', skills: [] },
    context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
    mcp_servers: [{ type: 'url', url: 'https://a.example', name: 's', authorization_token: null }],
    fallbacks: ['m2'],
    speed: 'fast',
    inference_geo: 'eu',
    diagnostics: { previous_message_id: null },
    service_tier: 'standard_only',
    metadata: { user_id: '{"device":"x"}', later: 1 },
  },
  'metadata without a user': { ...base, metadata: {} },
}

describe('a request of this wire', () => {
  test.each(Object.entries(faithful))('%s comes back as it was', (_, body) => {
    expect(roundTrip(body)).toEqual({ body, warnings: [] })
  })

  test('keeps a __proto__ key as data', () => {
    const body = JSON.parse(
      '{"model":"m","messages":[{"role":"user","content":"hi"}],"__proto__":{"polluted":1}}',
    ) as JsonObject
    const { request } = encodeRequest(decodeRequest(body), target)
    expect(request.body).toContain('"__proto__":{"polluted":1}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('keeps the digits of integers beyond 2^53 in tool arguments', () => {
    const body = say({ type: 'text', text: 'x' })
    const decoded = decodeRequest(body)
    const call = {
      type: 'tool-call',
      kind: 'function',
      callId: 'a',
      name: 'f',
      arguments: '{"id":12345678901234567890}',
    } as const
    const messages = [...decoded.messages, { role: 'assistant' as const, content: [call] }]
    const { request } = encodeRequest({ ...decoded, messages }, target)
    expect(request.body).toContain('"input":{"id":12345678901234567890}')
  })

  test('names the user and the gateway hints, which never reach the provider', () => {
    const body = { ...base, models: ['a/b'], metadata: { user_id: 'u' } }
    const inbound = {
      method: 'POST',
      path: '/v1/messages',
      query: '',
      headers: ['x-signalbox-session-id', 's', 'content-type', 'application/json'],
      body: new TextEncoder().encode(JSON.stringify(body)),
    }
    const request = anthropicMessages.decodeRequest(body, inbound)
    expect(request).toMatchObject({ user: 'u', sessionId: 's', hints: { models: ['a/b'] } })
    expect(request.source?.bytes).toBeUndefined()
    expect(request.source?.body).toEqual({ ...base, metadata: { user_id: 'u' } })
    const { request: sent } = encodeRequest(request, target)
    expect(JSON.parse(sent.body as string)).toEqual({ ...base, metadata: { user_id: 'u' } })
  })

  test('says a system turn as a reminder to a model that takes none', () => {
    const body = { ...base, messages: [hi, { role: 'system', content: 'env' }] }
    const old = { ...target, capabilities: { systemMidConversation: false } }
    const { request, warnings } = encodeRequest(decodeRequest(body), old)
    expect(JSON.parse(request.body as string)).toMatchObject({
      messages: [hi, { role: 'user', content: '<system-reminder>\nenv\n</system-reminder>' }],
    })
    expect(warnings).toMatchObject([{ code: 'emulated', path: 'messages.1' }])
  })

  test('survives results nested without end', () => {
    const deep = 20_000
    const text = `${'{"type":"tool_result","tool_use_id":"a","content":['.repeat(deep)}${']}'.repeat(deep)}`
    const body = say(JSON.parse(text) as JsonObject)
    expect(decodeRequest(body).messages[0]!.content[0]).toMatchObject({ type: 'tool-result' })
  })

  test('drops thinking nobody signed, and a turn that held nothing else', () => {
    const body = {
      ...base,
      messages: [
        hi,
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: '' }] },
        hi,
      ],
    }
    const sent = roundTrip(body)
    expect(sent.body).toEqual({ ...base, messages: [hi, hi] })
    expect(sent.warnings).toMatchObject([{ code: 'dropped', path: 'messages.1.content.0' }])
  })

  test('stops thinking when a tool turn lost the thinking it must begin with', () => {
    const body = {
      ...base,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      messages: [
        hi,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'x', signature: '' },
            { type: 'tool_use', id: 'a', name: 'f', input: {} },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a' }] },
      ],
    }
    const { request, warnings } = encodeRequest(decodeRequest(body), target)
    expect(JSON.parse(request.body as string)).toMatchObject({ thinking: { type: 'disabled' } })
    expect(warnings.map(({ code }) => code)).toEqual(['dropped', 'repaired'])
  })
})

describe('a wrong body', () => {
  test.each([
    ['no model', { messages: [hi] }, 'model'],
    ['no messages', { model: 'm' }, 'messages'],
    [
      'a number as content',
      { ...base, messages: [{ role: 'user', content: 1 }] },
      'messages.0.content',
    ],
    ['an unknown role', { ...base, messages: [{ role: 'tool', content: '' }] }, 'messages.0.role'],
    ['a block without a type', say({ text: 'x' }), 'messages.0.content.0.type'],
    ['a text block without text', say({ type: 'text' }), 'messages.0.content.0.text'],
    ['a result without its call', say({ type: 'tool_result' }), 'messages.0.content.0.tool_use_id'],
    ['a negative max_tokens', { ...base, max_tokens: -1 }, 'max_tokens'],
    ['a text as temperature', { ...base, temperature: 'hot' }, 'temperature'],
    ['a number as system', { ...base, system: 1 }, 'system'],
    ['a number among stop sequences', { ...base, stop_sequences: ['a', 1] }, 'stop_sequences.1'],
  ])('with %s is refused by name', (_, body, param) => {
    const error = refusal(body)
    expect(error.kind).toBe('invalid_request')
    expect(error.details).toMatchObject({ origin: 'client', param })
    expect(error.message).toContain(param)
  })
})
