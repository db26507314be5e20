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
const input_schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
}
const tools = [{ name: 'weather', input_schema }]
const thinking = { type: 'enabled', budget_tokens: 1_024 }

async function ask(
  body: object,
  path = '/v1/messages',
  headers: Record<string, string> = { 'x-api-key': 'sk-1', 'anthropic-version': '2023-06-01' },
): Promise<Response> {
  return fetch(`${fake.url}/anthropic${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'sim', messages: [user], ...body }),
  })
}
async function get(path: string): Promise<Loose> {
  const response = await fetch(`${fake.url}/anthropic${path}`, { headers: { 'x-api-key': 'sk-1' } })
  return response.json()
}
async function whole(body: object): Promise<Loose> {
  const response = await ask({ max_tokens: 2_000, ...body })
  expect(response.status).toBe(200)
  return response.json()
}
async function events(body: object): Promise<Loose[]> {
  const response = await ask({ max_tokens: 2_000, stream: true, ...body })
  return (await response.text())
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [event, data] = block.split('\n')
      const parsed = JSON.parse(data?.replace('data: ', '') ?? '')
      expect(event).toBe(`event: ${parsed.type}`)
      return parsed
    })
}

describe('messages', () => {
  test('answers whole, with the split usage and Anthropic headers', async () => {
    const response = await ask({
      model: 'sim?usage=1000,200&cached=300&written=100',
      max_tokens: 500,
    })
    expect(response.headers.get('request-id')).toMatch(/^req_01\w{22}$/u)
    expect(response.headers.get('anthropic-ratelimit-input-tokens-limit')).toBe('2000000')
    expect(await response.json()).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: expect.stringContaining('[DEMO]') }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 600,
        cache_read_input_tokens: 300,
        cache_creation_input_tokens: 100,
        output_tokens: 200,
      },
    })
  })

  test('streams thinking, text and tools block by block', async () => {
    const all = await events({ model: 'sim?tools=2&text=Let me see', thinking, tools })
    const types = all.map((event) => event.type).filter((type) => type !== 'content_block_delta')
    const block = ['content_block_start', 'content_block_stop']
    expect(types).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_stop',
      ...block,
      ...block,
      ...block,
      'message_delta',
      'message_stop',
    ])
    const starts = all.filter((event) => event.type === 'content_block_start')
    expect(starts.map((event) => [event.index, event.content_block.type])).toEqual([
      [0, 'thinking'],
      [1, 'text'],
      [2, 'tool_use'],
      [3, 'tool_use'],
    ])
    const json = all
      .filter((event) => event.index === 3 && event.delta)
      .map((event) => event.delta.partial_json)
    expect(json[0]).toBe('')
    expect(JSON.parse(json.join(''))).toEqual({ city: 'DEMO' })
    expect(all.at(-2)).toMatchObject({
      delta: { stop_reason: 'tool_use' },
      usage: { output_tokens: expect.any(Number), output_tokens_details: { thinking_tokens: 12 } },
    })
  })

  test('takes its own thinking back and answers with the count of results', async () => {
    const base = { model: 'sim?tools=2', thinking, tools }
    const { content } = await whole(base)
    const results = content
      .filter((block: Loose) => block.type === 'tool_use')
      .map(({ id }: Loose) => ({ type: 'tool_result', tool_use_id: id, content: 'x' }))
    const messages = [user, { role: 'assistant', content }, { role: 'user', content: results }]
    expect((await whole({ ...base, messages })).content.at(-1).text).toContain('2 tool results')
  })

  test('leaves the thinking text out when it is omitted, and still takes the block back', async () => {
    const base = { model: 'sim', thinking: { type: 'adaptive', display: 'omitted' } }
    const { content, usage } = await whole(base)
    expect(content[0]).toMatchObject({
      type: 'thinking',
      thinking: '',
      signature: expect.any(String),
    })
    expect(usage.output_tokens_details.thinking_tokens).toBe(12)
    await whole({ ...base, messages: [user, { role: 'assistant', content }, user] })
  })

  test('answers a schema with matching JSON', async () => {
    const { content } = await whole({
      output_config: { format: { type: 'json_schema', schema: input_schema } },
    })
    expect(JSON.parse(content[0].text)).toEqual({ city: 'DEMO' })
  })

  test('names the stop sequence', async () => {
    expect(await whole({ model: 'sim?text=one%20two', stop_sequences: [' two'] })).toMatchObject({
      content: [{ text: 'one' }],
      stop_reason: 'stop_sequence',
      stop_sequence: ' two',
    })
  })

  test.each([
    ['sim?refuse=1', 'refusal'],
    ['sim?finish=length', 'max_tokens'],
  ])('%s stops with %s', async (model, reason) => {
    expect((await whole({ model })).stop_reason).toBe(reason)
  })

  test('counts tokens and lists models', async () => {
    expect(await (await ask({}, '/v1/messages/count_tokens')).json()).toEqual({ input_tokens: 2 })
    expect(await get('/v1/models')).toMatchObject({
      data: [{ type: 'model' }, {}, {}, {}],
      has_more: false,
    })
  })

  test('an in-band error is an error event', async () => {
    expect((await events({ model: 'sim?inband=1' })).at(-1)).toMatchObject({
      type: 'error',
      error: { type: 'overloaded_error' },
    })
  })
})

describe('errors', () => {
  test.each([
    ['sim?fail=529:1', 529, 'overloaded_error', 'true'],
    ['sim?fail=429:1', 429, 'rate_limit_error', 'true'],
    ['sim?fail=500:1', 500, 'api_error', 'true'],
    ['sim?fail=401:1', 401, 'authentication_error', 'false'],
    ['missing-x', 404, 'not_found_error', 'false'],
    ['sim?context=1', 400, 'invalid_request_error', 'false'],
  ])('%s is %i %s', async (model, status, type, again) => {
    const response = await ask({ model, max_tokens: 9 })
    const body = await response.json()
    expect([response.status, body.error.type]).toEqual([status, type])
    expect(body.request_id).toBe(response.headers.get('request-id'))
    expect(response.headers.get('x-should-retry')).toBe(again)
  })

  test('takes a bearer key and refuses none', async () => {
    const version = { 'anthropic-version': '2026-10-21' }
    const bearer = await ask({ max_tokens: 9 }, '/v1/messages', {
      ...version,
      authorization: 'Bearer k',
    })
    expect(bearer.status).toBe(200)
    expect((await ask({ max_tokens: 9 }, '/v1/messages', version)).status).toBe(401)
  })
})

const use = (id: string): object => ({ type: 'tool_use', id, name: 'weather', input: {} })
const result = (id: string): object => ({ type: 'tool_result', tool_use_id: id, content: 'x' })
const assistant = (...content: object[]): object => ({ role: 'assistant', content })
const says = (...content: object[]): object => ({ role: 'user', content })
const text = { type: 'text', text: 'x' }
const loop = [user, assistant(use('a'), use('b')), says(result('a'), result('b'), text)]
const fakeThinking = { type: 'thinking', thinking: 'x', signature: 'y' }
const cached = { ...text, cache_control: { type: 'ephemeral' } }

describe('strict', () => {
  test.each<[string, object, RegExp, object]>([
    ['no max_tokens', { max_tokens: undefined }, /max_tokens: Field required/u, {}],
    ['an unknown field', { n: 1 }, /n: Extra inputs are not permitted/u, { top_p: 1 }],
    [
      'an unknown block field',
      { messages: [says({ ...text, id: 1 })] },
      /id: Extra inputs/u,
      { messages: [says(text)] },
    ],
    ['a wrong type', { temperature: 'x' }, /valid number/u, { temperature: 0.5 }],
    ['a hot temperature', { temperature: 1.5 }, /less than or equal to 1/u, { temperature: 1 }],
    [
      'an assistant first',
      { messages: [assistant(text), user] },
      /first message/u,
      { messages: [user, assistant(text), user] },
    ],
    [
      'a missing result',
      { messages: [user, assistant(use('a'), use('b')), says(result('a'))] },
      /without `tool_result`.*: b\./u,
      { messages: loop },
    ],
    [
      'a text before the result',
      { messages: [user, assistant(use('a')), says(text, result('a'))] },
      /immediately after: a/u,
      { messages: [user, assistant(use('a')), says(result('a'), text)] },
    ],
    [
      'an orphan result',
      { messages: [user, assistant(text), says(result('a'))] },
      /unexpected `tool_use_id`/u,
      { messages: [user, assistant(use('a')), says(result('a'))] },
    ],
    [
      'a result twice',
      { messages: [user, assistant(use('a')), says(result('a'), result('a'))] },
      /multiple `tool_result`/u,
      {},
    ],
    [
      'a tool id with a dot',
      { messages: [user, assistant(use('a.b')), says(result('a.b'))] },
      /String should match pattern/u,
      { messages: [user, assistant(use('a-b')), says(result('a-b'))] },
    ],
    [
      'an empty text',
      { messages: [says({ type: 'text', text: '' })] },
      /non-empty/u,
      { messages: [says(text)] },
    ],
    ['a blank text', { messages: [{ role: 'user', content: ' ' }] }, /non-whitespace/u, {}],
    [
      'an empty content',
      { messages: [{ role: 'user', content: [] }, user] },
      /non-empty content except/u,
      { messages: [user, user] },
    ],
    [
      'thinking it did not issue',
      { messages: [user, assistant(fakeThinking, text), user] },
      /Invalid `signature`/u,
      { messages: [user, assistant(text), user] },
    ],
    [
      'a tool call without its thinking',
      { thinking, messages: loop },
      /Expected `thinking` or `redacted_thinking`, but found `tool_use`/u,
      { messages: loop },
    ],
    [
      'thinking with a forced tool',
      { thinking, tools, tool_choice: { type: 'any' } },
      /forces tool use/u,
      { tools, tool_choice: { type: 'any' } },
    ],
    [
      'thinking with a temperature',
      { thinking, temperature: 0.5 },
      /only be set to 1/u,
      { thinking, temperature: 1 },
    ],
    [
      'a budget above the limit',
      { thinking, max_tokens: 1_024 },
      /greater than/u,
      { thinking, max_tokens: 1_025 },
    ],
    [
      'a choice without tools',
      { tool_choice: { type: 'auto' } },
      /while providing tools/u,
      { tools, tool_choice: { type: 'auto' } },
    ],
    [
      'an unknown tool choice',
      { tools, tool_choice: { type: 'tool', name: 'x' } },
      /not found/u,
      { tools, tool_choice: { type: 'tool', name: 'weather' } },
    ],
    [
      'a tool without a schema',
      { tools: [{ name: 'x' }] },
      /tools\.0\.custom\.input_schema/u,
      { tools },
    ],
    [
      'five cache marks',
      { messages: [says(cached, cached, cached, cached, cached)] },
      /maximum of 4/u,
      { messages: [says(cached, cached, cached, cached)] },
    ],
    [
      'a prefill that ends in space',
      { messages: [user, { role: 'assistant', content: 'a ' }] },
      /trailing whitespace/u,
      { messages: [user, { role: 'assistant', content: 'a' }] },
    ],
  ])('refuses %s and takes its twin', async (_, bad, message, good) => {
    const refused = await ask({ max_tokens: 2_000, ...bad })
    const { error } = await refused.json()
    expect([refused.status, error.type]).toEqual([400, 'invalid_request_error'])
    expect(error.message).toMatch(message)
    await whole(good)
  })

  test('wants a version that it knows', async () => {
    const without = await ask({ max_tokens: 9 }, '/v1/messages', { 'x-api-key': 'k' })
    expect([without.status, await without.text()]).toEqual([
      400,
      expect.stringContaining('anthropic-version'),
    ])
    const other = await ask({ max_tokens: 9 }, '/v1/messages', {
      'x-api-key': 'k',
      'anthropic-version': '1',
    })
    expect(other.status).toBe(400)
  })

  test('refuses thinking whose text was changed', async () => {
    const { content } = await whole({ thinking })
    const changed = [{ ...content[0], thinking: 'other' }, content[1]]
    const refused = await ask({ max_tokens: 2_000, messages: [user, assistant(...changed), user] })
    expect(await refused.text()).toContain('Invalid `signature`')
  })

  test('count_tokens takes no max_tokens', async () => {
    const refused = await ask({ max_tokens: 9 }, '/v1/messages/count_tokens')
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('max_tokens'),
    ])
  })
})

test('batches run, end and give JSON lines by custom id', async () => {
  const params = { model: 'sim', max_tokens: 9, messages: [user] }
  const requests = [
    { custom_id: 'a', params },
    { custom_id: 'b', params: { ...params, max_tokens: undefined } },
  ]
  const made = await (await ask({ requests }, '/v1/messages/batches')).json()
  expect(made).toMatchObject({
    processing_status: 'in_progress',
    request_counts: { processing: 2 },
  })
  const ended = await get(`/v1/messages/batches/${made.id}`)
  expect(ended).toMatchObject({
    processing_status: 'ended',
    request_counts: { succeeded: 1, errored: 1 },
  })
  const key = { headers: { 'x-api-key': 'sk-1' } }
  const results = await (await fetch(ended.results_url, key)).text()
  const lines = results
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toMatchObject([
    { custom_id: 'b', result: { type: 'errored', error: { type: 'error' } } },
    { custom_id: 'a', result: { type: 'succeeded', message: { type: 'message' } } },
  ])
  expect(await get('/v1/messages/batches')).toMatchObject({ data: [{ id: made.id }] })
})
