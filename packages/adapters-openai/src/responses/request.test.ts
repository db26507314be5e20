import { isJsonObject, type ChatRequest, type JsonObject, type Message } from '@signalbox/core'
import { chatRequests } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { text } from '../json-fields.ts'
import { responsesCodec } from './codec.ts'
import { decodeBody } from './decode-request.ts'

const codec = responsesCodec()
const target = { id: 't', provider: 'openai', model: 'gpt-5.4' }

function sent(
  request: Partial<ChatRequest>,
  to: Parameters<typeof codec.encodeRequest>[1] = target,
) {
  const whole: ChatRequest = {
    operation: 'chat',
    model: 'm',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    stream: false,
    ...request,
  }
  const { request: http, warnings } = codec.encodeRequest(whole, to)
  return { http, warnings, body: JSON.parse(String(http.body)) as JsonObject }
}

function token(wire: string, provider: string) {
  return { data: 'enc', kind: 'encrypted', issuer: { wire, provider, model: 'm' } } as const
}

function gist(messages: readonly Message[]): readonly unknown[] {
  return messages.flatMap(({ role, content }) =>
    content.map((part) => {
      if (part.type === 'text') return [role === 'developer' ? 'system' : role, part.text]
      if (part.type === 'tool-call') return [part.callId, part.name, part.arguments]
      if (part.type === 'tool-result') return [part.callId, gist([{ ...part, role: 'tool' }])]
      return part.type === 'media' ? [role, part.kind, part.source] : [part.type]
    }),
  )
}

