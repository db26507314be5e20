import type { ChatRequest, JsonObject, Message, Part, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { compatibleRows } from '../compatible.ts'
import { openaiRow } from '../openai.ts'
import type { CompatibleRow } from '../row.ts'
import { encodeChatRequest } from './request.ts'

const target: Target = { id: 't', provider: 'openai', model: 'gpt', baseUrl: 'http://x.test/v1' }
const image: Part = {
  type: 'media',
  kind: 'image',
  source: { type: 'base64', data: 'aGk=', mediaType: 'image/png' },
}

function say(text: string): Part {
  return { type: 'text', text }
}

function user(...content: readonly Part[]): Message {
  return { role: 'user', content }
}

function call(callId: string, more: Partial<Extract<Part, { type: 'tool-call' }>> = {}): Part {
  return { type: 'tool-call', callId, name: 'find', kind: 'function', arguments: '{}', ...more }
}

function encode(
  request: Partial<ChatRequest>,
  { row = openaiRow, to = {} }: { row?: CompatibleRow; to?: Partial<Target> } = {},
) {
  const whole: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [user(say('hi'))],
    stream: false,
    ...request,
  }
  const { request: wire, warnings } = encodeChatRequest(row, whole, { ...target, ...to })
  const body = JSON.parse(wire.body as string) as JsonObject
  return { body, wire, lost: warnings.map(({ code, path }) => `${code} ${path}`) }
}

