import { codecFor, GatewayError, Secret, type ChatRequest, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { anthropic } from './anthropic.ts'
import { anthropicCountTokens, anthropicMessages } from './dialects/index.ts'

const adapter = anthropic()
const target: Target = { id: 't', provider: 'claude', model: 'claude-x' }
const chat: ChatRequest = {
  operation: 'chat',
  model: 'auto',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  stream: false,
}

function reply(value: unknown, status = 200) {
  return { status, headers: [], body: new TextEncoder().encode(JSON.stringify(value)) }
}

describe('the adapter', () => {
  test('posts to the vendor’s own origin with the oldest version and no betas', () => {
    const { request } = codecFor(adapter, 'anthropic-messages').encodeRequest(chat, target)
    expect(request).toMatchObject({
      method: 'POST',
      origin: 'https://api.anthropic.com',
      path: '/v1/messages',
      headers: ['content-type', 'application/json', 'anthropic-version', '2023-06-01'],
    })
    expect(JSON.parse(request.body as string)).toMatchObject({ model: 'claude-x' })
  })

  test('keeps the path prefix of another base URL', () => {
    const other = { ...target, baseUrl: 'http://127.0.0.1:9/deep/anthropic/' }
    const { request } = codecFor(adapter).encodeRequest(chat, other)
    expect([request.origin, request.path]).toEqual([
      'http://127.0.0.1:9',
      '/deep/anthropic/v1/messages',
    ])
  })

  test('passes version and betas of a client of this wire, and of no other', () => {
    const headers = ['anthropic-version', '2026-10-21', 'anthropic-beta', 'a, b', 'cookie', 'c']
    const source = (wire: string) => ({ wire, body: {}, headers })
    const sent = (wire: string) =>
      codecFor(adapter).encodeRequest({ ...chat, source: source(wire) }, target).request.headers
    expect(sent('anthropic-messages').slice(2)).toEqual(headers.slice(0, 4))
    expect(sent('openai-chat').slice(2)).toEqual(['anthropic-version', '2023-06-01'])
  })

  test('authorizes with the key header and shows the key nowhere else', async () => {
    const { request } = codecFor(adapter).encodeRequest(chat, target)
    const signed = await adapter.authorize(request, { id: 'k', key: new Secret('sk-ant-1') }, 0)
    expect(signed.headers.slice(-2)).toEqual(['x-api-key', 'sk-ant-1'])
    expect(JSON.stringify({ ...signed, headers: [] })).not.toContain('sk-ant-1')
  })

  test('lets the catalogue overrule its own capabilities', () => {
    const known = adapter.capabilities({
      ...target,
      capabilities: { jsonSchema: 'tool', media: [] },
    })
    expect(known).toMatchObject({ jsonSchema: 'tool', media: [], streamUsage: true })
  })

  test('throws the error inside a 200, and calls any other body malformed', () => {
    const decode = (body: unknown) => () => codecFor(adapter).decodeResponse(reply(body), chat)
    const envelope = { type: 'error', error: { type: 'overloaded_error', message: 'full' } }
    expect(decode(envelope)).toThrow(expect.objectContaining({ kind: 'overloaded' }))
    expect(decode({ choices: [] })).toThrow(
      expect.objectContaining({
        kind: 'upstream_error',
        details: expect.objectContaining({ verdict: 'malformed' }),
      }),
    )
    expect(decode([])).toThrow(GatewayError)
  })
})

describe('counting tokens', () => {
  test('sends another wire’s chat without what only a run needs', () => {
    const count = {
      operation: 'count-tokens',
      model: 'auto',
      chat: { ...chat, temperature: 3, stop: ['x'], user: 'u', serviceTier: 'flex', seed: 1 },
    } as const
    const { request, warnings } = adapter.countTokens!.encodeRequest(count, target)
    expect(request.path).toBe('/v1/messages/count_tokens')
    expect(Object.keys(JSON.parse(request.body as string) as object)).toEqual(['model', 'messages'])
    expect(warnings.map(({ path }) => path)).toEqual(['seed'])
  })

  test('relays a client’s own body with another model', () => {
    const source = {
      wire: 'anthropic-messages',
      body: { model: 'a', messages: [], x: 1 },
      headers: [],
    }
    const count = { operation: 'count-tokens', model: 'a', chat } as const
    const { request } = adapter.countTokens!.relayRequest!(source, target, count)
    expect(JSON.parse(request.body as string)).toEqual({ model: 'claude-x', messages: [], x: 1 })
  })

  test('refuses an answer without a count', () => {
    const count = { operation: 'count-tokens', model: 'a', chat } as const
    expect(() => adapter.countTokens!.decodeResponse(reply({}), count)).toThrow(GatewayError)
  })
})

describe('the dialects', () => {
  test('answer with and without the vendor prefix', () => {
    expect(
      anthropicMessages.surfaces.map(({ method, path, lane, auth }) => [method, path, lane, auth]),
    ).toEqual([
      ['POST', '/v1/messages', 'hot', 'key'],
      ['POST', '/anthropic/v1/messages', 'hot', 'key'],
    ])
    expect(anthropicCountTokens.surfaces.map(({ path }) => path)).toEqual([
      '/v1/messages/count_tokens',
      '/anthropic/v1/messages/count_tokens',
    ])
  })

  test('render an answer of another wire as a message', () => {
    const outbound = anthropicMessages.encodeReply(
      {
        type: 'completion',
        completion: {
          id: 'chatcmpl-1',
          model: 'gpt',
          candidates: [
            {
              message: {
                role: 'assistant',
                content: [
                  { type: 'text', text: '' },
                  { type: 'refusal', text: 'no' },
                  {
                    type: 'server-tool',
                    phase: 'call',
                    tool: 'x',
                    callId: 'y',
                    value: { type: 'web_search_call' },
                  },
                ],
              },
              finish: { reason: 'stop', native: 'stop' },
            },
          ],
        },
      },
      chat,
    )
    expect(JSON.parse(outbound.body as string)).toEqual({
      id: 'chatcmpl-1',
      type: 'message',
      role: 'assistant',
      model: 'gpt',
      content: [{ type: 'text', text: 'no' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 0, output_tokens: 0 },
    })
  })

  test('count a client’s request with its chat', () => {
    const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }] }
    expect(anthropicCountTokens.decodeRequest(body)).toMatchObject({
      operation: 'count-tokens',
      model: 'm',
      chat: { operation: 'chat', messages: [{ role: 'user' }] },
    })
  })
})
