import type {
  ChatRequest,
  ContinuityToken,
  JsonObject,
  Message,
  Part,
  Target,
} from '@signalbox/core'
import { stringify } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeChat } from './request.ts'

const target: Target = { id: 't', provider: 'google', model: 'gemini-flash' }
const thinks = (reasoning: 'budget' | 'level' | 'none'): Target => ({
  ...target,
  capabilities: { reasoning },
})

function encode(fields: Partial<ChatRequest>, to: Target = target) {
  const request: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [user('hi')],
    stream: false,
    ...fields,
  }
  const { body, warnings } = encodeChat(request, to)
  return {
    body: JSON.parse(JSON.stringify(body)) as JsonObject & {
      readonly contents: readonly { readonly role: string; readonly parts: readonly JsonObject[] }[]
    },
    codes: warnings.map(({ code, path }) => `${code} ${path}`),
  }
}

function user(text: string): Message {
  return { role: 'user', content: [{ type: 'text', text }] }
}

function call(callId: string, name: string, more: Partial<Part> = {}): Part {
  return {
    type: 'tool-call',
    callId,
    name,
    kind: 'function',
    arguments: '{"a":1}',
    ...more,
  } as Part
}

function result(callId: string, text: string, more: Partial<Part> = {}): Part {
  return { type: 'tool-result', callId, content: [{ type: 'text', text }], ...more } as Part
}

const signature: ContinuityToken = {
  data: 'c2ln',
  kind: 'thought-signature',
  issuer: { wire: 'google-generate', provider: 'google', model: 'gemini-flash' },
}

describe('roles', () => {
  test('leading system and developer messages are the system field, later ones reminders', () => {
    const { body, codes } = encode({
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'a' }] },
        { role: 'developer', content: [{ type: 'text', text: 'b' }] },
        user('hi'),
        { role: 'system', content: [{ type: 'text', text: 'late' }] },
      ],
    })
    expect(body['systemInstruction']).toEqual({ parts: [{ text: 'a' }, { text: 'b' }] })
    expect(body.contents).toEqual([
      {
        role: 'user',
        parts: [{ text: 'hi' }, { text: '<system-reminder>late</system-reminder>' }],
      },
    ])
    expect(codes).toEqual(['emulated messages.3'])
  })

  test('a conversation that starts with the assistant gets a user turn', () => {
    const { body, codes } = encode({
      messages: [{ role: 'assistant', content: [{ type: 'text', text: 'yo' }] }, user('hi')],
    })
    expect(body.contents.map(({ role }) => role)).toEqual(['user', 'model', 'user'])
    expect(codes).toEqual(['repaired messages'])
  })

  test('neighbours of one role are one turn and empty texts vanish', () => {
    const { body } = encode({
      messages: [
        user('a'),
        user(''),
        { role: 'assistant', content: [{ type: 'text', text: '' }] },
        user('b'),
      ],
    })
    expect(body.contents).toEqual([{ role: 'user', parts: [{ text: 'a' }, { text: 'b' }] }])
  })

  test('instructions alone are sent with a user turn', () => {
    const { body, codes } = encode({
      messages: [{ role: 'system', content: [{ type: 'text', text: 'a' }] }],
    })
    expect(body.contents).toEqual([{ role: 'user', parts: [{ text: '.' }] }])
    expect(codes).toEqual(['repaired messages'])
  })
})

