import type {
  Capabilities,
  ChatRequest,
  JsonObject,
  ReasoningOptions,
  Tool,
  Warning,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeRequest } from './request.ts'
import { decodeResponse } from './response.ts'
import { decodeStream } from './stream.ts'

const hi: ChatRequest = {
  operation: 'chat',
  model: 'x',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  stream: false,
}

function send(fields: Partial<ChatRequest>, capabilities: Capabilities = {}) {
  const target = { id: 't', provider: 'p', model: 'm', capabilities }
  const { request, warnings } = encodeRequest({ ...hi, ...fields }, target)
  const codes = warnings.map(({ code, path }: Warning) => `${code} ${path}`)
  return { body: JSON.parse(request.body as string) as JsonObject, codes }
}

function answer(request: ChatRequest, content: readonly JsonObject[], reason = 'tool_use') {
  const message = {
    id: 'a',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content,
    stop_reason: reason,
    stop_sequence: null,
  }
  const body = new TextEncoder().encode(JSON.stringify(message))
  return decodeResponse({ status: 200, headers: [], body }, request).candidates[0]!
}

const f: Tool = { type: 'function', name: 'f', parameters: { type: 'object' } }
const g: Tool = { type: 'function', name: 'g' }

describe('tool choice', () => {
  test.each<[Partial<ChatRequest>, JsonObject | undefined]>([
    [{}, undefined],
    [{ toolChoice: 'auto' }, { type: 'auto' }],
    [{ toolChoice: 'none' }, { type: 'none' }],
    [{ toolChoice: 'required' }, { type: 'any' }],
    [{ toolChoice: { type: 'tool', name: 'f' } }, { type: 'tool', name: 'f' }],
    [{ parallelToolCalls: false }, { type: 'auto', disable_parallel_tool_use: true }],
    [{ parallelToolCalls: true }, undefined],
    [
      { toolChoice: 'required', parallelToolCalls: false },
      { type: 'any', disable_parallel_tool_use: true },
    ],
    [{ toolChoice: 'none', parallelToolCalls: false }, { type: 'none' }],
  ])('%j is said as %j', (fields, choice) => {
    expect(send({ tools: [f, g], ...fields }).body['tool_choice']).toEqual(choice)
  })

  test('without tools there is no choice to send', () => {
    expect(send({ toolChoice: 'required', parallelToolCalls: false }).body).not.toHaveProperty(
      'tool_choice',
    )
  })

  test('allowed tools are the only ones declared', () => {
    const { body } = send({
      tools: [f, g],
      toolChoice: { type: 'allowed', names: ['g'], required: true },
    })
    expect(body['tools']).toEqual([{ name: 'g', input_schema: { type: 'object', properties: {} } }])
    expect(body['tool_choice']).toEqual({ type: 'any' })
  })

  test('a forced choice survives a model that calls one tool at a time', () => {
    const fields = { tools: [f], toolChoice: 'required', parallelToolCalls: false } as const
    expect(send(fields, { parallelToolCalls: false }).body['tool_choice']).toEqual({
      type: 'any',
      disable_parallel_tool_use: true,
    })
  })

  test('a strict tool gets a schema the provider can enforce, or is no longer strict', () => {
    const parameters = { type: 'object', properties: { n: { type: 'number', maximum: 3 } } }
    const tools: Tool[] = [{ type: 'function', name: 's', parameters, strict: true }]
    const strict = send({ tools })
    expect(strict.body['tools']).toMatchObject([
      { strict: true, input_schema: { additionalProperties: false } },
    ])
    expect(strict.codes).toEqual(['lossy tools.0.parameters.properties.n.maximum'])
    const loose = send({ tools }, { jsonSchema: 'tool' })
    expect(loose.body['tools']).toEqual([{ name: 's', input_schema: parameters }])
    expect(loose.codes).toEqual(['dropped tools.0.strict'])
    const unsaid: Tool[] = [{ type: 'function', name: 's', parameters, strict: false }]
    expect(send({ tools: unsaid }).body['tools']).toEqual([{ name: 's', input_schema: parameters }])
  })

  test('another provider’s server tool is dropped by name', () => {
    const tools: Tool[] = [
      { type: 'server', wire: 'openai-responses', tool: 'web_search', value: {} },
      f,
    ]
    const { body, codes } = send({ tools })
    expect((body['tools'] as unknown[]).length).toBe(1)
    expect(codes).toEqual(['dropped tools.0'])
  })
})

