import type { ChatRequest, JsonObject, Message, Part, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { endpointOf } from '../wire/endpoint.ts'
import { encodeRequest } from './request.ts'

const hi: Message = { role: 'user', content: [{ type: 'text', text: 'Hi' }] }

function encode(request: Partial<ChatRequest>, over: Partial<Target> = {}) {
  const target = { id: 't', provider: 'bedrock', model: 'anthropic.claude-x', ...over }
  const chat = { operation: 'chat', model: 'm', messages: [hi], stream: false, ...request } as const
  const { request: sent, warnings } = encodeRequest(chat, target, endpointOf('r', undefined))
  const body = JSON.parse(String(sent.body)) as JsonObject
  return {
    body,
    fields: body['additionalModelRequestFields'],
    warnings: warnings.map(({ code, path }) => `${code} ${path}`),
  }
}

const budget = { reasoning: 'budget' } as const
const effort = { reasoning: 'effort' } as const

describe('a wish to think', () => {
  test.each<[string, Partial<ChatRequest>, Partial<Target>, unknown]>([
    [
      'a budget',
      { reasoning: { mode: 'on', budgetTokens: 4000 } },
      { capabilities: budget },
      { thinking: { type: 'enabled', budget_tokens: 4000 } },
    ],
    [
      'an effort as a budget',
      { reasoning: { effort: 'low', show: 'summary' } },
      { capabilities: budget },
      { thinking: { type: 'enabled', budget_tokens: 2048, display: 'summarized' } },
    ],
    [
      'an effort',
      { reasoning: { effort: 'high' } },
      { capabilities: effort },
      { thinking: { type: 'adaptive' }, output_config: { effort: 'high' } },
    ],
    [
      'as much as fits',
      { reasoning: { mode: 'adaptive' } },
      { capabilities: effort },
      { thinking: { type: 'adaptive' } },
    ],
    [
      'not at all',
      { reasoning: { mode: 'off' } },
      { capabilities: budget },
      { thinking: { type: 'disabled' } },
    ],
    [
      'gpt-oss',
      { reasoning: { effort: 'minimal' } },
      { model: 'openai.gpt-oss-120b-1:0' },
      { reasoning_effort: 'low' },
    ],
    [
      'GPT',
      { reasoning: { effort: 'xhigh' } },
      { model: 'global.openai.gpt-5.6-sol' },
      { reasoning: { effort: 'xhigh' } },
    ],
    [
      'GPT that must not',
      { reasoning: { mode: 'off' } },
      { model: 'us.openai.gpt-5.6-luna' },
      { reasoning: { effort: 'none' } },
    ],
    [
      'Nova 2',
      { reasoning: { effort: 'max' } },
      { model: 'us.amazon.nova-2-lite-v1:0' },
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } },
    ],
  ])('%s', (_, request, target, fields) => {
    expect(encode(request, target)).toMatchObject({ fields, warnings: [] })
  })

  test.each<[string, Partial<ChatRequest>, Partial<Target>, readonly string[]]>([
    [
      'models that cannot',
      { reasoning: { effort: 'low' } },
      { model: 'amazon.nova-lite-v1:0' },
      ['dropped reasoning'],
    ],
    [
      'too little room',
      { reasoning: { budgetTokens: 2000 }, maxOutputTokens: 1000 },
      { capabilities: budget },
      ['dropped reasoning'],
    ],
    [
      'a model that always thinks',
      { reasoning: { mode: 'off' } },
      { model: 'openai.gpt-oss-120b-1:0' },
      ['dropped reasoning'],
    ],
  ])('%s: nothing is asked and it is told', (_, request, target, warnings) => {
    expect(encode(request, target)).toMatchObject({ fields: undefined, warnings })
  })

  test('it takes no sampling and no forced call, and leaves room for the answer', () => {
    const { body, fields, warnings } = encode(
      {
        reasoning: { budgetTokens: 9000 },
        maxOutputTokens: 5000,
        temperature: 0.2,
        topK: 5,
        tools: [{ type: 'function', name: 'f' }],
        toolChoice: 'required',
      },
      { capabilities: budget },
    )
    expect(fields).toEqual({ thinking: { type: 'enabled', budget_tokens: 3976 } })
    expect(body['inferenceConfig']).toEqual({ maxTokens: 5000 })
    expect(body['toolConfig']).toMatchObject({ toolChoice: { auto: {} } })
    expect(warnings).toEqual([
      'clamped reasoning',
      'dropped tool_choice',
      'dropped temperature',
      'dropped top_k',
    ])
  })
})

