import { GatewayError, type Inbound, type JsonObject } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { responsesCodec } from '../responses/codec.ts'
import { inputTokensCodec } from '../responses/input-tokens.ts'
import { openaiInputTokens } from './input-tokens.ts'
import { openaiResponses } from './responses.ts'

function inbound(body: JsonObject, ...headers: readonly string[]): Inbound {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return { method: 'POST', path: '/v1/responses', query: '', headers, body: bytes }
}

function refusalOf(body: JsonObject): GatewayError | undefined {
  try {
    openaiResponses.decodeRequest(body)
    return undefined
  } catch (error) {
    if (GatewayError.is(error)) return error
    throw error
  }
}

describe('the Responses dialect', () => {
  test.each([
    [{ model: 1 }, 'model'],
    [{ model: 'm', input: 3 }, 'input'],
    [{ model: 'm', input: ['x'] }, 'input.0'],
    [{ model: 'm', input: [{ role: 7 }] }, 'input.0.role'],
    [{ model: 'm', tools: [{ name: 'f' }] }, 'tools.0.type'],
    [{ model: 'm', stream: 'yes' }, 'stream'],
    [{ model: 'm', temperature: 'hot' }, 'temperature'],
    [{ model: 'm', text: { format: {} } }, 'text.format.type'],
    [{ model: 'm', reasoning: { effort: 1 } }, 'reasoning.effort'],
  ])('refuses %j and names %s', (body, param) => {
    const error = refusalOf(body)
    expect(error?.kind).toBe('invalid_request')
    expect(error?.details.param).toBe(param)
    expect(error?.message).toContain(`'${param}'`)
  })

  test('takes the hints out and keeps the source', () => {
    const body = { model: 'm', input: 'x', models: ['a'], prompt_cache_key: 'thread' }
    const request = openaiResponses.decodeRequest(body, inbound(body, 'x-signalbox-route', 'r'))
    expect(request.hints).toEqual({ models: ['a'], route: 'r' })
    expect(request.sessionId).toBe('thread')
    expect(request.source).toMatchObject({ wire: 'openai-responses', body: { input: 'x' } })
    expect(request.source?.bytes).toBeUndefined()
    expect(openaiResponses.decodeRequest({ model: 'm' }).source).toBeUndefined()
  })

  test('keeps the metadata of the header from the provider', () => {
    const target = { id: 't', provider: 'openai', model: 'm' }
    for (const metadata of [{ a: 'b' }, undefined]) {
      const body = { model: 'm', input: 'x', ...(metadata === undefined ? {} : { metadata }) }
      const header = inbound(body, 'x-signalbox-metadata', '{"team":"t"}')
      const request = openaiResponses.decodeRequest(body, header)
      expect(request.metadata).toEqual({ ...metadata, team: 't' })
      const { request: http } = responsesCodec().encodeRequest(request, target)
      expect(JSON.parse(String(http.body))).toEqual(body)
    }
  })

  test('reads what Codex sends', () => {
    const request = openaiResponses.decodeRequest({
      model: 'gpt-5.4-codex',
      instructions: 'You are Codex.',
      store: false,
      stream: true,
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'medium', summary: 'auto' },
      prompt_cache_key: 'k',
      parallel_tool_calls: false,
      client_metadata: { a: 'b' },
      input: [
        {
          type: 'message',
          id: 'msg_1',
          role: 'developer',
          content: [{ type: 'input_text', text: 'rules' }],
        },
        { type: 'custom_tool_call', call_id: 'c', name: 'apply_patch', input: '*** Begin' },
        { type: 'custom_tool_call_output', call_id: 'c', output: 'done' },
      ],
      tools: [
        {
          type: 'namespace',
          name: 'shell',
          description: 'd',
          tools: [{ type: 'function', name: 'exec', parameters: {} }],
        },
        { type: 'web_search' },
      ],
    })
    expect(request).toMatchObject({
      stream: true,
      reasoning: { effort: 'medium', show: 'summary', wantEncrypted: true },
      promptCache: { key: 'k' },
      state: { store: false },
      parallelToolCalls: false,
      tools: [
        { type: 'function', name: 'exec', namespace: 'shell' },
        { type: 'server', tool: 'web_search' },
      ],
      messages: [
        { role: 'system', content: [{ text: 'You are Codex.' }] },
        { role: 'developer', id: 'msg_1' },
        { role: 'assistant', content: [{ type: 'tool-call', kind: 'custom' }] },
        { role: 'tool', content: [{ type: 'tool-result', callId: 'c' }] },
      ],
    })
    expect(request.extensions).toEqual({ 'openai-responses': { client_metadata: { a: 'b' } } })
  })

  test('answers an error in the envelope of OpenAI', () => {
    const error = new GatewayError('rate_limited', 'Slow down.', {
      origin: 'gateway',
      retryAfterMs: 1500,
      body: { secret: 'x' },
    })
    const { status, headers, body } = openaiResponses.encodeError(error, 'req-1')
    expect(status).toBe(429)
    expect(headers).toEqual([
      'content-type',
      'application/json',
      'x-should-retry',
      'true',
      'retry-after',
      '2',
      'retry-after-ms',
      '1500',
    ])
    expect(JSON.parse(String(body))).toEqual({
      error: { message: 'Slow down.', type: 'rate_limit_error', param: null, code: 'rate_limited' },
      request_id: 'req-1',
    })
  })
})