function rowNamed(name: string): CompatibleRow {
  const found = compatibleRows.get(name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('a request of another wire', () => {
  test('goes below the base URL with the target’s model', () => {
    const { wire, body } = encode({ temperature: 0, seed: 0, stop: ['a'], maxOutputTokens: 5 })
    expect([wire.origin, wire.path]).toEqual(['http://x.test', '/v1/chat/completions'])
    expect(body).toEqual({
      model: 'gpt',
      messages: [{ role: 'user', content: 'hi' }],
      temperature: 0,
      seed: 0,
      stop: ['a'],
      max_completion_tokens: 5,
    })
  })

  test('asks for usage in every stream', () => {
    expect(encode({ stream: true }).body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  test('tells one turn in one message, with text, refusal and calls', () => {
    const messages: Message[] = [
      user(say('go')),
      { role: 'assistant', content: [say('one')] },
      { role: 'assistant', content: [say(' two'), call('c1'), { type: 'refusal', text: 'no' }] },
    ]
    expect(encode({ messages }).body['messages']).toEqual([
      { role: 'user', content: 'go' },
      {
        role: 'assistant',
        content: 'one two',
        refusal: 'no',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } }],
      },
    ])
  })

  test('splits results into one tool message each, before what the user adds', () => {
    const results: Part[] = ['a', 'b'].map((callId) => ({
      type: 'tool-result',
      callId,
      content: [say(callId)],
    }))
    const messages = [user(say('go')), user(say('and?'), ...results)]
    expect(encode({ messages }).body['messages']).toEqual([
      { role: 'user', content: 'go' },
      { role: 'tool', tool_call_id: 'a', content: 'a' },
      { role: 'tool', tool_call_id: 'b', content: 'b' },
      { role: 'user', content: 'and?' },
    ])
  })

  test('shows the images of results in a user message behind all of them', () => {
    const result = (callId: string, ...content: readonly Part[]): Message => ({
      role: 'tool',
      content: [{ type: 'tool-result', callId, content }],
    })
    const { body, lost } = encode({ messages: [result('a', image), result('b', say('ok'))] })
    expect(body['messages']).toEqual([
      { role: 'tool', tool_call_id: 'a', content: '[image in the next user message]' },
      { role: 'tool', tool_call_id: 'b', content: 'ok' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Returned by a:' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
        ],
      },
    ])
    expect(lost).toEqual(['emulated messages.0'])
  })

  test('keeps late instructions in place, or reminds the user of them', () => {
    const messages: Message[] = [user(say('a')), { role: 'system', content: [say('be brief')] }]
    expect(encode({ messages }).body['messages']).toEqual([
      { role: 'user', content: 'a' },
      { role: 'system', content: 'be brief' },
    ])
    const capabilities = { systemMidConversation: false }
    const { body, lost } = encode({ messages }, { to: { capabilities } })
    expect((body['messages'] as unknown[])[1]).toEqual({
      role: 'user',
      content: '<system-reminder>be brief</system-reminder>',
    })
    expect(lost).toEqual(['emulated messages.1'])
  })

  test('flattens namespaces in tools, choice and history', () => {
    const { body } = encode({
      tools: [{ type: 'function', name: 'find', namespace: 'fs', parameters: {} }],
      toolChoice: { type: 'tool', name: 'find' },
      messages: [{ role: 'assistant', content: [call('c', { namespace: 'fs' })] }],
    })
    expect(body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'fs__find', parameters: {} } }],
      tool_choice: { type: 'function', function: { name: 'fs__find' } },
      messages: [{ tool_calls: [{ function: { name: 'fs__find' } }] }],
    })
  })

  test('sends free-text tools as they are, or as a function with one input', () => {
    const grammar = { type: 'grammar', syntax: 'lark', definition: 'x' }
    const request: Partial<ChatRequest> = {
      tools: [{ type: 'custom', name: 'patch', format: grammar }],
      messages: [
        {
          role: 'assistant',
          content: [call('c', { kind: 'custom', name: 'patch', arguments: 'p' })],
        },
      ],
    }
    expect(encode(request).body).toMatchObject({
      tools: [
        {
          type: 'custom',
          custom: { format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'x' } } },
        },
      ],
      messages: [{ tool_calls: [{ type: 'custom', custom: { name: 'patch', input: 'p' } }] }],
    })
    const { body, lost } = encode(request, { row: rowNamed('vllm') })
    expect(body).toMatchObject({
      tools: [
        { type: 'function', function: { name: 'patch', parameters: { required: ['input'] } } },
      ],
      messages: [{ tool_calls: [{ function: { name: 'patch', arguments: '{"input":"p"}' } }] }],
    })
    expect(lost).toEqual(['emulated tools.0'])
  })

  test('names allowed tools', () => {
    const { body } = encode({
      tools: [{ type: 'function', name: 'a' }],
      toolChoice: { type: 'allowed', names: ['a'], required: true },
    })
    expect(body['tool_choice']).toEqual({
      type: 'allowed_tools',
      allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'a' } }] },
    })
  })

  test('names a schema, and says JSON when nobody did', () => {
    const schema = { type: 'object' }
    expect(encode({ format: { type: 'json-schema', schema } }).body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'response', schema },
    })
    const { body } = encode({ format: { type: 'json' } })
    expect((body['messages'] as unknown[])[0]).toEqual({
      role: 'system',
      content: 'Answer with JSON.',
    })
  })

  test('carries documents and sound', () => {
    const media = (kind: 'audio' | 'file', mediaType: string, name?: string): Part => ({
      type: 'media',
      kind,
      ...(name === undefined ? {} : { name }),
      source: { type: 'base64', data: 'aGk=', mediaType },
    })
    const content = [media('audio', 'audio/mpeg'), media('file', 'application/pdf', 'a.pdf')]
    expect(encode({ messages: [user(...content)] }).body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'input_audio', input_audio: { data: 'aGk=', format: 'mp3' } },
          {
            type: 'file',
            file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,aGk=' },
          },
        ],
      },
    ])
  })
})