describe('tool turns', () => {
  test('results come first, in the order of the calls, each with the name of its call', () => {
    const { body } = encode({
      messages: [
        user('go'),
        {
          role: 'assistant',
          content: [call('c1', 'one', { continuity: signature }), call('c2', 'two')],
        },
        { role: 'tool', content: [result('c2', '{"ok":true}')] },
        { role: 'user', content: [{ type: 'text', text: 'and?' }, result('c1', 'plain')] },
      ],
    })
    expect(body.contents.at(-1)).toEqual({
      role: 'user',
      parts: [
        { functionResponse: { id: 'c1', name: 'one', response: { output: 'plain' } } },
        { functionResponse: { id: 'c2', name: 'two', response: { ok: true } } },
        { text: 'and?' },
      ],
    })
    expect(body.contents[1]?.parts[0]).toEqual({
      functionCall: { id: 'c1', name: 'one', args: { a: 1 } },
      thoughtSignature: 'c2ln',
    })
  })

  test('a failure is an error object, a missing result is filled in', () => {
    const { body, codes } = encode(
      {
        messages: [
          user('go'),
          { role: 'assistant', content: [call('c1', 'one'), call('c2', 'two')] },
          { role: 'tool', content: [result('c1', 'boom', { isError: true })] },
        ],
      },
      thinks('none'),
    )
    expect(body.contents.at(-1)?.parts.map((part) => part['functionResponse'])).toEqual([
      { id: 'c1', name: 'one', response: { error: 'boom' } },
      { id: 'c2', name: 'two', response: { error: 'No result.' } },
    ])
    expect(codes).toEqual(['repaired messages'])
  })

  test('media of a result stays inside, or follows for models that cannot read it there', () => {
    const image: Part = {
      type: 'media',
      kind: 'image',
      source: { type: 'base64', data: 'AA==', mediaType: 'image/png' },
    }
    const inlineData = { mimeType: 'image/png', data: 'AA==' }
    const messages: readonly Message[] = [
      user('go'),
      { role: 'assistant', content: [call('c1', 'shot', { continuity: signature })] },
      { role: 'tool', content: [result('c1', '', { content: [image] })] },
    ]
    const inside = encode({ messages }, thinks('level'))
    expect(inside.body.contents[2]?.parts).toEqual([
      {
        functionResponse: {
          id: 'c1',
          name: 'shot',
          response: { output: '' },
          parts: [{ inlineData }],
        },
      },
    ])
    const after = encode({ messages }, thinks('budget'))
    expect(after.body.contents[2]?.parts).toEqual([
      { functionResponse: { id: 'c1', name: 'shot', response: { output: '' } } },
      { inlineData },
    ])
    expect(after.codes).toEqual(['emulated messages.2.content.0'])
  })

  test('arguments: empty is {}, broken is {} with a warning, long integers keep their digits', () => {
    const told = (text: string) =>
      encodeChat(
        {
          operation: 'chat',
          model: 'm',
          stream: false,
          messages: [
            user('go'),
            {
              role: 'assistant',
              content: [call('c', 'f', { arguments: text, continuity: signature })],
            },
          ],
        },
        target,
      )
    const json = (text: string) => stringify(told(text).body)
    expect(json('')).toContain('"args":{}')
    expect(json('{oops')).toContain('"args":{}')
    expect(told('{oops').warnings.map(({ code }) => code)).toEqual(['lossy'])
    expect(json('{"id":12345678901234567890}')).toContain('"args":{"id":12345678901234567890}')
  })

  test('names this wire refuses get an alias, the same in tools, choice, calls and results', () => {
    const name = '1 bad/name'
    const { body } = encode({
      tools: [{ type: 'function', name }],
      toolChoice: { type: 'tool', name },
      messages: [
        user('go'),
        { role: 'assistant', content: [call('c', name, { continuity: signature })] },
        { role: 'tool', content: [result('c', 'x')] },
      ],
    })
    const names = [...JSON.stringify(body).matchAll(/"(_1_bad_name_[0-9a-z]{11})"/g)].map(
      ([, n]) => n,
    )
    expect(names).toHaveLength(4)
    expect(new Set(names).size).toBe(1)
  })

  test('namespaced and custom tools travel as functions', () => {
    const { body, codes } = encode({
      tools: [
        { type: 'function', name: 'read', namespace: 'fs', parameters: { type: 'object' } },
        { type: 'custom', name: 'patch' },
      ],
    })
    expect(body['tools']).toEqual([
      {
        functionDeclarations: [
          { name: 'fs__read', parametersJsonSchema: { type: 'object' } },
          {
            name: 'patch',
            parametersJsonSchema: {
              type: 'object',
              properties: { input: { type: 'string' } },
              required: ['input'],
            },
          },
        ],
      },
    ])
    expect(codes).toEqual(['emulated tools.1'])
  })

  test('server tools of another wire and limits on calls are dropped with a warning', () => {
    const { body, codes } = encode({
      tools: [{ type: 'server', wire: 'anthropic-messages', tool: 'web_search', value: {} }],
      parallelToolCalls: false,
    })
    expect(body['tools']).toBeUndefined()
    expect(codes).toEqual(['dropped parallel_tool_calls', 'dropped tools.0'])
  })

  test.each([
    ['auto', { mode: 'AUTO' }],
    ['none', { mode: 'NONE' }],
    ['required', { mode: 'ANY' }],
    [
      { type: 'tool', name: 'f' },
      { mode: 'ANY', allowedFunctionNames: ['f'] },
    ],
    [
      { type: 'allowed', names: ['f', 'g'], required: true },
      { mode: 'ANY', allowedFunctionNames: ['f', 'g'] },
    ],
    [
      { type: 'allowed', names: ['f'], required: false },
      { mode: 'VALIDATED', allowedFunctionNames: ['f'] },
    ],
  ] as const)('the choice %j is said as %j', (toolChoice, config) => {
    const tools = [{ type: 'function', name: 'f' }] as const
    expect(encode({ toolChoice }).body['toolConfig']).toBeUndefined()
    expect(encode({ toolChoice, tools }).body['toolConfig']).toEqual({
      functionCallingConfig: config,
    })
  })
})