describe('a request of another wire', () => {
  test('goes to the base URL of the target, OpenAI by default', () => {
    expect(sent({}).http).toMatchObject({
      method: 'POST',
      origin: 'https://api.openai.com',
      path: '/v1/responses',
    })
    const { http } = sent({}, { ...target, baseUrl: 'http://localhost:1/x/v2/' })
    expect(http.origin + http.path).toBe('http://localhost:1/x/v2/responses')
    const xai = responsesCodec({ address: { provider: 'xai', baseUrl: 'https://api.x.ai/v1' } })
    const relayed = xai.relayRequest?.(
      { wire: xai.wire, body: {}, headers: [] },
      target,
      decodeBody({}),
    )
    expect(relayed?.request.origin).toBe('https://api.x.ai')
    expect(http.headers).toEqual(['content-type', 'application/json'])
  })

  test('is stored nowhere and asks for reasoning that can come back', () => {
    const { body, warnings } = sent({})
    expect(body).toMatchObject({ store: false, include: ['reasoning.encrypted_content'] })
    expect(warnings).toEqual([])
    const plain = { ...target, capabilities: { reasoning: 'none' as const } }
    expect(sent({}, plain).body['include']).toBeUndefined()
    expect(sent({}, { ...target, model: 'gpt-4o' }).body['include']).toBeUndefined()
  })

  test('names what the Responses API has no field for', () => {
    const { body, warnings } = sent({
      stop: ['x'],
      candidates: 2,
      seed: 1,
      topK: 2,
      presencePenalty: 0,
      logitBias: { a: 1 },
      maxOutputTokens: 3,
      serviceTier: 'standard_only',
      extensions: { 'anthropic-messages': { thinking_display: 'x', betas: [] } },
    })
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'dropped thinking_display',
      'dropped stop',
      'dropped top_k',
      'dropped seed',
      'dropped presence_penalty',
      'dropped logit_bias',
      'dropped n',
      'clamped max_output_tokens',
      'dropped service_tier',
    ])
    expect(body['max_output_tokens']).toBe(16)
    expect(body['service_tier']).toBeUndefined()
  })

  test.each([
    [{ mode: 'off' }, { effort: 'none' }],
    [{ effort: 'minimal' }, { effort: 'minimal' }],
    [
      { effort: 'xhigh', show: 'summary' },
      { effort: 'xhigh', summary: 'auto' },
    ],
    [{ mode: 'on', budgetTokens: 1024 }, { effort: 'low' }],
    [{ mode: 'on', budgetTokens: 8192 }, { effort: 'medium' }],
    [{ mode: 'on', budgetTokens: 30_000 }, { effort: 'high' }],
    [{ mode: 'adaptive', effort: 'max' }, { effort: 'max' }],
    [{ mode: 'adaptive' }, undefined],
    [
      { effort: 'low', show: 'full' },
      { effort: 'low', summary: 'auto' },
    ],
  ] as const)('reasoning %j becomes %j', (reasoning, expected) => {
    expect(sent({ reasoning }).body['reasoning']).toEqual(expected)
  })

  test('writes leading system messages as instructions and later ones in place', () => {
    const saying = (value: string) => [{ type: 'text', text: value } as const]
    const { body } = sent({
      messages: [
        { role: 'system', content: saying('a') },
        { role: 'developer', content: saying('b') },
        { role: 'user', content: saying('c') },
        { role: 'system', content: saying('d') },
      ],
    })
    expect(body['instructions']).toBe('a\n\nb')
    expect(body['input']).toMatchObject([{ role: 'user' }, { role: 'system' }])
  })

  test('splits a turn into items, results first and in their order', () => {
    const call = { type: 'tool-call', kind: 'function', name: 'f', arguments: '{}' } as const
    const result = (callId: string) =>
      ({ type: 'tool-result', callId, content: [{ type: 'text', text: callId }] }) as const
    const image = {
      type: 'media',
      kind: 'image',
      source: { type: 'base64', data: 'AA', mediaType: 'image/png' },
    } as const
    const { body } = sent({
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'let me see' },
            { ...call, callId: 'a' },
            { ...call, callId: 'b', kind: 'custom' },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'and?' },
            result('a'),
            { ...result('b'), content: [...result('b').content, image] },
          ],
        },
      ],
    })
    expect(body['input']).toEqual([
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'let me see' }],
      },
      { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
      { type: 'custom_tool_call', call_id: 'b', name: 'f', input: '{}' },
      {
        type: 'function_call_output',
        call_id: 'a',
        output: [{ type: 'input_text', text: 'a' }],
      },
      {
        type: 'custom_tool_call_output',
        call_id: 'b',
        output: [
          { type: 'input_text', text: 'b' },
          { type: 'input_image', image_url: 'data:image/png;base64,AA' },
        ],
      },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'and?' }] },
    ])
  })

  test('shortens call ids alike in call and result', () => {
    const callId = 'c'.repeat(90)
    const { body } = sent({
      messages: [
        {
          role: 'assistant',
          content: [{ type: 'tool-call', kind: 'function', callId, name: 'f', arguments: '{}' }],
        },
        { role: 'tool', content: [{ type: 'tool-result', callId, content: [] }] },
      ],
    })
    const [call, result] = (body['input'] as JsonObject[]).map((item) => text(item, 'call_id'))
    expect(call?.length).toBeLessThanOrEqual(64)
    expect(result).toBe(call)
  })

  test('sends only reasoning that the target issued and that an answer follows', () => {
    const reasoning = (thought: string, wire: string, provider: string) =>
      ({
        type: 'reasoning',
        text: thought,
        form: 'summary',
        continuity: token(wire, provider),
      }) as const
    const answer = { type: 'text', text: 'so' } as const
    const { body, warnings } = sent({
      messages: [
        {
          role: 'assistant',
          content: [
            reasoning('mine', 'openai-responses', 'openai'),
            reasoning('foreign', 'anthropic-messages', 'anthropic'),
            reasoning('', 'google-generate', 'google'),
            answer,
            reasoning('late', 'openai-responses', 'openai'),
          ],
        },
        { role: 'user', content: [answer] },
      ],
    })
    expect((body['input'] as JsonObject[]).map((item) => item['type'])).toEqual([
      'reasoning',
      'message',
      'message',
    ])
    expect((body['input'] as JsonObject[])[0]).toEqual({
      type: 'reasoning',
      summary: [{ type: 'summary_text', text: 'mine' }],
      encrypted_content: 'enc',
    })
    expect(warnings.map(({ path }) => path)).toEqual(['messages.0.content.1', 'messages'])
  })

  test('writes tools without strictness that nobody asked for', () => {
    const { body, warnings } = sent({
      tools: [
        { type: 'function', name: 'f' },
        { type: 'function', name: 'g', namespace: 'ns', strict: true, parameters: {} },
        {
          type: 'custom',
          name: 'c',
          format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'x' } },
        },
        { type: 'server', wire: 'anthropic-messages', tool: 'web_search', value: {} },
      ],
      toolChoice: { type: 'allowed', names: ['f', 'c'], required: true },
    })
    expect(body['tools']).toEqual([
      {
        type: 'function',
        name: 'f',
        parameters: { type: 'object', properties: {} },
        strict: false,
      },
      {
        type: 'namespace',
        name: 'ns',
        tools: [{ type: 'function', name: 'g', parameters: {}, strict: true }],
      },
      { type: 'custom', name: 'c', format: { type: 'grammar', syntax: 'lark', definition: 'x' } },
    ])
    expect(body['tool_choice']).toEqual({
      type: 'allowed_tools',
      mode: 'required',
      tools: [
        { type: 'function', name: 'f' },
        { type: 'custom', name: 'c' },
      ],
    })
    expect(warnings.map(({ path }) => path)).toEqual(['tools.3'])
  })

  test('maps formats, verbosity and logprobs', () => {
    const { body } = sent({
      format: { type: 'json-schema', schema: { type: 'object' }, strict: true },
      verbosity: 'low',
      logprobs: 0,
    })
    expect(body['text']).toEqual({
      format: { type: 'json_schema', name: 'response', schema: { type: 'object' }, strict: true },
      verbosity: 'low',
    })
    expect(body['include']).toContain('message.output_text.logprobs')
    expect(body['top_logprobs']).toBeUndefined()
  })

  test('mentions JSON where the prompt does not', () => {
    const { body, warnings } = sent({ format: { type: 'json' } })
    expect(body['instructions']).toBe('Answer in JSON.')
    expect(warnings.map(({ code }) => code)).toEqual(['emulated'])
  })

  test('keeps what was said through canonical, wire and back', () => {
    fc.assert(
      fc.property(chatRequests(), (request) => {
        const { body } = sent(request)
        const again = decodeBody(body)
        const instructions = request.messages.findIndex(({ role }) => role !== 'system')
        expect(gist(again.messages.filter(({ role }) => role !== 'system'))).toEqual(
          gist(request.messages.slice(instructions)),
        )
        expect(again.stream).toBe(request.stream)
        expect(isJsonObject(body['tools'])).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a request of this wire', () => {
  const body = {
    model: 'm',
    store: false,
    input: [
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'enc' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a' }] },
      { type: 'reasoning', id: 'rs_sb_x_0', summary: [{ type: 'summary_text', text: 'made' }] },
      { type: 'message', id: 'msg_sb_x_1', role: 'assistant', content: 'b' },
    ],
  }

  test('loses made ids and reasoning that no provider issued', () => {
    const { body: out, warnings } = sent(decodeBody(body))
    expect(out['input']).toEqual([
      body.input[0],
      body.input[1],
      { type: 'message', role: 'assistant', content: 'b' },
    ])
    expect(warnings.map(({ code }) => code)).toEqual(['dropped'])
  })

  test('loses encrypted reasoning of another provider', () => {
    const request = decodeBody(body)
    const [first, ...rest] = request.messages
    const part = { type: 'reasoning', text: '', form: 'redacted' } as const
    const foreign = { ...part, continuity: token('openai-responses', 'azure') }
    const messages = [{ role: 'assistant' as const, content: [foreign] }, ...rest]
    expect(first).toBeDefined()
    expect((sent({ ...request, messages }).body['input'] as JsonObject[])[0]?.['type']).toBe(
      'message',
    )
  })

  test("loses reasoning whose token turned out to be no provider's", () => {
    const summary = [{ type: 'summary_text', text: 'made' }]
    const item = { type: 'reasoning', summary, encrypted_content: 'sb1.x' }
    const request = decodeBody({ ...body, input: [item, body.input[1] ?? {}] })
    const messages = request.messages.map((message) => ({
      ...message,
      content: message.content.map((part) => ({ ...part, continuity: undefined })),
    }))
    const { body: out, warnings } = sent({ ...request, messages })
    expect(out['input']).toEqual([body.input[1]])
    expect(warnings).toHaveLength(1)
  })

  test('relays the body with the model of the target', () => {
    const source = { wire: codec.wire, body, headers: [] }
    const relayed = codec.relayRequest?.(source, target, decodeBody(body))
    expect(JSON.parse(String(relayed?.request.body))).toEqual({ ...body, model: target.model })
  })
})
