import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const user = { role: 'user', parts: [{ text: 'hello' }] }
const parameters = { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] }
const tools = [{ functionDeclarations: [{ name: 'weather', parameters }] }]

async function ask(
  body: object,
  model = 'sim',
  action = 'generateContent',
  headers: Record<string, string> = { 'x-goog-api-key': 'AIza1' },
): Promise<Response> {
  const url = `${fake.url}/google/v1beta/models/${encodeURIComponent(model)}:${action}`
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
async function whole(body: object, model?: string): Promise<Loose> {
  const response = await ask({ contents: [user], ...body }, model)
  expect(response.status).toBe(200)
  return response.json()
}
async function chunks(body: object, model?: string): Promise<Loose[]> {
  const response = await ask({ contents: [user], ...body }, model, 'streamGenerateContent?alt=sse')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const blocks = (await response.text()).split('\r\n\r\n').filter((block) => block !== '')
  return blocks.map((block) => JSON.parse(block.replace('data: ', '')))
}

describe('generateContent', () => {
  test('answers whole, with thoughts beside the candidates', async () => {
    expect(await whole({}, 'sim?usage=1000,200&cached=300&reasoning=50')).toMatchObject({
      candidates: [{ content: { role: 'model' }, finishReason: 'STOP', index: 0 }],
      usageMetadata: {
        promptTokenCount: 1_000,
        cachedContentTokenCount: 300,
        candidatesTokenCount: 150,
        thoughtsTokenCount: 50,
        totalTokenCount: 1_200,
      },
      modelVersion: 'sim?usage=1000,200&cached=300&reasoning=50',
    })
  })

  test('streams with CRLF, running totals and no other ending than STOP', async () => {
    const all = await chunks({}, 'sim?tokens=3')
    expect(all.map((chunk) => chunk.usageMetadata.candidatesTokenCount)).toEqual([1, 2, 3, 3])
    expect(all.map((chunk) => chunk.candidates[0].finishReason)).toEqual([
      undefined,
      undefined,
      undefined,
      'STOP',
    ])
    const said = all.flatMap((chunk) =>
      chunk.candidates[0].content.parts.map((part: Loose) => part.text),
    )
    const { candidates } = await whole({}, 'sim?tokens=3')
    expect(said.join('')).toBe(candidates[0].content.parts[0].text)
  })

  test('streams one JSON array without alt=sse, cut included', async () => {
    const response = await ask({ contents: [user] }, 'sim?tokens=2', 'streamGenerateContent')
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toHaveLength(3)
    const cut = await ask({ contents: [user] }, 'sim?cut=1', 'streamGenerateContent')
    await expect(cut.json()).rejects.toThrow(SyntaxError)
  })

  test('calls tools with the thought signature on the first call only', async () => {
    const all = await chunks({ tools }, 'gemini-3-sim?tools=2')
    const parts = all.flatMap((chunk) => chunk.candidates[0].content.parts)
    const calls = parts.filter((part: Loose) => part.functionCall)
    expect(calls.map((part: Loose) => part.functionCall.args)).toEqual([
      { city: 'DEMO' },
      { city: 'DEMO' },
    ])
    expect(calls.map((part: Loose) => typeof part.thoughtSignature)).toEqual([
      'string',
      'undefined',
    ])
    expect(calls[0].functionCall.id).toMatch(/^\w{8}$/u)
    const plain = await whole({ tools }, 'sim?tools=1')
    expect(plain.candidates[0].content.parts[0].functionCall.id).toBeUndefined()
  })

  test('takes its calls back and answers with the count of results', async () => {
    const model = 'gemini-3-sim?tools=2'
    const { candidates } = await whole({ tools }, model)
    const [{ content }] = candidates
    const parts = content.parts.map(() => ({
      functionResponse: { name: 'weather', response: { ok: true } },
    }))
    const contents = [user, content, { role: 'user', parts }]
    const answer = await whole({ tools, contents }, model)
    expect(answer.candidates[0].content.parts[0].text).toContain('2 tool results')
  })

  test('shows thoughts only when they are included', async () => {
    const thinkingConfig = { thinkingBudget: 512 }
    const hidden = await whole({ generationConfig: { thinkingConfig } })
    expect(hidden.usageMetadata.thoughtsTokenCount).toBe(12)
    expect(hidden.candidates[0].content.parts).toMatchObject([
      { thoughtSignature: expect.any(String) },
    ])
    const shown = await whole({
      generationConfig: { thinkingConfig: { ...thinkingConfig, includeThoughts: true } },
    })
    expect(shown.candidates[0].content.parts[0]).toMatchObject({ thought: true })
  })

  test('answers both kinds of schema and JSON mode with JSON', async () => {
    const text = async (generationConfig: object): Promise<unknown> =>
      JSON.parse((await whole({ generationConfig })).candidates[0].content.parts[0].text)
    const responseMimeType = 'application/json'
    const json = {
      type: 'object',
      properties: { city: { type: 'string' } },
      additionalProperties: false,
    }
    expect(await text({ responseMimeType, responseSchema: parameters })).toEqual({ city: 'DEMO' })
    expect(
      await text({ response_mime_type: responseMimeType, response_json_schema: json }),
    ).toEqual({ city: 'DEMO' })
    expect(await text({ responseMimeType })).toMatchObject({ demo: true })
  })

  test('a blocked prompt is a 200 without candidates, and costs only its input', async () => {
    await fake.clear()
    const blocked = await whole({}, 'sim?filter=1')
    expect(blocked).toMatchObject({ promptFeedback: { blockReason: 'SAFETY' } })
    expect(blocked.candidates).toBeUndefined()
    expect((await fake.journal())[0]?.billed).toMatchObject({ input: 2, output: 0 })
  })

  test('an in-band error is a data line of its own shape', async () => {
    expect((await chunks({}, 'sim?inband=1')).at(-1)).toMatchObject({
      error: { code: 503, status: 'UNAVAILABLE' },
    })
  })

  test('takes a lone item for a list', async () => {
    const { usageMetadata } = await whole({ contents: { role: 'user', parts: { text: 'hello' } } })
    expect(usageMetadata.promptTokenCount).toBe(2)
  })

  test('gives as many candidates as asked', async () => {
    const { candidates } = await whole({ generationConfig: { candidateCount: 2 } })
    expect(candidates.map(({ index }: Loose) => index)).toEqual([0, 1])
  })
})

test('answers on the paths of Vertex', async () => {
  const model = 'projects/p/locations/global/publishers/google/models/sim'
  const response = await fetch(`${fake.url}/google/v1/${model}:generateContent`, {
    method: 'POST',
    headers: { authorization: 'Bearer ya29' },
    body: JSON.stringify({ contents: [user] }),
  })
  expect(await response.json()).toMatchObject({ candidates: [{ finishReason: 'STOP' }] })
})

test('counts, embeds and lists on v1 as well as v1beta', async () => {
  const post = async (path: string, body: object): Promise<Loose> => {
    const headers = { 'x-goog-api-key': 'AIza1' }
    const url = `${fake.url}/google/v1/models/${path}`
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  expect(await post('sim:countTokens', { contents: [user] })).toMatchObject({ totalTokens: 2 })
  const content = { parts: [{ text: 'a' }] }
  const one = await post('sim:embedContent', { content, outputDimensionality: 4 })
  const many = await post('sim:batchEmbedContents', {
    requests: [{ model: 'models/sim', content, outputDimensionality: 4 }],
  })
  expect(one.embedding.values).toHaveLength(4)
  expect(many.embeddings[0]).toEqual(one.embedding)
  const models = await fetch(`${fake.url}/google/v1beta/models`, {
    headers: { 'x-goog-api-key': 'k' },
  })
  expect(await models.json()).toMatchObject({ models: expect.any(Array) })
})

describe('errors', () => {
  test.each([
    ['sim?fail=429:1', 429, 'RESOURCE_EXHAUSTED'],
    ['sim?fail=503:1', 503, 'UNAVAILABLE'],
    ['sim?fail=500:1', 500, 'INTERNAL'],
    ['sim?fail=401:1', 401, 'UNAUTHENTICATED'],
    ['missing-x', 404, 'NOT_FOUND'],
    ['sim?context=1', 400, 'INVALID_ARGUMENT'],
  ])('%s is %i %s', async (model, code, status) => {
    const response = await ask({ contents: [user] }, model)
    expect(response.status).toBe(code)
    expect(await response.json()).toMatchObject({ error: { code, status } })
  })

  test('a rate limit says in its body when to come back', async () => {
    const response = await ask({ contents: [user] }, 'sim?fail=429:1&retry-after=9')
    expect(response.headers.get('retry-after')).toBeNull()
    const { error } = await response.json()
    expect(error.message).toContain('Please retry in 9s.')
    expect(error.details[1]).toMatchObject({ retryDelay: '9s' })
  })

  test('a bad key is a bad argument, no key a missing permission', async () => {
    const bad = await ask({ contents: [user] }, 'sim', 'generateContent', {
      'x-goog-api-key': 'invalid',
    })
    expect([bad.status, await bad.text()]).toEqual([
      400,
      expect.stringContaining('API_KEY_INVALID'),
    ])
    expect((await ask({ contents: [user] }, 'sim', 'generateContent', {})).status).toBe(403)
  })
})

const called = { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] }
const answered = { role: 'user', parts: [{ functionResponse: { name: 'weather', response: {} } }] }
const declare = (schema: object): object => ({
  tools: [{ functionDeclarations: [{ name: 'weather', parameters: schema }] }],
})
const skip = 'skip_thought_signature_validator'
const signed = { role: 'model', parts: [{ ...called.parts[0], thoughtSignature: skip }] }
const forged = { role: 'model', parts: [{ ...called.parts[0], thoughtSignature: 'AAAA' }] }
const stops = ['a', 'b', 'c', 'd', 'e']

describe('strict', () => {
  test.each<[string, object, RegExp, object, string?]>([
    ['an unknown field', { stream: true }, /Unknown name "stream": Cannot find field/u, {}],
    [
      'an unknown field deep inside',
      { generationConfig: { max_tokens: 1 } },
      /Unknown name "max_tokens" at 'generation_config'/u,
      { generationConfig: { max_output_tokens: 9 } },
    ],
    [
      'an unknown part field',
      { contents: [{ role: 'user', parts: [{ text: 'x', cache: 1 }] }] },
      /at 'contents\[0\]\.parts\[0\]'/u,
      {},
    ],
    [
      'additionalProperties in parameters',
      declare({ type: 'OBJECT', additionalProperties: false }),
      /Unknown name "additionalProperties"/u,
      declare(parameters),
    ],
    [
      'a const deep in parameters',
      declare({ type: 'OBJECT', properties: { a: { const: 1 } } }),
      /Unknown name "const" at 'tools\[0\]\.function_declarations\[0\]\.parameters\.properties\.a'/u,
      declare(parameters),
    ],
    [
      'a list of types',
      declare({ type: ['STRING', 'NULL'] }),
      /Invalid value/u,
      declare({ type: 'STRING', nullable: true }),
    ],
    ['no contents', { contents: [] }, /contents is not specified/u, {}],
    [
      'a model turn first',
      { contents: [{ role: 'model', parts: [{ text: 'x' }] }] },
      /start with a user turn/u,
      {},
    ],
    [
      'an unknown role',
      { contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] },
      /contents\[0\]\.role/u,
      {},
    ],
    ['empty parts', { contents: [{ role: 'user', parts: [] }] }, /must not be empty/u, {}],
    [
      'a response without its call',
      { contents: [user, answered] },
      /immediately after a function call turn/u,
      { contents: [user, called, answered] },
    ],
    [
      'too few responses',
      { contents: [user, { role: 'model', parts: [...called.parts, ...called.parts] }, answered] },
      /number of function response parts/u,
      { contents: [user, called, answered] },
    ],
    [
      'six stops',
      { generationConfig: { stopSequences: [...stops, 'f'] } },
      /stop_sequences/u,
      { generationConfig: { stopSequences: stops } },
    ],
    [
      'a tool name with a space',
      { tools: [{ functionDeclarations: [{ name: 'a b' }] }] },
      /Invalid function name/u,
      { tools: [{ functionDeclarations: [{ name: 'a.b' }] }] },
    ],
    [
      'a lost signature',
      { contents: [user, called, answered] },
      /missing a thought_signature/u,
      { contents: [user, signed, answered] },
      'gemini-3-sim',
    ],
    [
      'a lost signature while thinking',
      { contents: [user, called, answered] },
      /missing a thought_signature/u,
      { contents: [user, called, answered, called, answered].slice(0, 1) },
      'sim?reasoning=1',
    ],
    [
      'a forged signature',
      { contents: [user, forged, answered] },
      /not valid/u,
      { contents: [user, called, answered] },
    ],
  ])('refuses %s and takes its twin', async (_, bad, message, good, model) => {
    const refused = await ask({ contents: [user], ...bad }, model)
    const { error } = await refused.json()
    expect([refused.status, error.status]).toEqual([400, 'INVALID_ARGUMENT'])
    expect(error.message).toMatch(message)
    await whole(good, model)
  })

  test('asks for no signature of turns before the last question', async () => {
    const said = { role: 'model', parts: [{ text: 'x' }] }
    const { candidates } = await whole(
      { contents: [user, called, answered, said, user] },
      'gemini-3-sim',
    )
    expect(candidates).toHaveLength(1)
  })
})
