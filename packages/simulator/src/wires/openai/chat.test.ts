import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const user = { role: 'user', content: 'hello' }
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const tool = { type: 'function', function: { name: 'weather', parameters } }

async function ask(
  body: object,
  headers: Record<string, string> = { authorization: 'Bearer sk-1' },
): Promise<Response> {
  return fetch(`${fake.url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'sim', messages: [user], ...body }),
  })
}
async function whole(body: object): Promise<Loose> {
  const response = await ask(body)
  expect(response.status).toBe(200)
  return response.json()
}
async function chunks(body: object): Promise<Loose[]> {
  const text = await (await ask({ stream: true, ...body })).text()
  const lines = text.split('\n\n').filter((line) => line !== '')
  expect(lines.at(-1)).toBe('data: [DONE]')
  return lines.slice(0, -1).map((line) => JSON.parse(line.replace('data: ', '')))
}

describe('chat', () => {
  test('answers whole, with usage and OpenAI headers', async () => {
    const response = await ask({})
    expect(response.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/u)
    expect(response.headers.get('x-ratelimit-limit-requests')).toBe('10000')
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      model: 'sim',
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { content: expect.stringContaining('[DEMO]') },
        },
      ],
      usage: { prompt_tokens: 2, completion_tokens: 16, total_tokens: 18 },
    })
  })

  test('streams the role first, then deltas, and usage only when asked', async () => {
    const plain = await chunks({ model: 'sim?tokens=2' })
    expect(plain.map(({ choices }) => choices[0].delta)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { content: '[DEMO]' },
      { content: expect.any(String) },
      {},
    ])
    expect(plain.every((chunk) => !('usage' in chunk))).toBe(true)
    const counted = await chunks({ stream_options: { include_usage: true } })
    expect(counted.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 16 } })
    expect(counted.at(0).usage).toBeNull()
  })

  test('the stream and the whole answer say the same', async () => {
    const streamed = await chunks({ n: 2 })
    const { choices } = await whole({ n: 2 })
    const said = [0, 1].map((index) =>
      streamed
        .flatMap((chunk) => chunk.choices)
        .filter((choice) => choice.index === index)
        .map((choice) => choice.delta.content ?? '')
        .join(''),
    )
    expect(said).toEqual(choices.map((choice: Loose) => choice.message.content))
    expect(said[0]).not.toBe(said[1])
  })

  test('calls tools whole and streamed, with arguments that fit the schema', async () => {
    const { choices } = await whole({ model: 'sim?tools=2', tools: [tool] })
    expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } })
    const ids = choices[0].message.tool_calls.map((call: Loose) => call.id)
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toMatch(/^call_[a-zA-Z0-9]{24}$/u)
    const deltas = (await chunks({ model: 'sim?tools=2', tools: [tool] }))
      .flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? [])
      .filter((delta) => delta.index === 1)
    expect(deltas[0]).toMatchObject({
      type: 'function',
      function: { name: 'weather', arguments: '' },
    })
    expect(JSON.parse(deltas.map((delta) => delta.function.arguments).join(''))).toEqual({
      city: 'DEMO',
    })
  })

  test('answers in words after tool results, which it counts', async () => {
    const first = await whole({ model: 'sim?tools=2', tools: [tool] })
    const { message } = first.choices[0]
    const results = message.tool_calls.map(({ id }: { id: string }) => ({
      role: 'tool',
      tool_call_id: id,
      content: 'x',
    }))
    const { choices } = await whole({
      model: 'sim?tools=2',
      tools: [tool],
      messages: [user, { role: 'assistant', tool_calls: message.tool_calls }, ...results],
    })
    expect(choices[0].message.content).toContain('2 tool results')
  })

  test('answers a schema with matching JSON', async () => {
    const json_schema = { name: 'x', strict: true, schema: parameters }
    const { choices } = await whole({ response_format: { type: 'json_schema', json_schema } })
    expect(JSON.parse(choices[0].message.content)).toEqual({ city: 'DEMO' })
  })

  test('shows reasoning as compatible servers do, and counts it inside the output', async () => {
    const { choices, usage } = await whole({ model: 'sim?reasoning=1&tokens=5' })
    expect(choices[0].message.reasoning_content.split(' ')).toHaveLength(13)
    expect(usage).toMatchObject({
      completion_tokens: 17,
      completion_tokens_details: { reasoning_tokens: 12 },
    })
  })

  test('counts reasoning that OpenAI hides', async () => {
    const { choices, usage } = await whole({ reasoning_effort: 'low' })
    expect(choices[0].message.reasoning_content).toBeUndefined()
    expect(usage.completion_tokens_details.reasoning_tokens).toBe(12)
  })

  test.each([
    [
      'sim?refuse=1',
      {
        finish_reason: 'stop',
        message: { content: null, refusal: expect.stringContaining('cannot') },
      },
    ],
    ['sim?filter=1', { finish_reason: 'content_filter' }],
    ['sim?finish=length', { finish_reason: 'length' }],
  ])('%s ends as it should', async (model, choice) => {
    expect((await whole({ model })).choices[0]).toMatchObject(choice)
  })
})

describe('errors', () => {
  test.each([
    ['sim?fail=429:1', 429, 'rate_limit_exceeded'],
    ['sim?fail=quota:1', 429, 'insufficient_quota'],
    ['sim?fail=context:1', 400, 'context_length_exceeded'],
    ['sim?context=1', 400, 'context_length_exceeded'],
    ['sim?fail=401:1', 401, 'invalid_api_key'],
    ['sim?fail=404:1', 404, 'model_not_found'],
    ['missing-model', 404, 'model_not_found'],
    ['sim?fail=503:1', 503, null],
  ])('%s is %i %s', async (model, status, code) => {
    const response = await ask({ model })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code, message: expect.any(String) } })
  })

  test('says when to come back', async () => {
    const { headers } = await ask({ model: 'sim?fail=429:1&retry-after=7' })
    expect([headers.get('retry-after'), headers.get('x-ratelimit-remaining-requests')]).toEqual([
      '7',
      '0',
    ])
  })

  test.each([{}, { authorization: 'Bearer invalid-key' }])('%j is no key', async (headers) => {
    const response = await ask({}, headers)
    expect(response.status).toBe(401)
  })
})

const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }
const calling = { role: 'assistant', content: null, tool_calls: [call] }
const result = { role: 'tool', tool_call_id: 'call_1', content: 'sun' }
const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }
const loose = { ...parameters, additionalProperties: true }
const strictTool = (schema: object): object => ({
  type: 'function',
  function: { name: 'weather', strict: true, parameters: schema },
})

describe('strict', () => {
  test.each<[string, object, RegExp, object]>([
    ['an unknown field', { top_k: 4 }, /Unknown parameter: 'top_k'/u, { top_p: 0.5 }],
    ['an unknown field inside', { messages: [{ ...user, id: 1 }] }, /messages\[0\]\.id/u, {}],
    [
      'a wrong type',
      { temperature: '1' },
      /expected a decimal, but got a string/u,
      { temperature: 1 },
    ],
    [
      'a value out of range',
      { temperature: 3 },
      /decimal above maximum value/u,
      { temperature: 2 },
    ],
    [
      'an unknown role',
      { messages: [{ role: 'bot', content: '' }] },
      /Supported values/u,
      { messages: [{ role: 'developer', content: 'x' }] },
    ],
    ['no messages', { messages: [] }, /empty array/u, {}],
    [
      'five stops',
      { stop: ['a', 'b', 'c', 'd', 'e'] },
      /maximum length 4/u,
      { stop: ['a', 'b', 'c', 'd'] },
    ],
    ['n of 0', { n: 0 }, /'n'/u, { n: 1 }],
    [
      'a lost tool result',
      { messages: [user, result] },
      /preceeding message/u,
      { messages: [user, calling, result] },
    ],
    [
      'an open tool call',
      { messages: [user, calling, user] },
      /did not have response/u,
      { messages: [user, calling, result, user] },
    ],
    [
      'an image in a tool message',
      { messages: [user, calling, { ...result, content: [image] }] },
      /role 'tool'/u,
      { messages: [{ role: 'user', content: [image] }] },
    ],
    [
      'an empty assistant message',
      { messages: [user, { role: 'assistant', content: null }] },
      /got null/u,
      { messages: [user, { role: 'assistant', content: '' }] },
    ],
    [
      'a strict schema that is open',
      { tools: [strictTool(loose)] },
      /additionalProperties/u,
      { tools: [strictTool(parameters)] },
    ],
    [
      'a tool name with a dot',
      { tools: [{ type: 'function', function: { name: 'a.b' } }] },
      /pattern/u,
      { tools: [tool] },
    ],
    [
      'a tool choice without tools',
      { tool_choice: 'auto' },
      /tool_choice/u,
      { tool_choice: 'auto', tools: [tool] },
    ],
    [
      'JSON mode without the word',
      { response_format: { type: 'json_object' } },
      /word 'json'/u,
      {
        response_format: { type: 'json_object' },
        messages: [{ role: 'user', content: 'as JSON' }],
      },
    ],
    [
      'max_tokens on a reasoning model',
      { model: 'gpt-5-sim', max_tokens: 9 },
      /max_completion_tokens/u,
      { model: 'gpt-5-sim', max_completion_tokens: 9 },
    ],
    [
      'stop on a reasoning model',
      { model: 'o3-sim', stop: 'x' },
      /'stop'/u,
      { model: 'gpt-4o', stop: 'x' },
    ],
    [
      'temperature on a reasoning model',
      { model: 'gpt-5-sim', temperature: 0 },
      /temperature/u,
      { model: 'gpt-5-sim', temperature: 1 },
    ],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      /stream_options/u,
      { stream: true, stream_options: { include_usage: true } },
    ],
  ])('refuses %s and takes its twin', async (_, bad, message, good) => {
    const refused = await ask(bad)
    const { error } = (await refused.json()) as { error: { message: string; type: string } }
    expect([refused.status, error.type]).toEqual([400, 'invalid_request_error'])
    expect(error.message).toMatch(message)
    expect((await ask(good)).status).toBe(200)
  })

  test('strict=0 in the name takes what strict refuses', async () => {
    expect((await ask({ model: 'sim?strict=0', top_k: 4 })).status).toBe(200)
  })
})