describe('what cannot be said', () => {
  test('is named', () => {
    const { body, lost } = encode({
      topK: 3,
      maxToolCalls: 2,
      state: { previousId: 'r1' },
      tools: [{ type: 'server', wire: 'another', tool: 'web', value: {} }],
      extensions: { another: { odd: 1, $note: 1, empty: [] } },
      messages: [
        user(say('hi'), { type: 'opaque', wire: 'another', kind: 'odd', value: {} }),
        {
          role: 'assistant',
          content: [say('x'), { type: 'reasoning', text: 'hm', form: 'full' }],
        },
        user({ type: 'media', kind: 'file', source: { type: 'file', id: 'f', provider: 'other' } }),
      ],
    })
    expect(lost.toSorted()).toEqual([
      'dropped max_tool_calls',
      'dropped messages.0.content.1',
      'dropped messages.1',
      'dropped messages.2.content.0',
      'dropped odd',
      'dropped previous_response_id',
      'dropped tools.0',
      'dropped top_k',
    ])
    expect(body).not.toHaveProperty('tools')
  })

  test('a foreign token without text goes silently', () => {
    const issuer = { wire: 'another', provider: '', model: '' }
    const thought: Part = {
      type: 'reasoning',
      text: '',
      form: 'redacted',
      continuity: { data: 'x', kind: 'redacted', issuer },
    }
    const { body, lost } = encode({ messages: [{ role: 'assistant', content: [thought] }] })
    expect([body['messages'], lost]).toEqual([[], []])
  })

  test('media a target cannot read are dropped', () => {
    const capabilities = { media: [] }
    const messages = [user(image), user(say('and'))]
    const { body, lost } = encode({ messages }, { to: { capabilities } })
    expect((body['messages'] as JsonObject[])[0]?.['content']).toBe('')
    expect(lost).toEqual(['dropped messages.0.content.0'])
  })

  test('thinking of a model that does not is left out', () => {
    const capabilities = { reasoning: 'none' } as const
    const { body, lost } = encode({ reasoning: { effort: 'low' } }, { to: { capabilities } })
    expect(body).not.toHaveProperty('reasoning_effort')
    expect(lost).toEqual(['dropped reasoning'])
    expect(encode({ reasoning: { mode: 'off' } }, { to: { capabilities } }).lost).toEqual([])
  })

  test('too many stop sequences are cut, long users hashed', () => {
    const { body, lost } = encode({ stop: ['1', '2', '3', '4', '5'], user: 'u'.repeat(80) })
    expect(body['stop']).toEqual(['1', '2', '3', '4'])
    expect(body['user']).toMatch(/^[A-Za-z0-9]{32}$/)
    expect(lost).toEqual(['clamped stop'])
  })
})

describe('thinking', () => {
  const reasoning = { effort: 'high' } as const

  test('is asked for in the row’s words', () => {
    expect(encode({ reasoning }).body['reasoning_effort']).toBe('high')
    expect(encode({ reasoning: { mode: 'off' } }).body['reasoning_effort']).toBe('none')
    expect(encode({ reasoning: { budgetTokens: 9000 } }).body['reasoning_effort']).toBe('medium')
    expect(encode({ reasoning }, { row: rowNamed('openrouter') }).body['reasoning']).toEqual(
      reasoning,
    )
    expect(
      encode({ reasoning: { effort: 'low' } }, { row: rowNamed('deepseek') }).body,
    ).toMatchObject({
      thinking: { type: 'enabled' },
      reasoning_effort: 'high',
    })
    const { body, lost } = encode({ reasoning }, { row: rowNamed('cloudflare') })
    expect(Object.keys(body)).toEqual(['messages', 'model'])
    expect(lost).toEqual(['dropped reasoning'])
  })

  test('max_tokens of a client becomes what thinking models take', () => {
    const request = { maxOutputTokens: 7, extensions: { 'openai-chat': { $max_tokens: true } } }
    const thinks = { capabilities: { reasoning: 'effort' } } as const
    expect(encode(request).body).toMatchObject({ max_tokens: 7 })
    expect(encode(request, { to: thinks }).body).toMatchObject({ max_completion_tokens: 7 })
    expect(encode(request, { to: thinks }).body).not.toHaveProperty('max_tokens')
  })
})
