import { crc32 } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const signed =
  'AWS4-HMAC-SHA256 Credential=AKIA1234/20260101/us-east-1/bedrock/aws4_request, Signature=x'
const user = { role: 'user', content: [{ text: 'hello' }] }
const json = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const toolConfig = { tools: [{ toolSpec: { name: 'weather', inputSchema: { json } } }] }

async function ask(
  body: object,
  model = 'sim',
  action = 'converse',
  authorization = signed,
): Promise<Response> {
  return fetch(`${fake.url}/bedrock/model/${encodeURIComponent(model)}/${action}`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ messages: [user], ...body }),
  })
}
async function whole(body: object, model?: string): Promise<Loose> {
  const response = await ask(body, model)
  expect(response.status).toBe(200)
  return response.json()
}
interface Message {
  readonly type: string
  readonly payload: Loose
}
async function messages(body: object, model?: string): Promise<Message[]> {
  const response = await ask(body, model, 'converse-stream')
  expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream')
  const bytes = Buffer.from(await response.arrayBuffer())
  const found: Message[] = []
  for (let at = 0; at < bytes.length;) {
    const message = bytes.subarray(at, at + bytes.readUInt32BE(at))
    expect(message.readUInt32BE(message.length - 4)).toBe(crc32(message.subarray(0, -4)))
    const headersEnd = 12 + message.readUInt32BE(4)
    const headers = message.subarray(12, headersEnd).toString('latin1')
    const type = /:(?:event|exception)-type...([a-zA-Z]+)/su.exec(headers)?.[1] ?? ''
    found.push({ type, payload: JSON.parse(message.subarray(headersEnd, -4).toString()) })
    at += message.length
  }
  return found
}

describe('converse', () => {
  test('answers whole, with the total over all buckets', async () => {
    expect(await whole({}, 'sim?usage=100,20&cached=30')).toMatchObject({
      output: {
        message: { role: 'assistant', content: [{ text: expect.stringContaining('[DEMO]') }] },
      },
      stopReason: 'end_turn',
      usage: { inputTokens: 70, outputTokens: 20, totalTokens: 120, cacheReadInputTokens: 30 },
    })
  })

  test('streams binary events with reasoning, tools and the metadata last', async () => {
    const all = await messages({ toolConfig }, 'sim?reasoning=1&tools=1')
    expect(all.map(({ type }) => type).filter((type) => type !== 'contentBlockDelta')).toEqual([
      'messageStart',
      'contentBlockStop',
      'contentBlockStart',
      'contentBlockStop',
      'messageStop',
      'metadata',
    ])
    const input = all.map(({ payload }) => payload.delta?.toolUse?.input ?? '').join('')
    expect(JSON.parse(input)).toEqual({ city: 'DEMO' })
    expect(
      all.some(({ payload }) => payload.delta?.reasoningContent?.signature !== undefined),
    ).toBe(true)
    expect(all.at(-2)?.payload.stopReason).toBe('tool_use')
  })

  test('an in-band error is an exception message', async () => {
    expect((await messages({}, 'sim?inband=1')).at(-1)).toMatchObject({
      type: 'serviceUnavailableException',
      payload: { message: expect.any(String) },
    })
  })

  test('answers results with their count and a schema with JSON', async () => {
    const first = await whole({ toolConfig }, 'sim?tools=2')
    const content = first.output.message.content.map(({ toolUse }: Loose) => ({
      toolResult: { toolUseId: toolUse.toolUseId, content: [{ text: 'x' }] },
    }))
    const second = await whole({
      toolConfig,
      messages: [user, first.output.message, { role: 'user', content }],
    })
    expect(second.output.message.content[0].text).toContain('2 tool results')
    const structure = { jsonSchema: { schema: JSON.stringify(json), name: 'x' } }
    const third = await whole({ outputConfig: { textFormat: { type: 'json_schema', structure } } })
    expect(JSON.parse(third.output.message.content[0].text)).toEqual({ city: 'DEMO' })
  })

  test('counts tokens and shows the access key in the journal masked', async () => {
    const response = await ask({ input: { converse: { messages: [user] } } }, 'sim', 'count-tokens')
    expect(await response.json()).toEqual({ inputTokens: 2 })
    expect((await fake.journal()).at(-1)?.key).toBe('…1234')
  })
})

test.each([
  ['sim?fail=429:1', 429, 'ThrottlingException'],
  ['sim?fail=503:1', 503, 'ServiceUnavailableException'],
  ['sim?fail=424:1', 424, 'ModelErrorException'],
  ['sim?context=1', 400, 'ValidationException'],
  ['missing-x', 400, 'ValidationException'],
])('%s is %i %s', async (model, status, name) => {
  const response = await ask({}, model)
  expect([response.status, response.headers.get('x-amzn-errortype')?.split(':')[0]]).toEqual([
    status,
    name,
  ])
  expect(await response.json()).toEqual({ message: expect.any(String) })
})

