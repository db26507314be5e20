import type {
  Capabilities,
  ChatRequest,
  JsonObject,
  Message,
  Part,
  Target,
  ToolCallPart,
  Warning,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeRequest } from './request.ts'

interface Sent {
  readonly body: JsonObject & { readonly messages: readonly JsonObject[] }
  readonly warnings: readonly Warning[]
  readonly codes: readonly string[]
}

function send(fields: Partial<ChatRequest>, capabilities?: Capabilities): Sent {
  const target: Target = {
    id: 't',
    provider: 'claude',
    model: 'm',
    ...(capabilities === undefined ? {} : { capabilities }),
  }
  const request: ChatRequest = {
    operation: 'chat',
    model: 'x',
    messages: [user('hi')],
    stream: false,
    ...fields,
  }
  const { request: sent, warnings } = encodeRequest(request, target)
  return {
    body: JSON.parse(sent.body as string) as Sent['body'],
    warnings,
    codes: warnings.map(({ code, path }) => `${code} ${path}`),
  }
}

const text = (value: string): Part => ({ type: 'text', text: value })
const user = (value: string): Message => ({ role: 'user', content: [text(value)] })
const assistant = (...content: Part[]): Message => ({ role: 'assistant', content })
const call = (callId: string, name = 'f', args = '{}'): ToolCallPart => ({
  type: 'tool-call',
  kind: 'function',
  callId,
  name,
  arguments: args,
})
const result = (callId: string, ...content: Part[]): Part => ({
  type: 'tool-result',
  callId,
  content: content.length === 0 ? [text('ok')] : content,
})
const tool = (name: string, more: JsonObject = {}) =>
  ({ type: 'function', name, parameters: { type: 'object' }, ...more }) as const
const saidHi = { role: 'user', content: [{ type: 'text', text: 'hi' }] }

describe('limits and sampling', () => {
  test('max_tokens is the client’s, else the model’s, else 4096', () => {
    expect(send({}).body['max_tokens']).toBe(4096)
    expect(send({}, { maxOutputTokens: 64_000 }).body['max_tokens']).toBe(64_000)
    expect(send({ maxOutputTokens: 7 }, { maxOutputTokens: 64_000 }).body['max_tokens']).toBe(7)
  })

  test('max_tokens beyond the model’s maximum is clamped with a warning', () => {
    const { body, codes } = send({ maxOutputTokens: 99 }, { maxOutputTokens: 50 })
    expect([body['max_tokens'], codes]).toEqual([50, ['clamped max_tokens']])
  })

  test.each([
    [1.7, 1, ['clamped temperature']],
    [-1, 0, ['clamped temperature']],
    [0, 0, []],
    [1, 1, []],
  ])('temperature %d is sent as %d', (temperature, sent, codes) => {
    const out = send({ temperature })
    expect([out.body['temperature'], out.codes]).toEqual([sent, codes])
  })

  test('top_p gives way to temperature and passes alone', () => {
    expect(send({ topP: 0.5, topK: 0 }).body).toMatchObject({ top_p: 0.5, top_k: 0 })
    const { body, codes } = send({ topP: 0.5, temperature: 0.2 })
    expect([body['top_p'], codes]).toEqual([undefined, ['dropped top_p']])
  })

  test('settings the wire lacks are dropped one by one, neutral ones silently', () => {
    expect(
      send({
        candidates: 2,
        logprobs: 0,
        seed: 0,
        presencePenalty: 0.1,
        frequencyPenalty: 0.1,
        logitBias: { 1: 1 },
        minP: 0,
        verbosity: 'low',
      }).codes,
    ).toEqual(
      [
        'n',
        'logprobs',
        'seed',
        'presence_penalty',
        'frequency_penalty',
        'logit_bias',
        'min_p',
        'verbosity',
      ].map((path) => `dropped ${path}`),
    )
    expect(
      send({ candidates: 1, presencePenalty: 0, frequencyPenalty: 0, logitBias: {} }).codes,
    ).toEqual([])
  })

  test('blank stop sequences are dropped, the rest kept up to the model’s number', () => {
    const { body, codes } = send({ stop: [' \n', 'A', 'B'] }, { maxStops: 1 })
    expect(body['stop_sequences']).toEqual(['A'])
    expect(codes).toEqual(['dropped stop', 'dropped stop'])
    expect(send({ stop: [' '] }).body).not.toHaveProperty('stop_sequences')
  })

  test('the user and the service tier are said in this wire’s words', () => {
    expect(send({ user: 'u', serviceTier: 'default' }).body).toMatchObject({
      metadata: { user_id: 'u' },
      service_tier: 'standard_only',
    })
    expect(send({ serviceTier: 'flex' }).codes).toEqual(['dropped service_tier'])
  })

  test('fields of another wire are dropped with a warning when they say something', () => {
    expect(
      send({
        extensions: { 'openai-chat': { prediction: { x: 1 }, store: null, stream_options: {} } },
        messages: [{ ...user('hi'), extensions: { 'openai-chat': { audio: { id: 'a' } } } }],
      }).codes,
    ).toEqual(['dropped prediction', 'dropped messages.0.audio'])
  })
})

