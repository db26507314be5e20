import type { CountTokensRequest, JsonObject, Target } from '@signalbox/core'
import { expect, test } from 'vitest'

import { endpointOf } from '../wire/endpoint.ts'
import { countTokensCodec } from './codec.ts'

const codec = countTokensCodec(endpointOf('us-east-1', undefined))
const request: CountTokensRequest = {
  operation: 'count-tokens',
  model: 'm',
  chat: {
    operation: 'chat',
    model: 'm',
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'S' }] },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ],
    maxOutputTokens: 5,
    temperature: 2,
    seed: 1,
    tools: [{ type: 'function', name: 'f' }],
    stream: false,
  },
}

test('counts what is read, at the model behind an inference profile', () => {
  const target: Target = { id: 't', provider: 'b', model: 'us.anthropic.claude-sonnet-5' }
  const { request: sent, warnings } = codec.encodeRequest(request, target)
  expect(sent.path).toBe('/model/anthropic.claude-sonnet-5/count-tokens')
  const { input } = JSON.parse(String(sent.body)) as { input: { converse: JsonObject } }
  expect(Object.keys(input.converse)).toEqual(['messages', 'system', 'toolConfig'])
  expect(warnings.map(({ path }) => path)).toEqual(['seed'])
})

test('the answer is a count or it is none', () => {
  const answer = (text: string) =>
    codec.decodeResponse(
      { status: 200, headers: [], body: new TextEncoder().encode(text) },
      request,
    )
  expect(answer('{"inputTokens":11}')).toEqual({ operation: 'count-tokens', inputTokens: 11 })
  expect(() => answer('{}')).toThrow('no count')
})