describe('whatever a client sends', () => {
  const types = ['message', 'reasoning', 'function_call', 'function_call_output', 'item_reference']
  const item = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types, 'web_search_call', 'compaction'), fc.string()),
      role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
      id: fc.string(),
      call_id: fc.string(),
      content: fc.jsonValue({ maxDepth: 3 }),
      summary: fc.jsonValue({ maxDepth: 2 }),
      output: fc.jsonValue({ maxDepth: 2 }),
      arguments: fc.jsonValue({ maxDepth: 1 }),
      encrypted_content: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: [] },
  )
  const anything = fc.jsonValue({ maxDepth: 3 })
  const items = fc.record({ model: fc.constant('m'), input: fc.array(item, { maxLength: 4 }) })
  const settings = fc.record(
    {
      model: fc.constant('m'),
      input: fc.oneof(fc.array(item, { maxLength: 4 }), anything),
      instructions: fc.oneof(fc.string(), anything),
      tools: fc.oneof(fc.array(fc.record({ type: fc.string(), name: anything })), anything),
      tool_choice: anything,
      reasoning: anything,
      text: anything,
      include: anything,
      metadata: anything,
      stream: anything,
    },
    { requiredKeys: ['model'] },
  )

  test('is written as it was or refused by name', () => {
    let written = 0
    const target = { id: 't', provider: 'openai', model: 'm' }
    fc.assert(
      fc.property(fc.oneof(items, settings), (value) => {
        const sent = JSON.parse(JSON.stringify(value)) as JsonObject
        const refusal = refusalOf(sent)
        expect(['invalid_request', undefined]).toContain(refusal?.kind)
        if (refusal !== undefined) return
        const encoded = responsesCodec().encodeRequest(openaiResponses.decodeRequest(sent), target)
        expect(JSON.parse(String(encoded.request.body))).toEqual(sent)
        written += 1
      }),
      { numRuns: 500 },
    )
    expect(written).toBeGreaterThan(50)
  })
})

describe('the count of input tokens', () => {
  const body = { model: 'm', input: 'x', instructions: 'y' }
  const target = { id: 't', provider: 'openai', model: 'gpt-5.4' }

  test('goes to its own path as it came', () => {
    const request = openaiInputTokens.decodeRequest(body, inbound(body))
    if (request.operation !== 'count-tokens') throw new Error('This is no count.')
    expect(request.source?.wire).toBe(openaiInputTokens.name)
    const { request: http } = inputTokensCodec().encodeRequest(request, target)
    expect(http.path).toBe('/v1/responses/input_tokens')
    expect(JSON.parse(String(http.body))).toEqual({ ...body, model: 'gpt-5.4' })
  })

  test('sends of another wire only what counts', () => {
    const chat = {
      operation: 'chat',
      model: 'm',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
      maxOutputTokens: 100,
      stream: true,
    } as const
    const counted = { operation: 'count-tokens', model: 'm', chat } as const
    const { request } = inputTokensCodec().encodeRequest(counted, target)
    expect(Object.keys(JSON.parse(String(request.body)) as object)).toEqual(['model', 'input'])
  })

  test('comes back in the shape of OpenAI', () => {
    const wire = { object: 'response.input_tokens', input_tokens: 16 }
    const bytes = new TextEncoder().encode(JSON.stringify(wire))
    const request = openaiInputTokens.decodeRequest(body)
    if (request.operation !== 'count-tokens') throw new Error('This is no count.')
    const answer = { status: 200, headers: [], body: bytes }
    const result = inputTokensCodec().decodeResponse(answer, request)
    expect(result).toEqual({ operation: 'count-tokens', inputTokens: 16 })
    const reply = openaiInputTokens.encodeReply({ type: 'result', result }, request)
    expect(JSON.parse(String(reply.body))).toEqual(wire)
  })
})