describe('messages', () => {
  test('leading system and developer messages become the system field', () => {
    const { body } = send({
      messages: [
        { role: 'system', content: [text('a')] },
        { role: 'developer', content: [text('b')] },
        user('hi'),
      ],
    })
    expect(body['system']).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ])
    expect(body.messages).toEqual([saidHi])
  })

  test('a later instruction becomes a reminder, or a system turn where the model takes one', () => {
    const messages: Message[] = [
      user('hi'),
      assistant(text('yo')),
      { role: 'developer', content: [text('be brief')] },
    ]
    const reminded = send({ messages })
    expect(reminded.body.messages[2]).toEqual({
      role: 'user',
      content: [{ type: 'text', text: '<system-reminder>\nbe brief\n</system-reminder>' }],
    })
    expect(reminded.codes).toEqual(['emulated messages.2'])
    const turned = send({ messages }, { systemMidConversation: true })
    expect(turned.body.messages[2]).toMatchObject({ role: 'system' })
    expect(turned.codes).toEqual([])
  })

  test('turns of one role are merged, blank text goes, and the user begins', () => {
    const { body } = send({
      messages: [assistant(text('I am')), user('a'), user(' '), user('b'), assistant(text(''))],
    })
    expect(body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '.' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'I am' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
    ])
  })

  test('an empty conversation still has a user turn', () => {
    expect(send({ messages: [] }).body.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '.' }] },
    ])
  })

  test('a prefill loses its trailing space, or is asked to go on where the model cannot', () => {
    const messages = [user('hi'), assistant(text('Sure: '))]
    expect(send({ messages }).body.messages[1]).toEqual({
      role: 'assistant',
      content: [{ type: 'text', text: 'Sure:' }],
    })
    const asked = send({ messages }, { prefill: false })
    expect(asked.body.messages.at(-1)).toMatchObject({ role: 'user' })
    expect(asked.codes).toEqual(['emulated messages'])
  })

  test('names of participants are dropped with a warning', () => {
    expect(send({ messages: [{ ...user('hi'), name: 'bob' }] }).codes).toEqual([
      'dropped messages.0.name',
    ])
  })
})

