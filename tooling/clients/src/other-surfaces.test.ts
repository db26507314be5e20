import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openStage, type Stage } from './stage.ts'

interface Ranking {
  readonly results: readonly { readonly index: number }[]
  readonly meta: { readonly billed_units: object }
}

let stage: Stage
let openai: OpenAI
let anthropic: Anthropic
let google: GoogleGenAI
beforeAll(async () => {
  stage = await openStage()
  openai = new OpenAI({ apiKey: 'k', baseURL: `${stage.url}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: 'k', baseURL: stage.url, maxRetries: 0 })
  google = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: stage.url } })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
})

describe('the other OpenAI surfaces', () => {
  test('embeddings, as numbers and as base64, are the same vectors', async () => {
    const ask = { model: 'openai-chat/text-embedding-3-small', input: ['one', 'two'] }
    const packed = await openai.embeddings.create(ask)
    const plain = await openai.embeddings.create({ ...ask, encoding_format: 'float' })
    expect(packed.data).toHaveLength(2)
    for (const [i, { embedding }] of plain.data.entries())
      for (const [j, value] of embedding.entries())
        expect(packed.data[i]?.embedding[j]).toBeCloseTo(value, 5)
  })

  test('legacy completions, whole and streamed, from every provider', async () => {
    for (const model of ['openai-chat/sim', 'anthropic-messages/sim', 'google-generate/sim']) {
      const answer = await openai.completions.create({ model, prompt: 'Once', max_tokens: 50 })
      expect(answer.choices[0]?.text).toContain('DEMO')
      let text = ''
      const stream = await openai.completions.create({
        model,
        prompt: 'Once',
        max_tokens: 50,
        stream: true,
      })
      for await (const chunk of stream) text += chunk.choices[0]?.text ?? ''
      expect(text).toContain('DEMO')
    }
  })

  test('moderations, images, speech and transcriptions', async () => {
    const moderation = await openai.moderations.create({
      model: 'openai-chat/omni-moderation-latest',
      input: 'hi',
    })
    expect(moderation.results).toHaveLength(1)
    const image = await openai.images.generate({
      model: 'openai-chat/gpt-image-1',
      prompt: 'a cat',
    })
    expect(image.data?.[0]?.b64_json).toBeTruthy()
    const speech = await openai.audio.speech.create({
      model: 'openai-chat/tts-1',
      voice: 'alloy',
      input: 'hi',
    })
    const sound = new Uint8Array(await speech.arrayBuffer())
    expect(new TextDecoder().decode(sound.subarray(0, 4))).toBe('RIFF')
    const file = await toFile(sound, 'a.wav', { type: 'audio/wav' })
    const transcript = await openai.audio.transcriptions.create({
      model: 'openai-chat/whisper-1',
      file,
    })
    expect(transcript.text).not.toBe('')
  })

  test('an operation that a provider does not have is refused with a sentence', async () => {
    const ask = openai.images.generate({ model: 'anthropic-messages/sim', prompt: 'a cat' })
    await expect(ask).rejects.toMatchObject({ status: 400, code: 'unsupported' })
  })

  test('input tokens are counted', async () => {
    const counted = await openai.responses.inputTokens.count({
      model: 'openai-responses/sim',
      input: 'Hello there',
    })
    expect(counted.input_tokens).toBeGreaterThan(0)
  })
})

test('rerank as Cohere’s clients ask for it, and as older ones do', async () => {
  const ask = async (path: string, body: object) => {
    const response = await fetch(stage.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer k' },
      body: JSON.stringify({ model: 'cohere-chat/rerank-v3.5', query: 'red fox', ...body }),
    })
    return { response, answer: (await response.json()) as Ranking }
  }
  const documents = ['a dog', 'the red fox', 'a red car']
  const { response, answer } = await ask('/v2/rerank', { documents, top_n: 2 })
  expect(answer.results.map(({ index }) => index)).toEqual([1, 2])
  expect(answer.meta.billed_units).toEqual({ search_units: 1 })
  expect(response.headers.get('x-signalbox-cost-usd')).toBe('0.002')
  const older = await ask('/v1/rerank', {
    documents: documents.map((text) => ({ text })),
    return_documents: true,
  })
  expect(older.answer.results[0]).toMatchObject({ index: 1, document: { text: 'the red fox' } })
  const bad = await ask('/v1/rerank', { documents: [] })
  expect([bad.response.status, bad.answer]).toEqual([
    400,
    expect.objectContaining({ param: 'documents', request_id: expect.any(String) }),
  ])
})

describe('stored responses', () => {
  test.each(['openai-responses', 'anthropic-messages', 'google-generate', 'openai-chat'])(
    'a follow-up to %s may point to the answer before it',
    async (wire) => {
      const model = `${wire}/sim`
      const first = await openai.responses.create({ model, input: 'My name is Ada.' })
      const second = await openai.responses.create({
        model,
        input: 'What is my name?',
        previous_response_id: first.id,
      })
      expect(second.output_text).toContain('DEMO')
      const stored = await openai.responses.retrieve(first.id)
      expect(stored.output_text).toBe(first.output_text)
      const items = await openai.responses.inputItems.list(first.id)
      expect(items.data).toHaveLength(1)
      await openai.responses.delete(first.id)
      await expect(openai.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
    },
  )

  test('an answer moves between providers, and is nobody else’s', async () => {
    const first = await openai.responses.create({ model: 'openai-responses/sim', input: 'A.' })
    const ask = { input: 'B.', previous_response_id: first.id }
    const moved = await openai.responses.create({ model: 'anthropic-messages/sim', ...ask })
    expect(moved.output_text).toContain('DEMO')
    const stranger = new OpenAI({ apiKey: 'other', baseURL: `${stage.url}/v1`, maxRetries: 0 })
    await expect(
      stranger.responses.create({ model: 'anthropic-messages/sim', ...ask }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(stranger.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
  })
})

describe('counting and listing', () => {
  test('Anthropic’s and Gemini’s own counters', async () => {
    const counted = await anthropic.messages.countTokens({
      model: 'anthropic-messages/sim',
      messages: [{ role: 'user', content: 'Hello there' }],
    })
    expect(counted.input_tokens).toBeGreaterThan(0)
    const tokens = await google.models.countTokens({
      model: 'google-generate/sim',
      contents: 'Hello',
    })
    expect(tokens.totalTokens).toBeGreaterThan(0)
  })

  test('Gemini embeddings', async () => {
    const answer = await google.models.embedContent({
      model: 'google-generate/gemini-embedding-001',
      contents: ['one', 'two'],
    })
    expect(answer.embeddings).toHaveLength(2)
  })

  test('models in the caller’s own shape', async () => {
    const listed: string[] = []
    for await (const model of openai.models.list()) listed.push(model.id)
    expect(listed).toContain('openai-chat/gpt-5-mini')
    const claude: string[] = []
    for await (const model of anthropic.models.list()) claude.push(model.id)
    expect(claude).toContain('anthropic-messages/claude-haiku-4-5')
    const gemini: (string | undefined)[] = []
    for await (const model of await google.models.list()) gemini.push(model.name)
    expect(gemini.length).toBeGreaterThan(0)
  })
})

test('the form under /anthropic and the older version answer too', async () => {
  const answer = await fetch(`${stage.url}/anthropic/v1/messages?beta=true`, {
    method: 'POST',
    headers: {
      'x-api-key': 'k',
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      model: 'openai-chat/sim',
      max_tokens: 50,
      messages: [{ role: 'user', content: 'Hi' }],
    }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ type: 'message', role: 'assistant' })
})
