import type { ChatRequest, JsonObject, Message, Part, Target, Tool } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { endpointOf } from '../wire/endpoint.ts'
import { encodeRequest } from './request.ts'

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const text = (said: string): Part => ({ type: 'text', text: said })
const user = (...content: readonly Part[]): Message => ({ role: 'user', content })
const assistant = (...content: readonly Part[]): Message => ({ role: 'assistant', content })
const hi = user(text('Hi'))
const weather: Tool = {
  type: 'function',
  name: 'weather',
  description: 'Tells it.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}
const weatherSpec = {
  name: 'weather',
  description: 'Tells it.',
  inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } } } },
}

function encode(request: Partial<ChatRequest>, over: Partial<Target> = {}) {
  const target: Target = { id: 't', provider: 'bedrock', model: claude, ...over }
  const chat: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [hi],
    stream: false,
    ...request,
  }
  const { request: sent, warnings } = encodeRequest(
    chat,
    target,
    endpointOf('us-east-1', undefined),
  )
  const body = JSON.parse(String(sent.body)) as JsonObject
  return { ...sent, body, warnings: warnings.map(({ code, path }) => `${code} ${path}`) }
}

describe('where a request goes', () => {
  test('a model is one step of the path, a stream another action', () => {
    expect(encode({})).toMatchObject({
      origin: 'https://bedrock-runtime.us-east-1.amazonaws.com',
      path: '/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse',
    })
    const model = 'arn:aws:bedrock:eu-west-1:1:inference-profile/x'
    expect(encode({ stream: true }, { model, region: 'eu-west-1' })).toMatchObject({
      origin: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
      path: '/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Fx/converse-stream',
    })
    const baseUrl = 'http://127.0.0.1:4600/bedrock'
    expect(encode({}, { model: 'm', baseUrl })).toMatchObject({
      origin: 'http://127.0.0.1:4600',
      path: '/bedrock/model/m/converse',
    })
  })

  test.each(['', '.', '..', 'a\uD800'])('a model named %j is nobody’s', (model) => {
    expect(() => encode({}, { model })).toThrow(expect.objectContaining({ kind: 'unknown_model' }))
  })
})

test('an ordinary request is said whole', () => {
  const { body, warnings } = encode({
    messages: [{ role: 'system', content: [text('Be brief.')] }, hi],
    maxOutputTokens: 50,
    temperature: 0.5,
    stop: ['END'],
    tools: [weather],
    toolChoice: 'required',
  })
  expect(body).toEqual({
    system: [{ text: 'Be brief.' }],
    messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
    inferenceConfig: { maxTokens: 50, temperature: 0.5, stopSequences: ['END'] },
    toolConfig: { tools: [{ toolSpec: weatherSpec }], toolChoice: { any: {} } },
  })
  expect(warnings).toEqual([])
})