describe('tool turns', () => {
  test('all results of a turn come first, in one user turn, in the order of the calls', () => {
    const { body, codes } = send({
      tools: [tool('f')],
      messages: [
        user('hi'),
        assistant(call('a')),
        assistant(call('b')),
        { role: 'tool', content: [result('b')] },
        user('and?'),
        { role: 'tool', content: [result('a')] },
      ],
    })
    expect(codes).toEqual([])
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(body.messages[2]!['content']).toMatchObject([
      { type: 'tool_result', tool_use_id: 'a' },
      { type: 'tool_result', tool_use_id: 'b' },
      { type: 'text', text: 'and?' },
    ])
  })

  test('a missing result is made up as an error, a stray one becomes text', () => {
    const { body, codes } = send({
      tools: [tool('f')],
      messages: [user('hi'), assistant(call('a')), { role: 'tool', content: [result('z')] }],
    })
    expect(body.messages[2]!['content']).toEqual([
      { type: 'tool_result', tool_use_id: 'a', content: 'no result', is_error: true },
      { type: 'text', text: 'ok' },
    ])
    expect(codes).toEqual(['emulated messages', 'repaired messages'])
  })

  test('a system turn between a call and its result waits behind the result', () => {
    const { body } = send(
      {
        tools: [tool('f')],
        messages: [
          user('hi'),
          assistant(call('a')),
          { role: 'system', content: [text('s')] },
          { role: 'tool', content: [result('a')] },
        ],
      },
      { systemMidConversation: true },
    )
    expect(body.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'system'])
  })

  test('ids the wire refuses get one alias for call and result, different ids different ones', () => {
    const { body } = send({
      tools: [tool('f')],
      messages: [
        user('hi'),
        assistant(call('fn.x:0'), call('fn_x.0')),
        { role: 'tool', content: [result('fn.x:0'), result('fn_x.0')] },
      ],
    })
    const ids = (body.messages[1]!['content'] as JsonObject[]).map(({ id }) => id as string)
    const answered = (body.messages[2]!['content'] as JsonObject[]).map(
      (block) => block['tool_use_id'],
    )
    expect(answered).toEqual(ids)
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9_-]+$/)
  })

  test('images and errors stay inside their result', () => {
    const image: Part = {
      type: 'media',
      kind: 'image',
      source: { type: 'url', url: 'data:image/png;base64,aGk=' },
    }
    const { body } = send({
      tools: [tool('f')],
      messages: [
        user('hi'),
        assistant(call('a')),
        {
          role: 'tool',
          content: [
            { type: 'tool-result', callId: 'a', content: [image, text('')], isError: true },
          ],
        },
      ],
    })
    expect(body.messages[2]!['content']).toEqual([
      {
        type: 'tool_result',
        tool_use_id: 'a',
        is_error: true,
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
        ],
      },
    ])
  })

  test('arguments that are no JSON object are sent as {} with a warning, empty ones silently', () => {
    const { body, codes } = send({
      tools: [tool('f')],
      messages: [
        user('hi'),
        assistant(call('a', 'f', '{"x":'), call('b', 'f', '')),
        { role: 'tool', content: [result('a'), result('b')] },
      ],
    })
    expect(body.messages[1]!['content']).toMatchObject([{ input: {} }, { input: {} }])
    expect(codes).toEqual(['lossy messages.1.content.0.arguments'])
  })

  test('a conversation that called tools declares them although none may be called now', () => {
    const { body, codes } = send({
      messages: [user('hi'), assistant(call('a')), { role: 'tool', content: [result('a')] }],
    })
    expect(body['tools']).toEqual([{ name: 'f', input_schema: { type: 'object', properties: {} } }])
    expect(body['tool_choice']).toEqual({ type: 'none' })
    expect(codes).toEqual(['repaired tools'])
  })
})

describe('thinking from elsewhere', () => {
  const foreign = {
    data: 'x',
    kind: 'encrypted',
    issuer: { wire: 'openai-responses', provider: 'openai', model: 'm' },
  } as const
  const own = {
    data: 'sig',
    kind: 'signature',
    issuer: { wire: 'anthropic-messages', provider: 'claude', model: 'm' },
  } as const
  const reasoning = (token: typeof foreign | typeof own | undefined): Part => ({
    type: 'reasoning',
    form: 'full',
    text: 'hm',
    continuity: token,
  })

  test('is dropped unless this provider signed it', () => {
    const messages = [
      user('hi'),
      assistant(reasoning(foreign), reasoning(undefined), reasoning(own), text('x')),
      user('go'),
    ]
    const { body, codes } = send({ messages })
    expect(body.messages[1]!['content']).toEqual([
      { type: 'thinking', thinking: 'hm', signature: 'sig' },
      { type: 'text', text: 'x' },
    ])
    expect(codes).toEqual(['dropped messages.1.content.0', 'dropped messages.1.content.1'])
  })

  test('is dropped when another provider of the same wire signed it', () => {
    const other = {
      ...own,
      issuer: { ...own.issuer, provider: 'bedrock' },
    } as unknown as typeof own
    const { body } = send({
      messages: [user('hi'), assistant(reasoning(other), text('x')), user('go')],
    })
    expect(body.messages[1]!['content']).toEqual([{ type: 'text', text: 'x' }])
  })

  test('turns thinking off for this request when a tool turn in progress lost it', () => {
    const messages = [
      user('hi'),
      assistant(reasoning(foreign), call('a')),
      { role: 'tool', content: [result('a')] } as Message,
    ]
    const { body, codes } = send({ messages, tools: [tool('f')], reasoning: { effort: 'high' } })
    expect(body['thinking']).toEqual({ type: 'disabled' })
    expect(codes).toContain('repaired reasoning')
    const done = send({
      messages: [...messages, assistant(text('x')), user('more')],
      tools: [tool('f')],
      reasoning: { effort: 'high' },
    })
    expect(done.body['thinking']).toMatchObject({ type: 'enabled' })
  })
})

