import type { ChatRequest, JsonObject, Part, Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { endpointOf } from '../wire/endpoint.ts'
import { encodeRequest } from './request.ts'

const text = (said: string, cache?: Part['cache']): Part => ({
  type: 'text',
  text: said,
  ...(cache === undefined ? {} : { cache }),
})

function encode(request: Partial<ChatRequest>, model = 'anthropic.claude-sonnet-5') {
  const target: Target = { id: 't', provider: 'bedrock', model }
  const messages = [{ role: 'user', content: [text('Hi')] }] as const
  const chat = { operation: 'chat', model: 'm', messages, stream: false, ...request } as const
  const { request: sent, warnings } = encodeRequest(chat, target, endpointOf('r', undefined))
  const body = JSON.parse(String(sent.body)) as JsonObject
  return { body, warnings: warnings.map(({ code, path }) => `${code} ${path}`) }
}

const schema = { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } }
const format = { type: 'json-schema', name: 'a b', schema } as const

describe('the shape of the answer', () => {
  test('is the model’s own task where it keeps to schemas, as a text of JSON', () => {
    const { body, warnings } = encode({ format })
    const { textFormat } = body['outputConfig'] as {
      textFormat: { type: string; structure: { jsonSchema: { name: string; schema: string } } }
    }
    expect(textFormat.type).toBe('json_schema')
    expect(textFormat.structure.jsonSchema.name).toMatch(/^a_b_[0-9a-f]{8}$/)
    expect(JSON.parse(textFormat.structure.jsonSchema.schema)).toEqual({
      type: 'object',
      properties: { n: { type: 'integer', description: '{minimum: 1}' } },
      additionalProperties: false,
    })
    expect(warnings).toEqual(['lossy response_format.schema.properties.n.minimum'])
  })

  test('is a forced call elsewhere', () => {
    const { body, warnings } = encode({ format }, 'amazon.nova-lite-v1:0')
    expect(body['outputConfig']).toBeUndefined()
    expect(body['toolConfig']).toMatchObject({
      tools: [{ toolSpec: { name: 'structured_answer', inputSchema: { json: schema } } }],
      toolChoice: { tool: { name: 'structured_answer' } },
    })
    expect(warnings).toEqual(['emulated response_format'])
  })

  test('is told where no call can be forced, and where any JSON will do', () => {
    const { body } = encode({ format }, 'meta.llama3-3-70b-instruct-v1:0')
    expect(JSON.stringify(body['system'])).toContain('calling the tool')
    expect(body['toolConfig']).not.toHaveProperty('toolChoice')
    const any = encode({ format: { type: 'json' } })
    expect(JSON.stringify(any.body['system'])).toContain('JSON object')
    expect(any.warnings).toEqual(['emulated response_format'])
  })

  test('strict tools are strict where schemas hold', () => {
    const tools = [{ type: 'function', name: 'f', parameters: schema, strict: true }] as const
    const strict = encode({ tools }).body['toolConfig'] as { tools: { toolSpec: JsonObject }[] }
    expect(strict.tools[0]?.toolSpec).toMatchObject({
      strict: true,
      inputSchema: { json: { additionalProperties: false } },
    })
    const loose = encode({ tools }, 'amazon.nova-lite-v1:0')
    expect(JSON.stringify(loose.body)).not.toContain('strict')
    expect(loose.warnings).toEqual(['dropped tools.0.strict'])
  })
})

describe('marks for the prompt cache', () => {
  const point = { cachePoint: { type: 'default' } }
  const marked = {
    messages: [
      { role: 'system', content: [text('S', {})] },
      { role: 'user', content: [text('a', { ttl: '1h' }), text('b', { ttl: '12h' })] },
    ],
    tools: [{ type: 'function', name: 'f', cache: {} }],
  } as const

  test('are points behind what they mark', () => {
    const { body, warnings } = encode(marked)
    const hour = { cachePoint: { type: 'default', ttl: '1h' } }
    expect(body['system']).toEqual([{ text: 'S' }, point])
    expect(body['messages']).toEqual([
      { role: 'user', content: [{ text: 'a' }, hour, { text: 'b' }, hour] },
    ])
    expect((body['toolConfig'] as { tools: unknown[] }).tools[1]).toEqual(point)
    expect(warnings).toEqual(['clamped messages.1.content.1.cache_control.ttl'])
  })

  test('are left out of what the model does not keep', () => {
    const result = { type: 'tool-result', callId: 'a', content: [text('1')], cache: {} } as const
    const call = {
      type: 'tool-call',
      kind: 'function',
      callId: 'a',
      name: 'f',
      arguments: '',
    } as const
    const messages = [
      ...marked.messages,
      { role: 'assistant', content: [call] },
      { role: 'tool', content: [result] },
    ] as const
    expect(encode({ ...marked, messages }, 'amazon.nova-lite-v1:0').warnings).toEqual([
      'clamped messages.1.content.1.cache_control.ttl',
      'dropped messages.3.content.0.cache_control',
      'dropped tools.0.cache_control',
    ])
    const none = encode(marked, 'openai.gpt-oss-120b-1:0')
    expect(JSON.stringify(none.body)).not.toContain('cachePoint')
    expect(none.warnings).toHaveLength(4)
  })

  test('are at most four, the last ones', () => {
    const content = ['a', 'b', 'c', 'd', 'e', 'f'].map((said) => text(said, {}))
    const { body, warnings } = encode({ messages: [{ role: 'user', content }] })
    const [turn] = body['messages'] as { content: JsonObject[] }[]
    expect(turn?.content.map((block) => Object.keys(block)[0])).toEqual(
      ['text', 'text', 'text', 'cachePoint', 'text', 'cachePoint'].concat([
        'text',
        'cachePoint',
        'text',
        'cachePoint',
      ]),
    )
    expect(warnings).toEqual(['dropped cache_control'])
  })
})
