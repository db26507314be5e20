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
  return fetch(`${fake.url}/ollama${path}`, {
    method: 'POST',
    body: JSON.stringify({ model: 'sim', messages, ...body }),
  })
}
async function lines(body: object): Promise<Loose[]> {
  const response = await ask('/api/chat', body)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  return (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

test('streams JSON lines by default, thinking first and the counts last', async () => {
  const all = await lines({ think: true, model: 'sim?tokens=2' })
  expect(all.filter((line) => line.message.thinking)).toHaveLength(12)
  expect(all.at(-1)).toMatchObject({
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 2,
    eval_count: 14,
  })
})

test('calls tools whole, with the arguments as an object and without ids', async () => {
  const all = await lines({ tools, model: 'sim?tools=1' })
  expect(all[0].message.tool_calls).toEqual([
    { function: { index: 0, name: 'weather', arguments: { city: 'DEMO' } } },
  ])
})

test('answers whole, with JSON for a schema and the limit as length', async () => {
  const body = await (await ask('/api/chat', { stream: false, format: parameters })).json()
  expect(JSON.parse(body.message.content)).toEqual({ city: 'DEMO' })
  const short = { stream: false, options: { num_predict: 2 } }
  expect(await (await ask('/api/chat', short)).json()).toMatchObject({
    done_reason: 'length',
    eval_count: 2,
  })
  const generated = await ask('/api/generate', { stream: false, messages: undefined, prompt: 'a' })
  expect(await generated.json()).toMatchObject({ response: expect.stringContaining('DEMO') })
})

test('embeds and lists without any key', async () => {
  const body = await (await ask('/api/embed', { input: ['a', 'b'] })).json()
  expect(body.embeddings.map((vector: number[]) => vector.length)).toEqual([768, 768])
  expect(await (await fetch(`${fake.url}/ollama/api/tags`)).json()).toMatchObject({
    models: expect.any(Array),
  })
  expect(await (await fetch(`${fake.url}/ollama/api/version`)).json()).toHaveProperty('version')
})

test('its compatible API names the reasoning as Ollama does', async () => {
  const response = await ask('/v1/chat/completions', { model: 'sim?reasoning=1' })
  expect((await response.json()).choices[0].message.reasoning).toEqual(expect.any(String))
  expect((await ask('/v1/embeddings', { input: 'a', messages: undefined })).status).toBe(200)
})

test('errors are a text, also in mid-stream, and OpenAI-shaped under /v1', async () => {
  expect(await (await ask('/api/chat', { model: 'missing-x' })).json()).toEqual({
    error: expect.stringContaining('not found'),
  })
  expect((await lines({ model: 'sim?inband=1' })).at(-1)).toEqual({ error: expect.any(String) })
  const compatible = await ask('/v1/chat/completions', { model: 'sim?fail=503:1' })
  expect([compatible.status, await compatible.json()]).toMatchObject([
    503,
    { error: { type: 'server_error' } },
  ])
})