describe('tools renamed on the way out', () => {
  const tools: Tool[] = [
    { type: 'function', name: 'read', namespace: 'fs', parameters: { type: 'object' } },
    { type: 'function', name: 'dotted.name' },
    {
      type: 'custom',
      name: 'patch',
      description: 'd',
      format: { type: 'grammar', definition: 'start: x' },
    },
  ]
  const sent = send({ tools, toolChoice: { type: 'tool', name: 'read' } }).body
  const [read, dotted, patch] = (sent['tools'] as JsonObject[]).map(({ name }) => name as string)

  test('get flat names this wire takes', () => {
    expect(read).toBe('fs__read')
    expect(dotted).toMatch(/^dotted_name_[0-9a-f]{8}$/)
    expect(sent['tool_choice']).toEqual({ type: 'tool', name: 'fs__read' })
    expect((sent['tools'] as JsonObject[])[2]).toMatchObject({
      name: 'patch',
      input_schema: { properties: { input: { type: 'string' } }, required: ['input'] },
    })
  })

  const calls = [
    { type: 'tool_use', id: '1', name: read!, input: { a: 1 } },
    { type: 'tool_use', id: '2', name: dotted!, input: {} },
    { type: 'tool_use', id: '3', name: patch!, input: { input: '*** Begin' } },
  ]
  const restored = [
    {
      type: 'tool-call',
      kind: 'function',
      callId: '1',
      name: 'read',
      namespace: 'fs',
      arguments: '{"a":1}',
    },
    { type: 'tool-call', kind: 'function', callId: '2', name: 'dotted.name', arguments: '{}' },
    { type: 'tool-call', kind: 'custom', callId: '3', name: 'patch', arguments: '*** Begin' },
  ]

  test('come back under the client’s names in a whole answer', () => {
    const { message, finish } = answer({ ...hi, tools }, calls)
    expect(message.content).toEqual(restored)
    expect(finish.reason).toBe('tool-calls')
  })

  test('come back under the client’s names in a stream', () => {
    const decoder = decodeStream({ ...hi, tools })
    const events = calls.flatMap(({ input, ...block }, index) =>
      [
        { type: 'content_block_start', index, content_block: { ...block, input: {} } },
        {
          type: 'content_block_delta',
          index,
          delta: {
            type: 'input_json_delta',
            partial_json: index === 1 ? '' : JSON.stringify(input),
          },
        },
        { type: 'content_block_stop', index },
      ].flatMap((event) => decoder.push({ data: JSON.stringify(event) })),
    )
    const texts = events.flatMap((event) => (event.type === 'part-delta' ? [event.text] : []))
    const seeds = events.flatMap((event) => (event.type === 'part-start' ? [event.part] : []))
    expect(texts).toEqual(['{"a":1}', '{}', '*** Begin'])
    expect(seeds.map((seed, index) => ({ ...seed, arguments: texts[index] }))).toEqual(restored)
  })
})

describe('structured output', () => {
  const schema = {
    $schema: 'x',
    type: 'object',
    properties: { n: { type: 'integer', minimum: 1, description: 'a number' } },
  }
  const format = { type: 'json-schema', name: 'n', schema } as const

  test('is native unless the model’s entry says otherwise, with a compiled schema', () => {
    const { body, codes } = send({ format })
    expect(body['output_config']).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          properties: { n: { type: 'integer', description: 'a number\n\n{minimum: 1}' } },
          additionalProperties: false,
        },
      },
    })
    expect(codes).toEqual(['lossy response_format.schema.properties.n.minimum'])
  })

  test('is one forced tool where the model has no native format, and unwrapped again', () => {
    const { body, codes } = send({ format }, { jsonSchema: 'tool' })
    const [made] = body['tools'] as JsonObject[]
    expect(made).toMatchObject({ input_schema: schema })
    expect(body['tool_choice']).toEqual({ type: 'tool', name: made!['name'] })
    expect(codes).toEqual(['emulated response_format'])
    const request = { ...hi, format }
    const whole = answer(request, [
      { type: 'tool_use', id: '1', name: made!['name'], input: { n: 2 } },
    ])
    expect(whole.message.content).toEqual([{ type: 'text', text: '{"n":2}' }])
    expect(whole.finish).toEqual({ reason: 'stop', native: 'tool_use' })
    const decoder = decodeStream(request)
    const streamed = [
      {
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'tool_use', id: '1', name: made!['name'], input: {} },
      },
      {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'input_json_delta', partial_json: '{"n":2}' },
      },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' } },
      { type: 'message_stop' },
    ].flatMap((event) => decoder.push({ data: JSON.stringify(event) }))
    expect(streamed).toMatchObject([
      { type: 'part-start', part: { type: 'text' } },
      { type: 'part-delta', text: '{"n":2}' },
      { type: 'part-end' },
      { type: 'finish', finish: { reason: 'stop', native: 'tool_use' } },
    ])
  })

  test('beside other tools any of them may be called', () => {
    expect(send({ format, tools: [f] }, { jsonSchema: 'tool' }).body['tool_choice']).toEqual({
      type: 'any',
    })
  })

  test('is told in the system field where nothing enforces it', () => {
    const told = send({ format }, { jsonSchema: 'none' })
    expect(JSON.stringify(told.body['system'])).toContain('JSON Schema')
    expect(told.codes).toEqual(['emulated response_format'])
    const json = send({ format: { type: 'json' } })
    expect(JSON.stringify(json.body['system'])).toContain('JSON')
    expect(json.codes).toEqual(['emulated response_format'])
    expect(send({ format: { type: 'text' } }).codes).toEqual([])
  })
})