describe('content the wire cannot hold', () => {
  const lost: Readonly<Record<string, Part>> = {
    audio: {
      type: 'media',
      kind: 'audio',
      source: { type: 'base64', data: '', mediaType: 'audio/wav' },
    },
    'another provider’s file': {
      type: 'media',
      kind: 'file',
      source: { type: 'file', id: 'f', provider: 'openai' },
    },
    'a binary document': {
      type: 'media',
      kind: 'file',
      source: { type: 'base64', data: 'aGk=', mediaType: 'application/zip' },
    },
    'another provider’s server tool': {
      type: 'server-tool',
      phase: 'call',
      tool: 'web_search',
      callId: 'w',
      value: { type: 'web_search_call' },
    },
    'a newer block of another wire': {
      type: 'opaque',
      wire: 'openai-responses',
      kind: 'k',
      value: {},
    },
    'a stored item': { type: 'reference', ref: 'item_1' },
  }

  test.each(Object.entries(lost))('%s is dropped by name', (_, part) => {
    const { body, codes } = send({ messages: [{ role: 'user', content: [text('hi'), part] }] })
    expect(body.messages).toEqual([saidHi])
    expect(codes).toEqual(['dropped messages.0.content.1'])
  })

  test('documents go as PDF, text or link', () => {
    const file = (source: Extract<Part, { type: 'media' }>['source']): Part => ({
      type: 'media',
      kind: 'file',
      name: 'n',
      source,
    })
    const { body } = send({
      messages: [
        {
          role: 'user',
          content: [
            file({ type: 'base64', data: 'JVBE', mediaType: 'application/pdf' }),
            file({ type: 'base64', data: btoa('a,b'), mediaType: 'text/csv' }),
            file({ type: 'url', url: 'https://a.example/x.pdf' }),
            file({ type: 'url', url: 'data:application/pdf;base64,JVBE' }),
          ],
        },
      ],
    })
    expect((body.messages[0]!['content'] as JsonObject[]).map((block) => block['source'])).toEqual([
      { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      { type: 'text', media_type: 'text/plain', data: 'a,b' },
      { type: 'url', url: 'https://a.example/x.pdf' },
      { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
    ])
  })

  test('an image in an assistant turn is dropped', () => {
    const image: Part = {
      type: 'media',
      kind: 'image',
      source: { type: 'url', url: 'https://a.example/x.png' },
    }
    expect(send({ messages: [user('hi'), assistant(text('x'), image), user('y')] }).codes).toEqual([
      'dropped messages.1.content',
    ])
  })

  test('more than four cache marks keep the last four', () => {
    const marked = (value: string): Part => ({ type: 'text', text: value, cache: { ttl: '12h' } })
    const { body, codes } = send({
      messages: [{ role: 'user', content: ['a', 'b', 'c', 'd', 'e'].map(marked) }],
    })
    const marks = (body.messages[0]!['content'] as JsonObject[]).map(
      (block) => block['cache_control'],
    )
    expect(marks).toEqual([
      undefined,
      ...Array.from({ length: 4 }, () => ({ type: 'ephemeral', ttl: '1h' })),
    ])
    expect(codes).toContain('dropped cache_control')
    expect(codes).toContain('clamped messages.0.content.0.cache_control.ttl')
  })
})