test.each([
  ['anthropic.claude-sonnet-4-6', { auto: {} }],
  ['anthropic.claude-sonnet-5', { any: {} }],
])('%s, thinking as much as it wants, hears %j of a forced call', (model, toolChoice) => {
  const request = {
    reasoning: { effort: 'low' },
    tools: [{ type: 'function', name: 'f' }],
    toolChoice: 'required',
  } as const
  const { body } = encode(request, { model, capabilities: effort })
  expect(body['toolConfig']).toMatchObject({ toolChoice })
})

test.each([
  ['anthropic.claude-sonnet-4-6', { temperature: 0.5 }, ['dropped top_p']],
  ['anthropic.claude-opus-4-7', undefined, ['dropped temperature', 'dropped top_p']],
  ['amazon.nova-lite-v1:0', { temperature: 0.5, topP: 0.9 }, []],
])('%s takes of both samplers %j', (model, inferenceConfig, warnings) => {
  const { body, warnings: told } = encode({ temperature: 0.5, topP: 0.9 }, { model })
  expect(body['inferenceConfig']).toEqual(inferenceConfig)
  expect(told).toEqual(warnings)
})

describe('thinking of earlier turns', () => {
  const issuer = { wire: 'bedrock-converse', provider: '', model: '' }
  const thought: Part = {
    type: 'reasoning',
    form: 'full',
    text: 'Hm',
    continuity: { data: 'sig', kind: 'signature', issuer },
  }
  const hidden: Part = {
    type: 'reasoning',
    form: 'redacted',
    text: '',
    continuity: { data: 'cmVk', kind: 'redacted', issuer },
  }
  const call: Part = {
    type: 'tool-call',
    kind: 'function',
    callId: 'a',
    name: 'f',
    arguments: '',
  }
  const answered: Message = {
    role: 'tool',
    content: [{ type: 'tool-result', callId: 'a', content: [{ type: 'text', text: '1' }] }],
  }
  const tools = [{ type: 'function', name: 'f' }] as const
  const turn = (...content: readonly Part[]): readonly Message[] => [
    hi,
    { role: 'assistant', content },
    answered,
  ]

  test('goes back as it came, signature and all', () => {
    const { body, warnings } = encode({ tools, messages: turn(thought, hidden, call) })
    expect((body['messages'] as JsonObject[])[1]).toEqual({
      role: 'assistant',
      content: [
        { reasoningContent: { reasoningText: { text: 'Hm', signature: 'sig' } } },
        { reasoningContent: { redactedContent: 'cmVk' } },
        { toolUse: { toolUseId: 'a', name: 'f', input: {} } },
      ],
    })
    expect(warnings).toEqual([])
  })

  test('alone in its turn goes with the turn', () => {
    const messages = [hi, { role: 'assistant', content: [hidden] } as const, hi]
    expect(encode({ messages }).body['messages']).toEqual([
      { role: 'user', content: [{ text: 'Hi' }, { text: 'Hi' }] },
    ])
  })

  test('of another provider, or unsigned, is left out and told', () => {
    const foreign: Part = {
      ...thought,
      continuity: {
        data: 'x',
        kind: 'signature',
        issuer: { ...issuer, wire: 'anthropic-messages' },
      },
    }
    for (const part of [foreign, { ...thought, continuity: undefined }]) {
      const { body, warnings } = encode({ tools, messages: turn(part, call) })
      expect((body['messages'] as { content: unknown[] }[])[1]?.content).toHaveLength(1)
      expect(warnings).toEqual(['dropped messages.1.content.0'])
    }
  })

  test('when lost in a tool turn, this answer does not think', () => {
    const { fields, warnings } = encode(
      { tools, messages: turn(call), reasoning: { budgetTokens: 2000 } },
      { capabilities: budget },
    )
    expect(fields).toEqual({ thinking: { type: 'disabled' } })
    expect(warnings).toEqual(['repaired reasoning'])
  })
})
