import { afterAll, beforeAll, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const messages = [{ role: 'user', content: 'hello' }]
const parameters = { type: 'object', properties: { city: { type: 'string' } } }
const tools = [{ type: 'function', function: { name: 'weather', parameters } }]

async function ask(path: string, body: object): Promise<Response> {
  return fetch(`${fake.url}/cohere/v2${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer k-1' },
    body: JSON.stringify({ model: 'sim', ...body }),
  })
}
async function chat(body: object): Promise<Loose> {
  const response = await ask('/chat', { messages, ...body })
  expect(response.status).toBe(200)
  return response.json()
}
async function events(body: object): Promise<Loose[]> {
  const text = await (await ask('/chat', { messages, stream: true, ...body })).text()
  const blocks = text.split('\n\n').filter((block) => block !== '')
  if (blocks.at(-1) === 'data: [DONE]') blocks.pop()
  return blocks.map((block) => {
    const [event, data] = block.split('\n')
    const parsed = JSON.parse(data?.replace('data: ', '') ?? '')
    expect(event).toBe(`event: ${parsed.type}`)
    return parsed
  })
}

test('answers whole, counting in tokens and billing in units', async () => {
  expect(await chat({ model: 'sim?usage=100,20&cached=30' })).toMatchObject({
    finish_reason: 'COMPLETE',
    message: { content: [{ type: 'text', text: expect.stringContaining('[DEMO]') }] },
    usage: {
      billed_units: { input_tokens: 70 },
      tokens: { input_tokens: 100, output_tokens: 20 },
      cached_tokens: 30,
    },
  })
})

test('streams thinking, text and tools with their own events', async () => {
  const all = await events({ tools, model: 'sim?tools=1&reasoning=1' })
  const types = all.map(({ type }) => type).filter((type) => !type.endsWith('-delta'))
  expect(types).toEqual([
    'message-start',
    'content-start',
    'content-end',
    'tool-call-start',
    'tool-call-end',
    'message-end',
  ])
  const json = all
    .filter(({ type }) => type === 'tool-call-delta')
    .map(({ delta }) => delta.message.tool_calls.function.arguments)
  expect(JSON.parse(json.join(''))).toEqual({ city: 'DEMO' })
  expect(all.at(-1)).toMatchObject({
    delta: { finish_reason: 'TOOL_CALL', usage: { tokens: { reasoning_tokens: 12 } } },
  })
})

test('answers results with their count and a schema with JSON', async () => {
  const first = await chat({ model: 'sim?tools=1', tools })
  const tool = { role: 'tool', tool_call_id: first.message.tool_calls[0].id, content: 'x' }
  const second = await chat({ tools, messages: [...messages, first.message, tool] })
  expect(second.message.content[0].text).toContain('1 tool result')
  const third = await chat({ response_format: { type: 'json_object', json_schema: parameters } })
  expect(JSON.parse(third.message.content[0].text)).toEqual({ city: 'DEMO' })
})

test('an in-band error ends the message with ERROR', async () => {
  expect((await events({ model: 'sim?inband=1' })).at(-1)).toMatchObject({
    delta: { finish_reason: 'ERROR' },
  })
})

test('embeds in the wished types', async () => {
  const body = {
    texts: ['a'],
    input_type: 'search_query',
    embedding_types: ['float', 'int8'],
    output_dimension: 4,
  }
  const { embeddings } = await (await ask('/embed', body)).json()
  expect([embeddings.float[0].length, embeddings.int8[0].every(Number.isInteger)]).toEqual([
    4,
    true,
  ])
})

test('ranks by shared words', async () => {
  const body = { query: 'red fox', documents: ['a dog', 'the red fox', 'a red car'], top_n: 2 }
  const { results } = await (await ask('/rerank', body)).json()
  expect(results.map(({ index }: Loose) => index)).toEqual([1, 2])
})

test.each([
  ['/chat', { messages: [] }, { messages }],
  ['/embed', { texts: ['a'] }, { texts: ['a'], input_type: 'x' }],
  ['/rerank', { query: 'a', documents: [] }, { query: 'a', documents: ['b'] }],
])('strict refuses a bad %s and takes its twin', async (path, bad, good) => {
  expect((await ask(path, bad)).status).toBe(400)
  expect((await ask(path, good)).status).toBe(200)
})

test.each([
  ['sim?fail=429:1', 429, { message: expect.stringContaining('limit') }],
  ['sim?fail=498:1', 498, { message: 'invalid token' }],
  ['sim?context=1', 400, { error_type: 'TOO_MANY_TOKENS' }],
  ['missing-x', 404, { message: expect.stringContaining('missing-x') }],
])('%s is %i', async (model, status, body) => {
  const response = await ask('/chat', { messages, model })
  expect([response.status, await response.json()]).toMatchObject([status, body])
})
