import type { ChatRequest, Inbound, JsonObject, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { googleGenerate } from '../dialects/index.ts'
import { google } from '../google.ts'

const [codec] = google().chat ?? []
const target: Target = { id: 't', provider: 'google', model: 'm' }
const request: ChatRequest = { operation: 'chat', model: 'm', messages: [], stream: false }

function answer(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status: 200, headers: [], body: new TextEncoder().encode(text) }
}

describe('whole answers', () => {
  test('a refused prompt is blocked, not an error', () => {
    const completion = codec?.decodeResponse(
      answer({ promptFeedback: { blockReason: 'MODEL_ARMOR' }, responseId: 'r' }),
      request,
    )
    expect(completion).toMatchObject({ blocked: { blockReason: 'MODEL_ARMOR' }, candidates: [] })
  })

  test.each([
    ['an error', { error: { code: 503, message: 'busy', status: 'UNAVAILABLE' } }, 'overloaded'],
    ['an error in a list', [{ error: { code: 400, message: 'no' } }], 'invalid_request'],
    ['no candidate', { usageMetadata: {} }, 'upstream_error'],
    ['an empty list', [], 'upstream_error'],
    ['no JSON', '<html>', 'upstream_error'],
    ['half a list', '[{"candidates":', 'upstream_error'],
  ])('%s inside a 200 is thrown', (_name, body, kind) => {
    expect(() => codec?.decodeResponse(answer(body), request)).toThrow(
      expect.objectContaining({ kind }),
    )
  })

  test('calls without ids get ids that the same answer always gets, and give none back', () => {
    const parts = [
      { functionCall: { name: 'f', args: {} } },
      { functionCall: { name: 'f', args: {} } },
    ]
    const body = {
      responseId: 'r',
      candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }],
    }
    const first = codec?.decodeResponse(answer(body), request)
    const ids = first?.candidates[0]?.message.content.map((part) => 'callId' in part && part.callId)
    expect(new Set(ids).size).toBe(2)
    expect(codec?.decodeResponse(answer(body), request)).toEqual(first)
    const content = first?.candidates[0]?.message.content ?? []
    const replayed: ChatRequest = { ...request, messages: [{ role: 'assistant', content }] }
    expect(codec?.encodeRequest(replayed, target).request.body).not.toContain('"id"')
  })

  test('aliases and wrapped tools come back under the names the client knows', () => {
    const tools = [
      { type: 'function', name: 'read', namespace: 'fs' },
      { type: 'custom', name: 'patch' },
    ] as const
    const parts = [
      { functionCall: { name: 'fs__read', args: { p: 1 } } },
      { functionCall: { name: 'patch', args: { input: 'diff' } } },
    ]
    const body = { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }] }
    const completion = codec?.decodeResponse(answer(body), { ...request, tools })
    expect(completion?.candidates[0]?.message.content).toMatchObject([
      { name: 'read', namespace: 'fs', kind: 'function', arguments: '{"p":1}' },
      { name: 'patch', kind: 'custom', arguments: 'diff' },
    ])
    expect(completion?.candidates[0]?.finish.reason).toBe('tool-calls')
  })

  test('alternatives per token survive, and are readable elsewhere', () => {
    const logprobsResult = {
      chosenCandidates: [{ token: 'a', tokenId: 1, logProbability: -0.1 }],
      topCandidates: [{ candidates: [{ token: 'a', tokenId: 1, logProbability: -0.1 }] }],
    }
    const body = {
      candidates: [
        {
          content: { role: 'model', parts: [{ text: 'a' }] },
          finishReason: 'STOP',
          logprobsResult,
        },
      ],
      modelVersion: 'm',
    }
    const completion = codec?.decodeResponse(answer(body), request)
    if (completion === undefined) throw new TypeError('no completion')
    expect(completion.candidates[0]?.logprobs).toEqual({
      content: [{ token: 'a', logprob: -0.1, top_logprobs: [{ token: 'a', logprob: -0.1 }] }],
    })
    const reply = googleGenerate.encodeReply({ type: 'completion', completion }, request)
    expect(JSON.parse(String(reply.body))).toEqual(body)
  })
})

describe('relayed requests', () => {
  const relay = (body: JsonObject, capabilities: Target['capabilities']) => {
    const bytes = new TextEncoder().encode(JSON.stringify(body))
    const path = '/v1beta/models/m:generateContent'
    const inbound: Inbound = { method: 'POST', path, query: '', headers: [], body: bytes }
    const chat = googleGenerate.decodeRequest(body, inbound, { model: 'm' })
    if (chat.source === undefined) throw new TypeError('no source')
    const encoded = codec?.relayRequest?.(chat.source, { ...target, capabilities }, chat)
    return {
      body: JSON.parse(String(encoded?.request.body)) as unknown,
      codes: encoded?.warnings.map(({ code }) => code),
    }
  }
  const parts = [{ function_call: { name: 'f', args: {} } }]
  const contents = [{ role: 'model', parts }]

  test('a model in the body goes, everything else stays', () => {
    expect(relay({ contents, model: 'models/x', extra: null }, undefined)).toEqual({
      body: { contents, extra: null },
      codes: [],
    })
  })

  test('a model that insists on signatures gets a stand-in for a lost one', () => {
    const signed = {
      functionCall: { name: 'f', args: {} },
      thoughtSignature: 'skip_thought_signature_validator',
    }
    expect(relay({ contents }, { reasoning: 'level' })).toEqual({
      body: { contents: [{ role: 'model', parts: [signed] }] },
      codes: ['repaired'],
    })
  })
})
