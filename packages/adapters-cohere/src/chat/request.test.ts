import { codecFor, type ChatRequest, type JsonObject, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { cohere } from '../cohere.ts'

const target: Target = { id: 't', provider: 'cohere', model: 'command-a' }
const user = (text: string) => ({ role: 'user', content: [{ type: 'text', text }] }) as const

function sent(
  request: Partial<ChatRequest>,
  to: Target = target,
): { readonly body: JsonObject; readonly lost: readonly string[]; readonly url: string } {
  const chat: ChatRequest = {
    operation: 'chat',
    model: 'x',
    stream: false,
    messages: [user('Hi')],
    ...request,
  }
  const { request: wire, warnings } = codecFor(cohere()).encodeRequest(chat, to)
  return {
    body: JSON.parse(String(wire.body)) as JsonObject,
    lost: warnings.map(({ code, path }) => `${code} ${path}`),
    url: wire.origin + wire.path,
  }
}

const weather = { type: 'function', name: 'weather', parameters: { type: 'object' } } as const

describe('a chat', () => {
  test('goes to the second version, below a base URL of its own', () => {
    expect(sent({}).url).toBe('https://api.cohere.com/v2/chat')
    expect(sent({}, { ...target, baseUrl: 'http://h:1/cohere' }).url).toBe(
      'http://h:1/cohere/v2/chat',
    )
    expect(sent({}).body).toEqual({
      model: 'command-a',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: false,
    })
  })

  test('says settings in its words and clamps what it has no room for', () => {
    const { body, lost } = sent({
      maxOutputTokens: 5,
      temperature: 1.5,
      topP: 1,
      topK: 40,
      seed: 7,
      presencePenalty: -1,
      frequencyPenalty: 0.5,
      stop: ['a', 'b', 'c', 'd', 'e', 'f'],
      stream: true,
    })
    expect(body).toMatchObject({
      max_tokens: 5,
      temperature: 1,
      p: 0.99,
      k: 40,
      seed: 7,
      presence_penalty: 0,
      frequency_penalty: 0.5,
      stop_sequences: ['a', 'b', 'c', 'd', 'e'],
      stream: true,
    })
    expect(lost.toSorted()).toEqual([
      'clamped presence_penalty',
      'clamped temperature',
      'clamped top_p',
      'dropped stop',
    ])
  })

  test('tells what it cannot say', () => {
    const { lost } = sent({
      user: 'u',
      candidates: 2,
      logprobs: 1,
      minP: 0.1,
      logitBias: { '5': 1 },
      parallelToolCalls: false,
      maxToolCalls: 1,
      serviceTier: 'flex',
      state: { previousId: 'r', background: true },
      modalities: ['text', 'audio'],
      extensions: { 'openai-chat': { web_search_options: { a: 1 }, stream_options: {} } },
    })
    expect(lost.toSorted()).toEqual(
      [
        'background',
        'logit_bias',
        'logprobs',
        'max_tool_calls',
        'min_p',
        'modalities',
        'n',
        'parallel_tool_calls',
        'previous_response_id',
        'service_tier',
        'user',
        'web_search_options',
      ].map((path) => `dropped ${path}`),
    )
  })

  test.each([
    [{ type: 'json' } as const, { type: 'json_object' }],
    [
      { type: 'json-schema', schema: { type: 'object' } } as const,
      { type: 'json_object', json_schema: { type: 'object' } },
    ],
  ])('a format %j is %j', (format, expected) => {
    expect(sent({ format }).body['response_format']).toEqual(expected)
  })

  test.each([
    [{ mode: 'off' } as const, 'toggle', { type: 'disabled' }, []],
    [{ budgetTokens: 99 } as const, 'budget', { type: 'enabled', token_budget: 99 }, []],
    [
      { effort: 'low' } as const,
      'budget',
      { type: 'enabled', token_budget: 1024 },
      ['emulated reasoning.effort'],
    ],
    [{ effort: 'low' } as const, 'none', undefined, ['dropped reasoning']],
    [{ mode: 'off' } as const, 'none', undefined, []],
  ] as const)(
    'reasoning %j for a model of kind %s is %j',
    (reasoning, kind, expected, lostPaths) => {
      const to = { ...target, capabilities: { reasoning: kind } }
      const { body, lost } = sent({ reasoning }, to)
      expect(body['thinking']).toEqual(expected)
      expect(lost).toEqual(lostPaths)
    },
  )
})

describe('messages', () => {
  test('what is said before a call is its plan, and each result is a message', () => {
    const call = {
      type: 'tool-call',
      callId: 'c1',
      name: 'weather',
      kind: 'function',
      arguments: '',
    } as const
    const { body, lost } = sent({
      messages: [
        { role: 'developer', content: [{ type: 'text', text: 'Be kind' }] },
        user('Rain?'),
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'hm', form: 'full' },
            { type: 'text', text: 'I look.' },
            call,
            { ...call, callId: 'c2', arguments: '{"a":1}' },
          ],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', callId: 'c1', content: [{ type: 'text', text: 'wet' }] },
            { type: 'tool-result', callId: 'c2', content: [] },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'Yes.' }] },
        user('Thanks'),
      ],
      tools: [weather],
    })
    expect(lost).toEqual([])
    expect(body['messages']).toEqual([
      { role: 'system', content: 'Be kind' },
      { role: 'user', content: 'Rain?' },
      {
        role: 'assistant',
        content: [{ type: 'thinking', thinking: 'hm' }],
        tool_plan: 'I look.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{}' } },
          { id: 'c2', type: 'function', function: { name: 'weather', arguments: '{"a":1}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'wet' },
      { role: 'tool', tool_call_id: 'c2', content: '' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'Thanks' },
    ])
  })

  test('images are URLs, other media is told', () => {
    const { body, lost } = sent({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'See' },
            {
              type: 'media',
              kind: 'image',
              source: { type: 'base64', mediaType: 'image/png', data: 'AA==' },
            },
            { type: 'media', kind: 'audio', source: { type: 'url', url: 'https://a' } },
          ],
        },
      ],
    })
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
        ],
      },
    ])
    expect(lost).toEqual(['dropped messages.0'])
  })
})

describe('tools', () => {
  const custom = { type: 'custom', name: 'sql' } as const

  test.each([
    ['auto', undefined, 2],
    ['none', 'NONE', 2],
    ['required', 'REQUIRED', 2],
    [{ type: 'tool', name: 'sql' }, 'REQUIRED', 1],
    [{ type: 'allowed', names: ['weather'], required: false }, undefined, 1],
  ] as const)('a choice %j is %j of %i tools', (toolChoice, word, offered) => {
    const { body, lost } = sent({ tools: [weather, custom], toolChoice })
    expect(body['tool_choice']).toBe(word)
    expect(body['tools']).toHaveLength(offered)
    expect(lost.includes('emulated tool_choice')).toBe(typeof toolChoice === 'object')
  })

  test('strictness is of all tools or of none', () => {
    expect(sent({ tools: [{ ...weather, strict: true }] }).body['strict_tools']).toBe(true)
    const some = sent({
      tools: [
        { ...weather, strict: true },
        { ...weather, name: 'b' },
      ],
    })
    expect(some.body['strict_tools']).toBeUndefined()
    expect(some.lost).toEqual(['dropped tools.strict'])
  })

  test('a tool of another provider is left out and told', () => {
    const search = { type: 'server', wire: 'w', tool: 'search', value: {} } as const
    const { body, lost } = sent({ tools: [search] })
    expect(body['tools']).toBeUndefined()
    expect(lost).toEqual(['dropped tools.0'])
  })
})
