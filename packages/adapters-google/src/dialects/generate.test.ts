import { GatewayError, type Completion, type Inbound, type JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { google } from '../google.ts'
import { googleGenerate } from './generate.ts'

function inbound(path: string, query = '', body: object = {}): Inbound {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return { method: 'POST', path, query, headers: ['content-type', 'application/json'], body: bytes }
}

const contents = [{ role: 'user', parts: [{ text: 'hi' }] }]

describe('surfaces', () => {
  test('every root has both actions, for plain models and for models with slashes', () => {
    const paths = googleGenerate.surfaces.map(({ path }) => path)
    for (const root of ['/v1beta', '/v1', '/gemini/v1beta', '/gemini/v1'])
      for (const action of ['generateContent', 'streamGenerateContent'])
        for (const model of ['{model}', '{model*}'])
          expect(paths).toContain(`${root}/models/${model}:${action}`)
    expect(paths).toHaveLength(24)
  })
})

describe('decoding', () => {
  test('the path gives model and action, alt=sse the kind of stream', () => {
    const path = '/v1beta/models/openai/gpt:streamGenerateContent'
    const params = { model: 'openai/gpt' }
    const events = googleGenerate.decodeRequest(
      { contents },
      inbound(path, 'key=k&alt=sse'),
      params,
    )
    expect(events).toMatchObject({ model: 'openai/gpt', stream: true })
    expect(events.source?.wire).toBe('google-generate')
    expect(events.source?.headers.slice(-2)).toEqual(['x-goog-api-key', 'k'])
    const array = googleGenerate.decodeRequest({ contents }, inbound(path), params)
    expect(array.stream).toBe(true)
    expect(array.source?.wire).toBe('google-generate-array')
    const whole = inbound('/v1/models/m:generateContent')
    expect(googleGenerate.decodeRequest({ contents }, whole, { model: 'm' }).stream).toBe(false)
  })

  test('both spellings of every field are read', () => {
    const camel = {
      contents: [
        {
          role: 'model',
          parts: [{ functionCall: { name: 'f', args: { snake_key: 1 } }, thoughtSignature: 's' }],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'f', response: { snake_key: 2 } } },
            { inlineData: { mimeType: 'image/png', data: 'a+/=' } },
          ],
        },
      ],
      systemInstruction: { parts: [{ text: 's' }] },
      generationConfig: { maxOutputTokens: 5, responseMimeType: 'application/json' },
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: { x_y: 1 } }] }],
    }
    const snake = {
      contents: [
        {
          role: 'model',
          parts: [{ function_call: { name: 'f', args: { snake_key: 1 } }, thought_signature: 's' }],
        },
        {
          role: 'user',
          parts: [
            { function_response: { name: 'f', response: { snake_key: 2 } } },
            { inline_data: { mime_type: 'image/png', data: 'a-_=' } },
          ],
        },
      ],
      system_instruction: { role: 'user', parts: { text: 's' } },
      generation_config: { max_output_tokens: 5, response_mime_type: 'application/json' },
      tools: [{ function_declarations: [{ name: 'f', parameters_json_schema: { x_y: 1 } }] }],
    }
    const decoded = googleGenerate.decodeRequest(snake)
    expect(decoded).toEqual(googleGenerate.decodeRequest(camel))
    const [, model, answer] = decoded.messages
    expect(model?.content[0]).toMatchObject({ arguments: '{"snake_key":1}' })
    expect(answer?.content[0]).toMatchObject({ content: [{ text: '{"snake_key":2}' }] })
  })

  test('calls without ids pair with their results by name and order', () => {
    const functionCall = { name: 'f', args: {} }
    const functionResponse = { name: 'f', response: {} }
    const body = {
      contents: [
        { role: 'model', parts: [{ functionCall }, { functionCall }] },
        { role: 'user', parts: [{ functionResponse }, { functionResponse }] },
      ],
    }
    const ids = googleGenerate
      .decodeRequest(body)
      .messages.map(({ content }) => content.map((part) => ('callId' in part ? part.callId : '')))
    expect(ids[0]).toEqual(ids[1])
    expect(new Set(ids[0]).size).toBe(2)
    expect(googleGenerate.decodeRequest(body)).toEqual(googleGenerate.decodeRequest(body))
  })

  test('thoughts of another provider become one signed block again, even over several turns', () => {
    const body = {
      contents: [
        ...contents,
        { role: 'model', parts: [{ text: 'a', thought: true }] },
        { role: 'model', parts: [{ text: 'b', thought: true }] },
        { role: 'model', parts: [{ text: '', thought: true, thoughtSignature: 'sb1.x' }] },
        { role: 'model', parts: [{ text: 'answer' }] },
      ],
    }
    const { messages } = googleGenerate.decodeRequest(body)
    expect(
      messages.map(({ content }) => content.map((part) => 'text' in part && part.text)),
    ).toEqual([['hi'], ['ab'], ['answer']])
    expect(messages[1]?.content[0]?.continuity?.data).toBe('sb1.x')
  })

  test.each<[string, JsonObject, string]>([
    ['no contents', {}, 'contents'],
    ['contents that are a text', { contents: 'hi' }, 'contents.0'],
    ['a content that is a text', { contents: ['hi'] }, 'contents.0'],
    ['contents that are a number', { contents: 5 }, 'contents.0'],
    ['empty contents', { contents: [] }, 'contents'],
    ['contents without parts', { contents: [{ role: 'user' }, { parts: [] }] }, 'contents'],
    [
      'contents of the wrong type',
      { contents: [{ parts: [{ text: 1 }] }] },
      'contents.0.parts.0.text',
    ],
    [
      'a setting of the wrong type',
      { contents, generationConfig: { temperature: {} } },
      'generationConfig.temperature',
    ],
    ['a part that is no object', { contents: [{ parts: ['x'] }] }, 'contents.0.parts.0'],
    ['a broken hint', { contents, provider: { sort: 'best' } }, 'provider.sort'],
  ])('%s is refused by name', (_name, body, param) => {
    expect(() => googleGenerate.decodeRequest(body)).toThrow(
      expect.objectContaining({
        kind: 'invalid_request',
        details: expect.objectContaining({ param }),
      }),
    )
  })

  test('hints leave the body, and bytes then no longer pass', () => {
    const body = { contents, models: ['a/b'], provider: { only: ['a'] } }
    const request = googleGenerate.decodeRequest(
      body,
      inbound('/v1/models/m:generateContent', '', body),
    )
    expect(request.hints).toMatchObject({ models: ['a/b'], only: ['a'] })
    expect(request.source).toMatchObject({ body: { contents } })
    expect(request.source?.bytes).toBeUndefined()
    expect(request.extensions).toBeUndefined()
  })
})

