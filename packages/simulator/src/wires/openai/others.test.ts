import { inflateSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { simulate, type Simulator } from '../../simulate.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member
type Loose = any

let fake: Simulator
beforeAll(async () => {
  fake = await simulate({ port: 0, seed: 1, strict: true })
})
afterAll(() => fake.close())

const authorization = 'Bearer sk-1'
async function post(path: string, body: object): Promise<Response> {
  return fetch(`${fake.url}/openai/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ model: 'sim', ...body }),
  })
}
async function get(path: string): Promise<Response> {
  return fetch(`${fake.url}/openai/v1${path}`, { headers: { authorization } })
}
async function upload(path: string, fields: Record<string, string | Blob>): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, 'data.bin')
  }
  return fetch(`${fake.url}/openai/v1${path}`, { method: 'POST', headers: { authorization }, body })
}

describe('embeddings', () => {
  test('base64 is the little-endian float32 of the same vector', async () => {
    const body = { input: ['a', 'b'], dimensions: 5 }
    const floats = await (await post('/embeddings', body)).json()
    const coded = await (await post('/embeddings', { ...body, encoding_format: 'base64' })).json()
    const bytes = Buffer.from(coded.data[1].embedding, 'base64')
    const read = Array.from({ length: 5 }, (_, index) => bytes.readFloatLE(index * 4))
    expect(read).toEqual(floats.data[1].embedding)
    expect(Math.hypot(...read)).toBeCloseTo(1, 5)
    expect(floats.usage).toEqual({ prompt_tokens: 2, total_tokens: 2 })
  })

  test('takes token lists and counts them', async () => {
    const response = await (await post('/embeddings', { input: [[1, 2, 3], [4]] })).json()
    expect([response.data.length, response.usage.prompt_tokens]).toEqual([2, 4])
  })

  test.each([{ input: '' }, { input: [] }, { input: [{}] }, {}, { input: 'a', texts: [] }])(
    'refuses %j',
    async (body) => {
      expect((await post('/embeddings', body)).status).toBe(400)
    },
  )
})

test('completions answer whole and streamed', async () => {
  const whole = await (await post('/completions', { prompt: 'a', max_tokens: 3 })).json()
  expect(whole.choices[0]).toMatchObject({
    finish_reason: 'length',
    text: expect.stringContaining('DEMO'),
  })
  const text = await (await post('/completions', { prompt: 'a', stream: true })).text()
  expect(text).toMatch(/"object":"text_completion"[^]*data: \[DONE\]\n\n$/u)
})

test('moderations flag what says violence', async () => {
  const { results } = await (await post('/moderations', { input: ['violence', 'peace'] })).json()
  expect(results.map((result: Loose) => [result.flagged, result.categories.violence])).toEqual([
    [true, true],
    [false, false],
  ])
})

test('images are PNGs that can be decoded', async () => {
  const { data } = await (await post('/images/generations', { prompt: 'red', n: 2 })).json()
  expect(data).toHaveLength(2)
  const png = Buffer.from(data[0].b64_json, 'base64')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const start = png.indexOf('IDAT')
  const length = png.readUInt32BE(start - 4)
  expect(inflateSync(png.subarray(start + 4, start + 4 + length))).toHaveLength(8 * 25)
})

test('speech is a WAV of the stated length', async () => {
  const response = await post('/audio/speech', { input: 'hello', voice: 'alloy' })
  const wav = Buffer.from(await response.arrayBuffer())
  expect(response.headers.get('content-type')).toBe('audio/wav')
  expect(wav.subarray(0, 4).toString()).toBe('RIFF')
  expect(wav.readUInt32LE(40)).toBe(wav.length - 44)
})

test('transcriptions read a multipart form and its model', async () => {
  const file = new Blob(['sound'])
  const response = await upload('/audio/transcriptions', { file, model: 'sim?text=hi' })
  expect(await response.json()).toMatchObject({ text: 'hi' })
  const text = await upload('/audio/transcriptions', {
    file,
    model: 'sim?text=hi',
    response_format: 'text',
  })
  expect(await text.text()).toBe('hi\n')
  expect((await upload('/audio/transcriptions', { model: 'sim' })).status).toBe(400)
})

test('models are listed, any other name exists too', async () => {
  expect(await (await get('/models')).json()).toMatchObject({
    object: 'list',
    data: expect.any(Array),
  })
  expect(await (await get('/models/any')).json()).toMatchObject({ id: 'any', object: 'model' })
  expect((await get('/models/missing-x')).status).toBe(404)
})

describe('batches', () => {
  const line = (custom_id: string, body: object): string =>
    `${JSON.stringify({ custom_id, method: 'POST', url: '/v1/chat/completions', body })}\n`
  const good = { model: 'sim', messages: [{ role: 'user', content: 'a' }] }
  const create = (input_file_id: string, more: object = {}): Promise<Response> =>
    post('/batches', {
      input_file_id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      ...more,
    })

  test('run a file line by line, into an output and an error file', async () => {
    const content = line('a', good) + line('b', { model: 'sim', messages: [] })
    const file = await (
      await upload('/files', { purpose: 'batch', file: new Blob([content]) })
    ).json()
    const made = await (await create(file.id)).json()
    expect(made).toMatchObject({ status: 'validating', output_file_id: null })
    const done = await (await get(`/batches/${made.id}`)).json()
    expect(done).toMatchObject({
      status: 'completed',
      request_counts: { total: 2, completed: 1, failed: 1 },
    })
    const output = JSON.parse(await (await get(`/files/${done.output_file_id}/content`)).text())
    expect(output).toMatchObject({ custom_id: 'a', response: { status_code: 200 }, error: null })
    const failed = JSON.parse(await (await get(`/files/${done.error_file_id}/content`)).text())
    expect(failed).toMatchObject({ custom_id: 'b', response: { status_code: 400 } })
    expect(await (await get('/batches')).json()).toMatchObject({ data: [{ id: made.id }] })
  })

  test('refuse an unknown file, window and endpoint', async () => {
    expect((await create('file-x')).status).toBe(404)
    expect((await create('file-x', { completion_window: '1h' })).status).toBe(400)
    expect((await create('file-x', { endpoint: '/v1/x' })).status).toBe(400)
  })

  test('can be cancelled, files can be deleted', async () => {
    const file = await (
      await upload('/files', { purpose: 'batch', file: new Blob([line('a', good)]) })
    ).json()
    const made = await (await create(file.id)).json()
    expect(await (await post(`/batches/${made.id}/cancel`, {})).json()).toMatchObject({
      status: 'cancelling',
    })
    expect(await (await get(`/batches/${made.id}`)).json()).toMatchObject({ status: 'cancelled' })
    const url = `${fake.url}/openai/v1/files/${file.id}`
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(200)
    expect((await get(`/files/${file.id}`)).status).toBe(404)
  })
})