describe('continuity', () => {
  const replay = (content: readonly Part[], to: Target = target) =>
    encode({ messages: [user('go'), { role: 'assistant', content }, user('and?')] }, to)

  test('a lost signature on the first call is stood in for, only where the model may want it', () => {
    const lost = replay([call('c1', 'one'), call('c2', 'two')])
    expect(lost.body.contents[1]?.parts.map((part) => part['thoughtSignature'])).toEqual([
      'skip_thought_signature_validator',
      undefined,
    ])
    expect(lost.codes).toContain('repaired messages.1')
    const budget = replay([call('c1', 'one')], thinks('budget'))
    expect(budget.body.contents[1]?.parts[0]).not.toHaveProperty('thoughtSignature')
  })

  test('foreign reasoning and foreign tokens stay behind, with a warning only for text', () => {
    const issuer = { wire: 'anthropic-messages', provider: 'anthropic', model: 'claude' }
    const token: ContinuityToken = { data: 'x', kind: 'signature', issuer }
    const { body, codes } = replay([
      { type: 'reasoning', form: 'redacted', text: '', continuity: token },
      { type: 'reasoning', form: 'full', text: 'hm', continuity: token },
      { type: 'text', text: 'so', continuity: token },
    ])
    expect(body.contents[1]).toEqual({ role: 'model', parts: [{ text: 'so' }] })
    expect(codes).toEqual(['dropped messages.1.content.1'])
  })

  test('signed and unsigned texts are never merged', () => {
    const { body } = replay([
      { type: 'text', text: 'a' },
      { type: 'text', text: '', continuity: signature },
      { type: 'text', text: 'b' },
    ])
    expect(body.contents[1]?.parts).toEqual([
      { text: 'a' },
      { text: '', thoughtSignature: 'c2ln' },
      { text: 'b' },
    ])
  })

  test('a token of another account is not sent', () => {
    const issuer = { ...signature.issuer, account: 'a' }
    const { body } = replay([{ type: 'text', text: 'a', continuity: { ...signature, issuer } }], {
      ...target,
      account: 'b',
    })
    expect(body.contents[1]?.parts).toEqual([{ text: 'a' }])
  })
})

describe('media', () => {
  const sent = (part: Part) => {
    const { body, codes } = encode({ messages: [{ role: 'user', content: [part] }] })
    return { parts: body.contents[0]?.parts, codes }
  }

  test('urls, stored files and texts have their own forms', () => {
    const url = 'https://example.test/a.png?x=1'
    expect(sent({ type: 'media', kind: 'image', source: { type: 'url', url } }).parts).toEqual([
      { fileData: { mimeType: 'image/png', fileUri: url } },
    ])
    expect(
      sent({ type: 'media', kind: 'file', source: { type: 'text', text: 'notes' } }).parts,
    ).toEqual([{ text: 'notes' }])
    const foreign = sent({
      type: 'media',
      kind: 'file',
      source: { type: 'file', id: 'file-1', provider: 'openai' },
    })
    expect(foreign.parts).toEqual([{ text: '.' }])
    expect(foreign.codes).toEqual(['dropped messages.0.content.0', 'repaired messages'])
  })

  test('the detail of images becomes the resolution of the request', () => {
    const image = (detail: 'low' | 'high'): Part => ({
      type: 'media',
      kind: 'image',
      detail,
      source: { type: 'base64', data: 'AA==', mediaType: 'image/png' },
    })
    const config = (...content: readonly Part[]) =>
      encode({ messages: [{ role: 'user', content }] }).body['generationConfig']
    expect(config(image('low'))).toEqual({ mediaResolution: 'MEDIA_RESOLUTION_LOW' })
    expect(config(image('low'), image('high'))).toEqual({
      mediaResolution: 'MEDIA_RESOLUTION_HIGH',
    })
  })
})