describe('turns', () => {
  const call = (callId: string): Part => ({
    type: 'tool-call',
    kind: 'function',
    callId,
    name: 'weather',
    arguments: '{"city":"Bern"}',
  })
  const result = (callId: string, said: string): Message => ({
    role: 'tool',
    content: [{ type: 'tool-result', callId, content: said === '' ? [] : [text(said)] }],
  })
  const use = (toolUseId: string) => ({
    toolUse: { toolUseId, name: 'weather', input: { city: 'Bern' } },
  })
  const answer = (toolUseId: string, said: string, status = 'success') => ({
    toolResult: { toolUseId, content: [{ text: said }], status },
  })

  test('all results of a turn stand in one user turn, in the order of the calls, text last', () => {
    const { body } = encode({
      tools: [weather],
      messages: [
        hi,
        assistant(call('a'), call('b')),
        result('b', '2'),
        result('a', ''),
        user(text('And?')),
      ],
    })
    expect(body['messages']).toEqual([
      { role: 'user', content: [{ text: 'Hi' }] },
      { role: 'assistant', content: [use('a'), use('b')] },
      { role: 'user', content: [answer('a', '.'), answer('b', '2'), { text: 'And?' }] },
    ])
  })

  test('a missing result is an error, one that answers nothing is text', () => {
    const { body, warnings } = encode({
      tools: [weather],
      messages: [hi, assistant(call('a')), result('z', 'lost')],
    })
    expect((body['messages'] as JsonObject[])[2]).toEqual({
      role: 'user',
      content: [answer('a', 'no result', 'error'), { text: 'lost' }],
    })
    expect(warnings).toEqual(['emulated messages', 'repaired messages'])
  })

  test('a result holds what it may hold, and never nothing', () => {
    const content: readonly Part[] = [call('b'), { type: 'reasoning', form: 'full', text: 'Hm' }]
    const { body, warnings } = encode({
      tools: [weather],
      messages: [hi, assistant(call('a')), user({ type: 'tool-result', callId: 'a', content })],
    })
    expect((body['messages'] as JsonObject[])[2]).toEqual({
      role: 'user',
      content: [answer('a', '.')],
    })
    expect(warnings).toEqual([
      'dropped messages.2.content.0.content.1',
      'dropped messages.2.content.0.content',
    ])
  })

  test('tools of earlier turns are declared again, closed by a word', () => {
    const { body, warnings } = encode({ messages: [hi, assistant(call('a')), result('a', '1')] })
    expect(body['toolConfig']).toEqual({
      tools: [
        {
          toolSpec: {
            name: 'weather',
            inputSchema: { json: { type: 'object', properties: {} } },
          },
        },
      ],
    })
    expect(body['system']).toEqual([{ text: 'Do not call any tool in this answer.' }])
    expect(warnings).toEqual(['repaired tools'])
  })

  test('results are alone where the maker wants it', () => {
    const model = 'meta.llama3-3-70b-instruct-v1:0'
    const messages = [hi, assistant(call('a')), result('a', '1'), user(text('And?'))]
    const { body } = encode({ tools: [weather], messages }, { model })
    expect((body['messages'] as JsonObject[]).slice(2)).toEqual([
      { role: 'user', content: [answer('a', '1')] },
      { role: 'assistant', content: [{ text: '.' }] },
      { role: 'user', content: [{ text: 'And?' }] },
    ])
  })

  test('they alternate, begin with the user and hold nothing blank', () => {
    const { body } = encode({
      messages: [
        assistant(text('Hello')),
        user(text(' \n')),
        user(text('a')),
        user(text('b')),
        assistant(text('')),
        user(text('c')),
      ],
    })
    expect(body['messages']).toEqual([
      { role: 'user', content: [{ text: '.' }] },
      { role: 'assistant', content: [{ text: 'Hello' }] },
      { role: 'user', content: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
    ])
  })

  test('a later instruction is a reminder, or a turn where the model has such', () => {
    const messages: readonly Message[] = [
      hi,
      assistant(text('x')),
      user(text('y')),
      { role: 'developer', content: [text('Mind.')] },
    ]
    const { body, warnings } = encode({ messages })
    expect((body['messages'] as JsonObject[])[2]).toEqual({
      role: 'user',
      content: [{ text: 'y' }, { text: '<system-reminder>\nMind.\n</system-reminder>' }],
    })
    expect(warnings).toEqual(['emulated messages.3'])
    const apart = encode({ messages }, { capabilities: { systemMidConversation: true } })
    expect((apart.body['messages'] as JsonObject[])[3]).toEqual({
      role: 'system',
      content: [{ text: 'Mind.' }],
    })
    expect(apart.warnings).toEqual([])
  })

  test('an answer is begun where the model goes on with it, else it is asked to', () => {
    const messages = [hi, assistant(text('Once '))]
    expect((encode({ messages }).body['messages'] as JsonObject[])[1]).toEqual({
      role: 'assistant',
      content: [{ text: 'Once' }],
    })
    const other = encode({ messages }, { model: 'cohere.command-r-v1:0' })
    expect((other.body['messages'] as JsonObject[])[2]).toEqual({
      role: 'user',
      content: [{ text: 'Continue.' }],
    })
    expect(other.warnings).toEqual(['emulated messages'])
  })

  test('ids and names that the wire does not take have an alias', () => {
    const odd: Part = { ...call('id with blanks'), type: 'tool-call', name: 'ns.tool' } as Part
    const { body } = encode({
      tools: [{ type: 'function', name: 'ns.tool' }],
      messages: [hi, assistant(odd), result('id with blanks', '1')],
    })
    const [, called, answered] = body['messages'] as {
      content: { toolUse: JsonObject; toolResult: JsonObject }[]
    }[]
    const { toolUseId, name } = called?.content[0]?.toolUse ?? {}
    expect(toolUseId).toMatch(/^[a-zA-Z0-9_.:-]{1,64}$/)
    expect(answered?.content[0]?.toolResult['toolUseId']).toBe(toolUseId)
    expect(name).toMatch(/^ns_tool_[0-9a-f]{8}$/)
    const [spec] = (body['toolConfig'] as { tools: { toolSpec: JsonObject }[] }).tools
    expect(spec?.toolSpec['name']).toBe(name)
  })
})

test('the digits of long integers in arguments are kept', () => {
  const part: Part = {
    type: 'tool-call',
    kind: 'function',
    callId: 'a',
    name: 'find',
    arguments: '{"id":9007199254740993}',
  }
  const chat: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [hi, assistant(part)],
    stream: false,
  }
  const target = { id: 't', provider: 'bedrock', model: claude }
  const { request } = encodeRequest(chat, target, endpointOf('us-east-1', undefined))
  expect(String(request.body)).toContain('"input":{"id":9007199254740993}')
})