describe('thinking asked for in other words', () => {
  test.each<[ReasoningOptions, number | undefined, number, number]>([
    [{ effort: 'minimal' }, undefined, 1024, 5120],
    [{ effort: 'low' }, undefined, 2048, 6144],
    [{ effort: 'medium' }, undefined, 8192, 12_288],
    [{ effort: 'high' }, undefined, 16_384, 20_480],
    [{ effort: 'max' }, undefined, 32_768, 36_864],
    [{ mode: 'on' }, undefined, 8192, 12_288],
    [{ budgetTokens: 10 }, undefined, 1024, 5120],
    [{ effort: 'high' }, 8000, 6976, 8000],
    [{ effort: 'low' }, 1500, 1024, 1500],
  ])(
    '%j with max_tokens %s thinks for %d of %d tokens',
    (reasoning, maxOutputTokens, budget, max) => {
      const { body } = send({ reasoning, maxOutputTokens })
      expect(body['thinking']).toEqual({ type: 'enabled', budget_tokens: budget })
      expect(body['max_tokens']).toBe(max)
    },
  )

  test('no budget fits into 1024 tokens', () => {
    const { body, codes } = send({ reasoning: { effort: 'low' }, maxOutputTokens: 1024 })
    expect([body['thinking'], codes]).toEqual([undefined, ['dropped reasoning']])
  })

  test('the budget stays below the model’s own maximum', () => {
    const { body } = send({ reasoning: { effort: 'max' } }, { maxOutputTokens: 8192 })
    expect(body['max_tokens']).toBe(8192)
    expect(body['thinking']).toEqual({ type: 'enabled', budget_tokens: 7168 })
  })

  test.each<[ReasoningOptions, string | undefined]>([
    [{ effort: 'minimal' }, 'low'],
    [{ effort: 'high' }, 'high'],
    [{ effort: 'max' }, 'max'],
    [{ mode: 'on' }, undefined],
    [{ budgetTokens: 9000 }, 'high'],
  ])('%j is effort %s for a model that takes one', (reasoning, effort) => {
    const { body } = send({ reasoning }, { reasoning: 'effort' })
    expect(body['thinking']).toEqual({ type: 'adaptive' })
    expect(body['output_config']).toEqual(effort === undefined ? undefined : { effort })
  })

  test('off is said, and silent for a model that never thinks', () => {
    expect(send({ reasoning: { mode: 'off' } }).body['thinking']).toEqual({ type: 'disabled' })
    const none = send({ reasoning: { mode: 'off' } }, { reasoning: 'none' })
    expect([none.body['thinking'], none.codes]).toEqual([undefined, []])
    expect(send({ reasoning: { effort: 'low' } }, { reasoning: 'none' }).codes).toEqual([
      'dropped reasoning',
    ])
  })

  test('the wish to see no thinking is passed on', () => {
    expect(send({ reasoning: { mode: 'on', show: 'none' } }).body['thinking']).toMatchObject({
      display: 'omitted',
    })
  })

  test('drops sampling and forced tools', () => {
    const { body, codes } = send({
      reasoning: { effort: 'low' },
      temperature: 0.2,
      topP: 0.9,
      topK: 5,
      tools: [f],
      toolChoice: 'required',
    })
    expect(body).not.toHaveProperty('temperature')
    expect(body['tool_choice']).toEqual({ type: 'auto' })
    expect(codes).toEqual([
      'dropped tool_choice',
      'dropped temperature',
      'dropped top_p',
      'dropped top_k',
    ])
  })
})
