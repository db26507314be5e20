import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { pixel, weather } from './driver.ts'
import { openStage, providerWires, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.simulator.control({ 'sim-one': { tools: 1 } })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

interface Client {
  readonly wire: string
  path(model: string): string
  /** Ordinary requests, as every client of this dialect sends them. */
  readonly ordinary: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const { name, description, parameters } = weather
const withModel = (path: string) => () => path
const turn = { role: 'user', content: 'Hello' }
const schema = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
}

const clients: readonly Client[] = [
  {
    wire: 'openai-chat',
    path: withModel('/v1/chat/completions'),
    ordinary: {
      plain: { messages: [{ role: 'system', content: 'Be brief.' }, turn], max_tokens: 50 },
      streamed: { messages: [turn], stream: true, stream_options: { include_usage: true } },
      tools: {
        messages: [turn],
        tools: [{ type: 'function', function: { name, description, parameters } }],
        tool_choice: 'auto',
      },
      schema: {
        messages: [turn],
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } },
      },
      image: {
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What?' },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
            ],
          },
        ],
      },
    },
  },
  {
    wire: 'openai-responses',
    path: withModel('/v1/responses'),
    ordinary: {
      plain: { instructions: 'Be brief.', input: 'Hello', max_output_tokens: 50 },
      streamed: { input: 'Hello', stream: true },
      tools: {
        input: 'Hello',
        tools: [{ type: 'function', name, description, parameters, strict: true }],
      },
      schema: {
        input: 'Hello',
        text: { format: { type: 'json_schema', name: 'x', schema, strict: true } },
      },
      image: {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'What?' },
              { type: 'input_image', detail: 'auto', image_url: `data:image/png;base64,${pixel}` },
            ],
          },
        ],
      },
    },
  },
  {
    wire: 'anthropic-messages',
    path: withModel('/v1/messages'),
    ordinary: {
      plain: { system: 'Be brief.', messages: [turn], max_tokens: 50 },
      streamed: { messages: [turn], max_tokens: 50, stream: true },
      tools: {
        messages: [turn],
        max_tokens: 50,
        tools: [{ name, description, input_schema: parameters }],
      },
      schema: {
        messages: [turn],
        max_tokens: 50,
        output_config: { format: { type: 'json_schema', schema } },
      },
      image: {
        max_tokens: 50,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } },
              { type: 'text', text: 'What?' },
            ],
          },
        ],
      },
    },
  },
  {
    wire: 'google-generate',
    path: (model) => `/v1beta/models/${model}:generateContent`,
    ordinary: {
      plain: {
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
        generationConfig: { maxOutputTokens: 50 },
      },
      tools: {
        contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
        tools: [
          { functionDeclarations: [{ name, description, parametersJsonSchema: parameters }] },
        ],
      },
      schema: {
        contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
        generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema },
      },
      image: {
        contents: [
          {
            role: 'user',
            parts: [{ inlineData: { mimeType: 'image/png', data: pixel } }, { text: 'What?' }],
          },
        ],
      },
    },
  },
]

const send = (client: Client, model: string, body: object, headers: Record<string, string> = {}) =>
  fetch(stage.url + client.path(model), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', ...headers },
    body: JSON.stringify({ ...(client.wire === 'google-generate' ? {} : { model }), ...body }),
  })

const cells = clients.flatMap((client) =>
  providerWires.flatMap((wire) =>
    Object.entries(client.ordinary).map(([kind, body]) => ({
      client,
      from: client.wire,
      wire,
      kind,
      body,
    })),
  ),
)

test.each(cells)(
  '$from → $wire: an ordinary $kind request loses nothing',
  async ({ client, wire, body }) => {
    const response = await send(client, `${wire}/sim-plain`, body, { 'x-signalbox-strict': '1' })
    expect([response.status, await response.text()]).toEqual([200, expect.any(String)])
    expect(response.headers.get('x-signalbox-warnings')).toBeNull()
  },
)

describe('what a target cannot carry', () => {
  test.each([
    ['openai-chat', 'anthropic-messages', { seed: 7 }, 'seed'],
    ['openai-chat', 'anthropic-messages', { logit_bias: { 50256: -100 } }, 'logit_bias'],
    ['openai-chat', 'anthropic-messages', { n: 2 }, 'n'],
    ['openai-chat', 'openai-responses', { stop: ['END'] }, 'stop'],
    ['openai-chat', 'google-generate', { logit_bias: { 50256: -100 } }, 'logit_bias'],
    ['openai-chat', 'anthropic-messages', { some_new_field: { a: 1 } }, 'some_new_field'],
    ['openai-responses', 'anthropic-messages', { truncation: 'auto' }, 'truncation'],
    ['openai-responses', 'google-generate', { tools: [{ type: 'web_search' }] }, 'tools'],
    ['openai-chat', 'bedrock-converse', { seed: 7 }, 'seed'],
    ['anthropic-messages', 'bedrock-converse', { container: 'c1' }, 'container'],
    ['openai-chat', 'cohere-chat', { logit_bias: { 50256: -100 } }, 'logit_bias'],
    ['openai-chat', 'cohere-chat', { user: 'u' }, 'user'],
    ['anthropic-messages', 'openai-chat', { top_k: 5 }, 'top_k'],
    ['anthropic-messages', 'openai-responses', { stop_sequences: ['END'] }, 'stop'],
    ['anthropic-messages', 'google-generate', { container: 'c1' }, 'container'],
    [
      'google-generate',
      'openai-chat',
      { safetySettings: [{ category: 'X', threshold: 'Y' }] },
      'safetySettings',
    ],
    [
      'google-generate',
      'anthropic-messages',
      { cachedContent: 'cachedContents/1' },
      'cachedContent',
    ],
  ])(
    '%s → %s: %j is named in a header, and refused by name when strict',
    async (from, wire, extra, field) => {
      const client = clients.find((each) => each.wire === from)
      if (client === undefined) throw new Error(from)
      const body = { ...client.ordinary['plain'], ...extra }
      const loose = await send(client, `${wire}/sim-plain`, body)
      expect([loose.status, await loose.text()]).toEqual([200, expect.any(String)])
      expect(loose.headers.get('x-signalbox-warnings')).toContain(field)
      const strict = await send(client, `${wire}/sim-plain`, body, { 'x-signalbox-strict': '1' })
      expect(strict.status).toBe(400)
      const refusal = await strict.text()
      expect(refusal).toContain(field)
      expect(refusal).toContain('unsupported')
    },
  )
})
