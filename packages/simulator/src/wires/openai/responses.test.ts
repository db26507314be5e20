import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const tools = [{ type: 'function', name: 'weather', parameters, strict: true }]
const user = { role: 'user', content: 'hello' }

async function ask(body: object, path = '', method = 'POST'): Promise<Response> {
  return fetch(`${fake.url}/openai/v1/responses${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-1' },
    ...(method === 'POST' ? { body: JSON.stringify({ model: 'sim', ...body }) } : {}),
  })
}
async function whole(body: object): Promise<Loose> {
  const response = await ask({ input: 'hello', ...body })
  expect(response.status).toBe(200)
  return response.json()
}
async function events(body: object): Promise<Loose[]> {
  const text = await (await ask({ input: 'hello', stream: true, ...body })).text()
  return text
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [event, data] = block.split('\n')
      const parsed = JSON.parse(data?.replace('data: ', '') ?? '')
      expect(event).toBe(`event: ${parsed.type}`)
      return parsed
    })
}

describe('responses', () => {
  test('answers whole', async () => {
    expect(await whole({})).toMatchObject({
      object: 'response',
      status: 'completed',
      output: [
        {
          type: 'message',
          content: [{ type: 'output_text', text: expect.stringContaining('[DEMO]') }],
        },
      ],
      usage: { input_tokens: expect.any(Number), output_tokens: 16 },
    })
  })

  test('streams dense sequence numbers, stable ids and a full ending', async () => {
    const all = await events({
      model: 'sim?reasoning=1&tools=2&text=hey',
      tools,
      reasoning: { summary: 'auto' },
    })
    expect(all.map((event) => event.sequence_number)).toEqual([...all.keys()])
    expect(all.slice(0, 2).map((event) => event.type)).toEqual([
      'response.created',
      'response.in_progress',
    ])
    const last = all.at(-1)
    expect(last.type).toBe('response.completed')
    expect(last.response.id).toBe(all[0].response.id)
    expect(last.response.output.map((item: Loose) => item.type)).toEqual([
      'reasoning',
      'message',
      'function_call',
      'function_call',
    ])
    const done = all
      .filter((event) => event.type === 'response.output_item.done')
      .map((event) => event.item)
    expect(done).toEqual(last.response.output)
    const fragments = all.filter(
      (event) =>
        event.type === 'response.function_call_arguments.delta' && event.output_index === 2,
    )
    expect(JSON.parse(fragments.map((event) => event.delta).join(''))).toEqual({ city: 'DEMO' })
  })

  test('encrypts reasoning when asked, and takes it back', async () => {
    const include = ['reasoning.encrypted_content']
    const first = await whole({ model: 'sim?reasoning=1&tools=1', tools, include, store: false })
    const [reasoning, called] = first.output
    expect(reasoning).toMatchObject({
      type: 'reasoning',
      summary: [],
      encrypted_content: expect.any(String),
    })
    expect(first.usage.output_tokens_details.reasoning_tokens).toBe(12)
    const output = { type: 'function_call_output', call_id: called.call_id, output: 'sun' }
    const second = await whole({ input: [user, reasoning, called, output], store: false })
    expect(second.output[0].content[0].text).toContain('1 tool result')
  })

  test('continues a stored answer, shows it, lists its input and forgets it', async () => {
    const first = await whole({})
    const second = await whole({ input: 'more', previous_response_id: first.id })
    expect(second.usage.input_tokens).toBeGreaterThan(first.usage.input_tokens)
    expect(await (await ask({}, `/${second.id}`, 'GET')).json()).toEqual(second)
    const items = await (await ask({}, `/${second.id}/input_items`, 'GET')).json()
    expect(items.data).toMatchObject([{ type: 'message', role: 'user' }])
    expect((await ask({}, `/${first.id}`, 'DELETE')).status).toBe(200)
    expect((await ask({}, `/${first.id}`, 'GET')).status).toBe(404)
  })

  test('fills in a referenced item', async () => {
    const first = await whole({ model: 'sim?tools=1', tools })
    const [called] = first.output
    const input = [
      user,
      { type: 'item_reference', id: called.id },
      { type: 'function_call_output', call_id: called.call_id, output: 'x' },
    ]
    expect((await whole({ input })).output[0].content[0].text).toContain('1 tool result')
  })

  test('counts input tokens without answering', async () => {
    expect(await (await ask({ input: 'hello' }, '/input_tokens')).json()).toMatchObject({
      object: 'response.input_tokens',
      input_tokens: expect.any(Number),
    })
  })

  test('answers a schema with matching JSON', async () => {
    const format = { type: 'json_schema', name: 'x', strict: true, schema: parameters }
    const { output } = await whole({ text: { format } })
    expect(JSON.parse(output[0].content[0].text)).toEqual({ city: 'DEMO' })
  })

  test('runs in the background and can be cancelled', async () => {
    const queued = await whole({ background: true })
    expect(queued).toMatchObject({ status: 'queued', output: [] })
    expect(await (await ask({}, `/${queued.id}`, 'GET')).json()).toMatchObject({
      status: 'completed',
    })
    expect(await (await ask({}, `/${queued.id}/cancel`)).json()).toMatchObject({
      status: 'cancelled',
    })
  })

  test('stops at the limit as incomplete, streamed too', async () => {
    const limit = { model: 'sim?tokens=40', max_output_tokens: 16 }
    expect(await whole(limit)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    })
    expect((await events(limit)).at(-1).type).toBe('response.incomplete')
  })

  test('fails inside a stream with the nested error, then response.failed', async () => {
    const tail = (await events({ model: 'sim?inband=1' })).slice(-2)
    expect(tail).toMatchObject([
      { type: 'error', error: { code: 'server_error' } },
      { type: 'response.failed', response: { status: 'failed', error: { code: 'server_error' } } },
    ])
  })

  test('an unknown model is a 400 here', async () => {
    const response = await ask({ model: 'missing-x', input: 'a' })
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { code: 'model_not_found' } },
    ])
  })
})

const called = { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' }
const output = { type: 'function_call_output', call_id: 'call_1', output: 'sun' }
const long = 'c'.repeat(65)

describe('strict', () => {
  test.each<[string, object, RegExp, object]>([
    [
      'an unknown field',
      { messages: [] },
      /Unknown parameter: 'messages'/u,
      { metadata: { a: 'b' } },
    ],
    ['a tiny limit', { max_output_tokens: 15 }, /max_output_tokens/u, { max_output_tokens: 16 }],
    [
      'an unknown item field',
      { input: [{ ...output, name: 'x' }] },
      /input\[0\]\.name/u,
      { input: [called, output] },
    ],
    [
      'an output without its call',
      { input: [user, output] },
      /No tool call found/u,
      { input: [user, called, output] },
    ],
    [
      'a call without its output',
      { input: [user, called] },
      /No tool output found/u,
      { input: [user, called, output] },
    ],
    [
      'a long call id',
      {
        input: [
          { ...called, call_id: long },
          { ...output, call_id: long },
        ],
      },
      /maximum length 64/u,
      { input: [called, output] },
    ],
    [
      'a wrong part type',
      { input: [{ role: 'user', content: [{ type: 'output_text', text: 'x' }] }] },
      /input_text/u,
      { input: [{ role: 'user', content: [{ type: 'input_text', text: 'x' }] }] },
    ],
    [
      'an unknown role',
      { input: [{ role: 'tool', content: 'x' }] },
      /Supported values/u,
      { input: [{ role: 'developer', content: 'x' }] },
    ],
    [
      'an open strict schema',
      { tools: [{ ...tools[0], parameters: { type: 'object', properties: {} } }] },
      /additionalProperties/u,
      { tools },
    ],
    ['an unknown previous answer', { previous_response_id: 'resp_x' }, /not found/u, {}],
    [
      'made-up encrypted reasoning',
      {
        input: [
          user,
          { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
          { role: 'assistant', content: 'x' },
        ],
      },
      /could not be verified/u,
      {},
    ],
    [
      'temperature on a reasoning model',
      { model: 'gpt-5-sim', temperature: 0.5 },
      /temperature/u,
      { model: 'gpt-5-sim' },
    ],
  ])('refuses %s and takes its twin', async (_, bad, message, good) => {
    const refused = await ask({ input: 'hello', ...bad })
    expect(refused.status).toBe(400)
    const { error } = (await refused.json()) as { error: { message: string } }
    expect(error.message).toMatch(message)
    await whole(good)
  })

  test('refuses an unknown reference and reasoning without its following item', async () => {
    const unknown = await ask({ input: [{ type: 'item_reference', id: 'msg_x' }] })
    expect(unknown.status).toBe(404)
    const include = ['reasoning.encrypted_content']
    const { output: items } = await whole({ model: 'sim?reasoning=1', include })
    const alone = await ask({ input: [user, items[0], user] })
    expect([alone.status, await alone.text()]).toEqual([
      400,
      expect.stringContaining('required following item'),
    ])
    await whole({ input: [user, ...items, user] })
  })
})