describe('embeddings', () => {
  const ask200 = async (body: object, model: string): Promise<Loose> => {
    const response = await ask(body, model, 'invoke')
    expect(response.status).toBe(200)
    expect(response.headers.get('x-amzn-bedrock-input-token-count')).toMatch(/^\d+$/u)
    return response.json()
  }

  test('each maker is asked and answers in its own words', async () => {
    const titan = await ask200({ inputText: 'a', dimensions: 8 }, 'amazon.titan-embed-text-v2:0')
    expect(titan).toMatchObject({ embedding: { length: 8 }, inputTextTokenCount: 1 })
    const single = { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams: { text: { value: 'a' } } }
    const nova = await ask200(single, 'amazon.nova-2-multimodal-embeddings-v1:0')
    expect(nova.embeddings[0].embedding).toHaveLength(3072)
    const texts = { texts: ['a', 'b'], input_type: 'search_document' }
    expect((await ask200(texts, 'cohere.embed-english-v3')).embeddings).toHaveLength(2)
    const typed = { ...texts, embedding_types: ['float'], output_dimension: 256 }
    const { embeddings } = await ask200(typed, 'cohere.embed-v4:0')
    expect(embeddings.float[1]).toHaveLength(256)
  })

  test.each([
    ['amazon.titan-embed-text-v2:0', /inputText/u],
    ['cohere.embed-english-v3', /texts/u],
    ['amazon.nova-lite-v1:0', /singleEmbeddingParams/u],
    ['meta.llama3', /identifier is invalid/u],
  ])('%s says what is missing', async (model, message) => {
    const response = await ask({}, model, 'invoke')
    expect(response.status).toBe(400)
    expect((await response.json()).message).toMatch(message)
  })
})

test('no key is a 403', async () => {
  expect((await ask({}, 'sim', 'converse', '')).status).toBe(403)
})

const documentNamed = (name: string): object => ({
  messages: [
    {
      role: 'user',
      content: [{ text: 'a' }, { document: { name, format: 'pdf', source: { bytes: 'AA==' } } }],
    },
  ],
})
const use = (toolUseId: string): object => ({
  role: 'assistant',
  content: [{ toolUse: { toolUseId, name: 'weather', input: {} } }],
})
const results = (...ids: string[]): object => ({
  role: 'user',
  content: ids.map((toolUseId) => ({ toolResult: { toolUseId, content: [{ text: 'x' }] } })),
})
const good = { toolConfig, messages: [user, use('a'), results('a')] }

test.each<[string, object, RegExp, object]>([
  ['an unknown field', { stream: true }, /unknown field: stream/u, {}],
  [
    'a hot temperature',
    { inferenceConfig: { temperature: 2 } },
    /temperature/u,
    { inferenceConfig: { temperature: 1 } },
  ],
  ['an assistant first', { messages: [use('a')] }, /start with a user/u, good],
  ['two user turns', { messages: [user, user] }, /alternate/u, {}],
  ['a blank text', { messages: [{ role: 'user', content: [{ text: '' }] }] }, /is blank/u, {}],
  [
    'a missing result',
    { ...good, messages: [user, use('a'), user] },
    /Expected toolResult blocks/u,
    good,
  ],
  [
    'an extra result',
    { ...good, messages: [user, use('a'), results('a', 'b')] },
    /exceeds the number/u,
    good,
  ],
  [
    'a tool id with a space',
    { ...good, messages: [user, use('a b'), results('a b')] },
    /regular expression/u,
    good,
  ],
  [
    'a block of two kinds',
    { messages: [{ role: 'user', content: [{ text: 'a', cachePoint: { type: 'default' } }] }] },
    /exactly one member/u,
    { messages: [{ role: 'user', content: [{ text: 'a' }, { cachePoint: { type: 'default' } }] }] },
  ],
  [
    'an image by its address',
    { messages: [{ role: 'user', content: [{ image: { format: 'png', source: { url: 'x' } } }] }] },
    /unknown field: .*url/u,
    {
      messages: [
        { role: 'user', content: [{ image: { format: 'png', source: { bytes: 'AA==' } } }] },
      ],
    },
  ],
  [
    'a tool name with a dot',
    { toolConfig: { tools: [{ toolSpec: { name: 'a.b', inputSchema: { json } } }] } },
    /regular expression/u,
    { toolConfig: { tools: [{ toolSpec: { name: 'a-b', inputSchema: { json } } }] } },
  ],
  [
    'a document named like a file',
    documentNamed('a.pdf'),
    /document file name/u,
    documentNamed('a (pdf)'),
  ],
  [
    'thinking that it has not signed',
    {
      messages: [
        user,
        {
          role: 'assistant',
          content: [{ reasoningContent: { reasoningText: { text: 'a', signature: 'b' } } }],
        },
        user,
      ],
    },
    /Invalid `signature`/u,
    {},
  ],
  [
    'results without toolConfig',
    { messages: good.messages },
    /toolConfig field must be defined/u,
    good,
  ],
])('strict refuses %s and takes its twin', async (_, bad, message, twin) => {
  const refused = await ask(bad)
  expect(refused.status).toBe(400)
  expect((await refused.json()).message).toMatch(message)
  await whole(twin)
})
