import type { ChatRequest, JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeMessage } from '../dialects/messages-reply.ts'
import { decodeResponse } from './response.ts'

const chat: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }

function decode(message: JsonObject) {
  const body = new TextEncoder().encode(JSON.stringify(message))
  return decodeResponse({ status: 200, headers: [], body }, chat)
}

const base = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm-1',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 2, service_tier: 'standard', inference_geo: null },
}

const faithful: Readonly<Record<string, JsonObject>> = {
  'a plain message': base,
  'explicit nulls': { ...base, stop_details: null, container: null },
  'a stop sequence': { ...base, stop_reason: 'stop_sequence', stop_sequence: 'END' },
  'a refusal without content': {
    ...base,
    content: [],
    stop_reason: 'refusal',
    stop_details: { type: 'refusal', category: 'cyber', explanation: 'no', recommended_model: 'm' },
  },
  'a stop reason newer than the model': { ...base, stop_reason: 'later' },
  'fields of betas': {
    ...base,
    container: { id: 'c', expires_at: 'x' },
    context_management: { applied_edits: [] },
    diagnostics: { cache_miss_reason: null },
  },
  'blocks of every kind': {
    ...base,
    stop_reason: 'tool_use',
    content: [
      { type: 'thinking', thinking: '', signature: 'b21pdA==' },
      { type: 'thinking', thinking: 'a\u2028b', signature: 'c2ln' },
      { type: 'redacted_thinking', data: 'cmVk' },
      { type: 'text', text: '', citations: null },
      { type: 'text', text: 'x', citations: [{ type: 'page_location', cited_text: 'x' }] },
      {
        type: 'server_tool_use',
        id: 's',
        name: 'code_execution',
        input: { code: '1' },
        caller: {},
      },
      { type: 'code_execution_tool_result', tool_use_id: 's', content: { type: 'x', stdout: '' } },
      { type: 'mcp_tool_use', id: 'q', name: 'n', server_name: 's', input: {} },
      { type: 'container_upload', file_id: 'f' },
      { type: 'fallback', from: { model: 'a' }, to: { model: 'b' } },
      { type: 'tool_use', id: 't', name: 'f', input: { a: [null] }, caller: { type: 'direct' } },
    ],
  },
}

describe('a whole answer', () => {
  test.each(Object.entries(faithful))('with %s comes back as it was', (_, message) => {
    expect(encodeMessage(decode(message))).toEqual(message)
  })

  test('keeps signatures as tokens of this wire and the answering model', () => {
    const [first, , third] = decode(faithful['blocks of every kind']!).candidates[0]!.message
      .content
    const issuer = { wire: 'anthropic-messages', provider: '', model: 'm-1' }
    expect(first?.continuity).toEqual({ data: 'b21pdA==', kind: 'signature', issuer })
    expect(third).toMatchObject({
      type: 'reasoning',
      form: 'redacted',
      continuity: { data: 'cmVk', kind: 'redacted', issuer },
    })
  })

  test('lets calls decide that tools were called, and their absence that none were', () => {
    const call = { type: 'tool_use', id: 't', name: 'f', input: {} }
    const finishOf = (message: JsonObject) => decode(message).candidates[0]!.finish
    expect(finishOf({ ...base, content: [call] })).toEqual({
      reason: 'tool-calls',
      native: 'end_turn',
    })
    expect(finishOf({ ...base, stop_reason: 'tool_use' })).toEqual({
      reason: 'stop',
      native: 'tool_use',
    })
    expect(finishOf({ ...base, content: [call], stop_reason: 'max_tokens' }).reason).toBe('length')
  })
})
