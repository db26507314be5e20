import type { ChatRequest, HeaderList, JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { decodeResponse } from './response.ts'

const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }

function decode(body: JsonObject, request = chat, headers: HeaderList = []) {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return decodeResponse({ status: 200, headers, body: bytes }, request)
}

const answered = (content: JsonObject['content'], more: JsonObject = {}): JsonObject => ({
  output: { message: { role: 'assistant', content } },
  stopReason: 'end_turn',
  ...more,
})

test('an answer has the id of the request and the model that was asked', () => {
  const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3 }
  const completion = decode(
    answered([{ text: '' }, { text: 'Hi' }], { usage, metrics: { latencyMs: 3 } }),
    chat,
    ['x-amzn-requestid', 'r-1'],
  )
  expect(completion).toMatchObject({
    id: 'r-1',
    model: 'm',
    usage: { input: { uncached: 1 }, output: { text: 2 } },
    extensions: { 'bedrock-converse': { metrics: { latencyMs: 3 } } },
  })
  expect(completion.candidates[0]?.message.content).toEqual([{ type: 'text', text: 'Hi' }])
})

test('what a guardrail did is kept beside the answer', () => {
  const trace = { guardrail: { actionReason: 'Guardrail blocked.' } }
  const completion = decode(
    answered([{ text: 'Sorry.' }], { stopReason: 'guardrail_intervened', trace }),
  )
  expect(completion.candidates[0]?.finish.reason).toBe('content-filter')
  expect(completion.extensions).toEqual({ 'bedrock-converse': { trace } })
})

test.each([
  [['END'], 'END'],
  [['END', 'STOP'], undefined],
])('of %j it was %s that ended the answer', (stop, stopSequence) => {
  const { candidates } = decode(answered([{ text: 'a' }], { stopReason: 'stop_sequence' }), {
    ...chat,
    stop,
  })
  expect(candidates[0]?.finish.stopSequence).toBe(stopSequence)
})

describe('blocks', () => {
  test.each<[string, JsonObject, object]>([
    [
      'cited text',
      {
        citationsContent: {
          content: [{ text: 'a' }, { text: 'b' }],
          citations: [{ title: 'A' }],
        },
      },
      { type: 'text', text: 'ab', citations: [{ title: 'A' }] },
    ],
    [
      'a call',
      { toolUse: { toolUseId: 't', name: 'f', input: { a: 1 } } },
      { type: 'tool-call', callId: 't', arguments: '{"a":1}' },
    ],
    [
      'hidden thinking',
      { reasoningContent: { redactedContent: 'cmVk' } },
      { type: 'reasoning', form: 'redacted', continuity: { data: 'cmVk', kind: 'redacted' } },
    ],
    [
      'unsigned thinking',
      { reasoningContent: { reasoningText: { text: 'Hm' } } },
      { type: 'reasoning', form: 'full', text: 'Hm' },
    ],
    ['a kind from the future', { news: { a: 1 } }, { type: 'opaque', kind: 'news' }],
    ['a call without an id', { toolUse: { name: 'f' } }, { type: 'opaque', kind: 'toolUse' }],
  ])('%s', (_, block, part) => {
    expect(decode(answered([block])).candidates[0]?.message.content).toMatchObject([part])
  })
})

test('the digits of long integers are kept', () => {
  const json = `{"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"f","input":{"id":9007199254740993}}}]}},"stopReason":"tool_use"}`
  const body = new TextEncoder().encode(json)
  const { candidates } = decodeResponse({ status: 200, headers: [], body }, chat)
  expect(candidates[0]?.message.content).toMatchObject([{ arguments: '{"id":9007199254740993}' }])
})

test.each([[{}], [{ output: {} }], [{ output: { message: { content: 'text' } } }]])(
  '%j is no answer',
  (body) => {
    expect(() => decode(body)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ verdict: 'malformed' }) }),
    )
  },
)