describe('tool choice', () => {
  const choice = (toolChoice: ChatRequest['toolChoice'], over: Partial<Target> = {}) =>
    encode({ tools: [weather, { type: 'function', name: 'clock' }], toolChoice }, over)

  test.each([
    ['auto', { auto: {} }],
    ['required', { any: {} }],
    [{ type: 'tool', name: 'clock' }, { tool: { name: 'clock' } }],
    [{ type: 'allowed', names: ['clock'], required: true }, { any: {} }],
  ] as const)('%j', (given, sent) => {
    const { body, warnings } = choice(given)
    expect((body['toolConfig'] as JsonObject)['toolChoice']).toEqual(sent)
    expect(warnings).toEqual([])
  })

  test('without calls before, no choice is no tools', () => {
    const { body, warnings } = choice('none')
    expect(body['toolConfig']).toBeUndefined()
    expect(warnings).toEqual([])
  })

  test('a tool by its name is the only one where just any call can be forced', () => {
    const model = 'mistral.mistral-large-2407-v1:0'
    const { body } = choice({ type: 'tool', name: 'clock' }, { model })
    expect(body['toolConfig']).toEqual({
      tools: [{ toolSpec: expect.objectContaining({ name: 'clock' }) }],
      toolChoice: { any: {} },
    })
  })

  test('nothing is forced on models that cannot be', () => {
    const { body, warnings } = choice('required', { model: 'cohere.command-r-v1:0' })
    expect((body['toolConfig'] as JsonObject)['toolChoice']).toBeUndefined()
    expect(warnings).toEqual(['dropped tool_choice'])
  })

  test('only the allowed tools are offered, a provider’s own tool passes on its wire alone', () => {
    const { body } = choice({ type: 'allowed', names: ['clock'], required: false })
    expect((body['toolConfig'] as { tools: unknown[] }).tools).toHaveLength(1)
    const value = { systemTool: { name: 'nova_grounding' } }
    const own = encode({
      tools: [
        { type: 'server', wire: 'bedrock-converse', tool: 'nova_grounding', value },
        { type: 'server', wire: 'openai-responses', tool: 'web_search', value: {} },
      ],
    })
    expect(own.body['toolConfig']).toEqual({ tools: [value] })
    expect(own.warnings).toEqual(['dropped tools.1'])
  })
})

test('what the wire cannot say is told, once each', () => {
  const { warnings } = encode({
    candidates: 2,
    seed: 1,
    logitBias: { 5: 1 },
    presencePenalty: 0.1,
    temperature: 1.5,
    topP: 0.9,
    stop: [' '],
    serviceTier: 'scale',
    parallelToolCalls: false,
    tools: [weather],
    extensions: { 'openai-chat': { some_new_field: 1, requestMetadata: { a: 'b' } } },
  })
  expect(warnings.toSorted()).toEqual([
    'clamped temperature',
    'dropped logit_bias',
    'dropped n',
    'dropped parallel_tool_calls',
    'dropped presence_penalty',
    'dropped seed',
    'dropped service_tier',
    'dropped some_new_field',
    'dropped stop',
    'dropped top_p',
  ])
})

test('fields of Converse pass from any dialect by their own names', () => {
  const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1' }
  const { body, warnings } = encode({
    topK: 5,
    serviceTier: 'flex',
    extensions: {
      'openai-chat': { guardrailConfig, requestMetadata: { team: 'a' } },
      'bedrock-converse': { additionalModelRequestFields: { top_k: 9, anthropic_beta: ['x'] } },
    },
  })
  expect(body).toMatchObject({
    guardrailConfig,
    requestMetadata: { team: 'a' },
    serviceTier: { type: 'flex' },
    additionalModelRequestFields: { top_k: 9, anthropic_beta: ['x'] },
  })
  expect(warnings).toEqual([])
})

test('betas of Anthropic’s API pass where its models keep them', () => {
  const source = {
    wire: 'anthropic-messages',
    body: {},
    headers: ['anthropic-beta', 'context-1m-2025-08-07, files-api-2025-04-14'],
  }
  const { body, warnings } = encode({ source })
  expect(body['additionalModelRequestFields']).toEqual({
    anthropic_beta: ['context-1m-2025-08-07'],
  })
  expect(warnings).toEqual(['dropped anthropic-beta'])
  expect(encode({ source }, { model: 'amazon.nova-lite-v1:0' }).warnings).toEqual([])
})