test('a body nested deeper than the stack is refused', () => {
  const deep = JSON.parse('[{"a":'.repeat(30_000) + '1' + '}]'.repeat(30_000)) as JsonObject['x']
  expect(() => googleGenerate.decodeRequest({ contents, deep })).toThrow('nested too deep')
})

describe('same wire, nothing lost', () => {
  test('fields, tools and parts newer than this program survive a rewritten request', () => {
    const body = {
      contents: [
        {
          role: 'model',
          newField: 1,
          parts: [
            { hologram: { x: 1 }, thoughtSignature: 'h' },
            { text: 'v', videoMetadata: { fps: 1 }, partMetadata: { a: 1 } },
            { thoughtSignature: 'alone' },
            { functionCall: { name: 'f', args: {}, newer: true } },
          ],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'f', response: { error: 'no' }, scheduling: 'SILENT' } },
            {
              fileData: { fileUri: 'gs://b/x', mimeType: 'video/mp4' },
              mediaResolution: { level: 'L' },
            },
          ],
        },
        { role: 'user', parts: [] },
      ],
      tools: [
        { googleSearch: {}, functionDeclarations: [{ name: 'f', behavior: 'NON_BLOCKING' }] },
      ],
      toolConfig: {
        functionCallingConfig: { mode: 'VALIDATED', streamFunctionCallArguments: true },
        retrievalConfig: { languageCode: 'de' },
      },
      generationConfig: {
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'LOW', later: 1 },
        speechConfig: { voiceConfig: {} },
        responseMimeType: 'text/x.enum',
        responseSchema: { type: 'STRING', enum: ['a'] },
        candidateCount: 2,
      },
      safetySettings: [],
      cachedContent: 'cachedContents/1',
      labels: { a_b: 'c' },
      _privateField: 1,
      serviceTier: 'flex',
      brandNew: null,
    }
    const path = '/v1beta/models/m:generateContent'
    const request = googleGenerate.decodeRequest(body, inbound(path, '', body), { model: 'm' })
    const encoded = google().chat?.[0]?.encodeRequest(request, {
      id: 't',
      provider: 'google',
      model: 'm',
    })
    expect(encoded?.warnings).toEqual([])
    expect(JSON.parse(String(encoded?.request.body))).toEqual(body)
  })
})

describe('replies', () => {
  const completion: Completion = {
    id: 'r',
    model: 'gpt',
    candidates: [
      {
        message: {
          role: 'assistant',
          content: [
            { type: 'reasoning', form: 'summary', text: 'hm' },
            { type: 'text', text: 'yes' },
            { type: 'tool-call', callId: 'c1', name: 'f', kind: 'function', arguments: '{"a":1}' },
            { type: 'opaque', wire: 'other', kind: 'x', value: {} },
          ],
        },
        finish: { reason: 'tool-calls', native: 'tool_use' },
      },
    ],
  }
  const request = googleGenerate.decodeRequest({ contents })
  const body = (answer: Completion): unknown =>
    JSON.parse(
      String(googleGenerate.encodeReply({ type: 'completion', completion: answer }, request).body),
    )

  test('an answer of another wire is said in this one', () => {
    expect(body(completion)).toEqual({
      candidates: [
        {
          content: {
            role: 'model',
            parts: [
              { text: 'hm', thought: true },
              { text: 'yes' },
              { functionCall: { id: 'c1', name: 'f', args: { a: 1 } } },
            ],
          },
          finishReason: 'STOP',
        },
      ],
      modelVersion: 'gpt',
      responseId: 'r',
    })
  })

  test('a refused prompt has feedback and no candidates', () => {
    const blocked = { blockReason: 'MODEL_ARMOR', blockReasonMessage: 'no' }
    expect(body({ id: '', model: 'm', candidates: [], blocked })).toEqual({
      promptFeedback: blocked,
      modelVersion: 'm',
    })
  })

  test('errors have a number as code and the gateway code beside it', () => {
    const error = new GatewayError('rate_limited', 'Slow down.', {
      origin: 'gateway',
      retryAfterMs: 1500,
      body: { secret: 1 },
    })
    const { status, headers, body: text } = googleGenerate.encodeError(error, 'req-1')
    expect(status).toBe(429)
    expect(headers).toEqual([
      'content-type',
      'application/json; charset=UTF-8',
      'x-should-retry',
      'true',
      'retry-after',
      '2',
      'retry-after-ms',
      '1500',
    ])
    expect(JSON.parse(String(text))).toMatchObject({
      error: {
        code: 429,
        message: 'Slow down.',
        status: 'RESOURCE_EXHAUSTED',
        details: [{ reason: 'rate_limited' }, { retryDelay: '1.5s' }],
      },
      code: 'rate_limited',
      request_id: 'req-1',
    })
    expect(text).not.toContain('secret')
  })
})