describe('settings', () => {
  test('stops and temperature are clamped, unknown settings dropped, zero is a value', () => {
    const { body, codes } = encode({
      stop: ['a', 'b', 'c', 'd', 'e', 'f'],
      temperature: 2.5,
      topP: 0,
      minP: 0,
      logitBias: { 1: 1 },
      logprobs: 0,
      user: 'u',
      serviceTier: 'scale',
      extensions: {
        'openai-chat': { store: true, stream_options: {}, x: null },
        'google-generate': { labels: { a: 'b' } },
      },
    })
    expect(body['generationConfig']).toEqual({
      temperature: 2,
      topP: 0,
      stopSequences: ['a', 'b', 'c', 'd', 'e'],
      responseLogprobs: true,
    })
    expect(body['labels']).toEqual({ a: 'b' })
    expect(codes).toEqual([
      'dropped store',
      'dropped user',
      'dropped service_tier',
      'clamped temperature',
      'clamped stop',
      'dropped min_p',
      'dropped logit_bias',
    ])
  })

  test.each([
    ['budget', { effort: 'minimal' }, { thinkingBudget: 512 }],
    ['budget', { effort: 'low' }, { thinkingBudget: 1024 }],
    [
      'budget',
      { effort: 'medium', show: 'summary' },
      { includeThoughts: true, thinkingBudget: 8192 },
    ],
    [
      'budget',
      { effort: 'high', show: 'none' },
      { includeThoughts: false, thinkingBudget: 24_576 },
    ],
    ['budget', { effort: 'max' }, { thinkingBudget: 32_768 }],
    ['budget', { mode: 'off' }, { thinkingBudget: 0 }],
    ['budget', { mode: 'adaptive' }, { thinkingBudget: -1 }],
    ['budget', { mode: 'on', budgetTokens: 99 }, { thinkingBudget: 99 }],
    ['level', { effort: 'minimal' }, { thinkingLevel: 'MINIMAL' }],
    ['level', { effort: 'xhigh' }, { thinkingLevel: 'HIGH' }],
    [
      'level',
      { mode: 'off', show: 'summary' },
      { includeThoughts: false, thinkingLevel: 'MINIMAL' },
    ],
    ['level', { mode: 'on', budgetTokens: 4096 }, { thinkingLevel: 'MEDIUM' }],
  ] as const)('%s models: %j is thinkingConfig %j', (kind, reasoning, expected) => {
    const { body } = encode({ reasoning }, thinks(kind))
    expect(body['generationConfig']).toEqual({ thinkingConfig: expected })
  })

  test('without data about the model the budget table is used, and a budget leaves room to answer', () => {
    expect(encode({ reasoning: { effort: 'low' } }).body['generationConfig']).toEqual({
      thinkingConfig: { thinkingBudget: 1024 },
    })
    const clamped = encode({ reasoning: { effort: 'high' }, maxOutputTokens: 1000 })
    expect(clamped.body['generationConfig']).toEqual({
      maxOutputTokens: 1000,
      thinkingConfig: { thinkingBudget: 500 },
    })
    expect(clamped.codes).toEqual(['clamped reasoning'])
    expect(encode({ reasoning: { effort: 'low' } }, thinks('none')).codes).toEqual([
      'dropped reasoning',
    ])
  })

  test('formats use the JSON Schema fields, or the subset where the model lacks them', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } }, $schema: 'x' }
    const format = { type: 'json-schema', schema } as const
    expect(encode({ format }).body['generationConfig']).toEqual({
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object', properties: { a: { type: 'string' } } },
    })
    const subset: Target = { ...target, capabilities: { jsonSchema: 'subset' } }
    expect(encode({ format }, subset).body['generationConfig']).toEqual({
      responseMimeType: 'application/json',
      responseSchema: { type: 'OBJECT', properties: { a: { type: 'STRING' } } },
    })
    const tools = [{ type: 'function', name: 'f', parameters: { type: 'object' } }] as const
    expect(encode({ tools }, subset).body['tools']).toEqual([
      { functionDeclarations: [{ name: 'f' }] },
    ])
  })

  test('service tiers have Google names', () => {
    expect(encode({ serviceTier: 'default' }).body['serviceTier']).toBe('standard')
    expect(encode({ serviceTier: 'flex' }).body['serviceTier']).toBe('flex')
    expect(encode({ serviceTier: 'auto' }).body).not.toHaveProperty('serviceTier')
  })

  test('a schema nested deeper than the stack is the fault of the caller', () => {
    const parameters = JSON.parse(
      '{"not":'.repeat(50_000) + '{}' + '}'.repeat(50_000),
    ) as JsonObject
    expect(() => encode({ tools: [{ type: 'function', name: 'f', parameters }] })).toThrow(
      expect.objectContaining({ kind: 'invalid_request' }),
    )
  })
})
