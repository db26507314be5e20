import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const mail = 'jane.doe@example.com'
const key = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'
const text = `I am ${mail} with ${key}.`
const governed = /I am <EMAIL_1_[a-z0-9]{4}> with <SECRET>\./

let simulator: Simulator
let gateway: Gateway
/** Takes forms, which the simulator does not keep. */
let listener: Server
const forms: string[] = []

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  listener = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      forms.push(Buffer.concat(pieces).toString('utf8'))
      response.setHeader('content-type', 'application/json').end('{"text":"a recording"}')
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const heard = `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}/v1`
  const { url } = simulator
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        openai: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        listener: { adapter: 'openai', apiKey: 'k', baseUrl: heard },
        azure: { adapter: 'azure', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        google: { adapter: 'google', apiKey: 'k', baseUrl: `${url}/google` },
        bedrock: {
          adapter: 'bedrock',
          region: 'us-east-1',
          apiKey: 'k',
          baseUrl: `${url}/bedrock`,
        },
        cohere: { adapter: 'cohere', apiKey: 'k', baseUrl: `${url}/cohere` },
      },
      safety: { default: 'standard' },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
  await new Promise((resolve) => listener.close(resolve))
})
beforeEach(() => {
  forms.length = 0
  return simulator.clear()
})

const json = (path: string, body: object): Request =>
  new Request(`http://gateway${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const google = (model: string, method: string) =>
  `/v1beta/models/${encodeURIComponent(model)}:${method}`
const content = { parts: [{ text }] }

function recording(path: string): Request {
  const body = new FormData()
  body.set('model', 'listener/whisper-1')
  body.set('prompt', text)
  body.set('file', new Blob(['RIFF....WAVE']), 'a.wav')
  return new Request(`http://gateway${path}`, { method: 'POST', body })
}

const embedding = {
  openai: 'openai/text-embedding-3-small',
  azure: 'azure/text-embedding-3-small',
  google: 'google/gemini-embedding-001',
  bedrock: 'bedrock/amazon.titan-embed-text-v2:0',
  cohere: 'cohere/embed-v4.0',
}
const embeddings = Object.entries(embedding).flatMap(
  ([wire, model]): readonly (readonly [string, () => Request])[] => [
    [`embeddings over ${wire}`, () => json('/v1/embeddings', { model, input: [text] })],
    [
      `embedContent over ${wire}`,
      () => json(google(model, 'embedContent'), { content, title: 'a page' }),
    ],
    [
      `batchEmbedContents over ${wire}`,
      () => json(google(model, 'batchEmbedContents'), { requests: [{ content }] }),
    ],
  ],
)

const requests: readonly (readonly [string, () => Request])[] = [
  ...embeddings,
  [
    'a query to rerank by',
    () => json('/v1/rerank', { model: 'cohere/rerank-v3.5', query: text, documents: ['a', 'b'] }),
  ],
  [
    'documents to rerank',
    () => json('/v1/rerank', { model: 'cohere/rerank-v3.5', query: 'a', documents: ['b', text] }),
  ],
  [
    'moderations',
    () => json('/v1/moderations', { model: 'openai/omni-moderation-latest', input: text }),
  ],
  ['images', () => json('/v1/images/generations', { model: 'openai/gpt-image-1', prompt: text })],
  [
    'speech',
    () =>
      json('/v1/audio/speech', { model: 'openai/gpt-4o-mini-tts', input: text, voice: 'alloy' }),
  ],
  [
    'instructions of speech',
    () =>
      json('/v1/audio/speech', {
        model: 'openai/gpt-4o-mini-tts',
        input: 'hello',
        instructions: text,
        voice: 'alloy',
      }),
  ],
  ['transcriptions', () => recording('/v1/audio/transcriptions')],
  ['translations', () => recording('/v1/audio/translations')],
]

describe('what is asked without a chat is governed alike', () => {
  test.each(requests)('%s', async (_, request) => {
    const response = await gateway.fetch(request())
    expect([response.status, await told(response)]).toEqual([
      200,
      ['no-secrets redact 1 SECRET', 'pii pseudonymize 1 EMAIL_ADDRESS'],
    ])
    const [entry] = await simulator.journal()
    const sent = forms[0] ?? JSON.stringify(entry?.body)
    expect(sent).toMatch(governed)
    expect(sent).not.toContain(mail)
    expect(sent).not.toContain(key)
  })
})

/** What operators are told of a request. */
async function told({ headers }: Response): Promise<readonly string[]> {
  const events = await gateway.fetch(new Request('http://gateway/admin/v1/safety/events?limit=10'))
  const { data } = (await events.json()) as {
    readonly data: readonly {
      readonly request_id: string
      readonly rule: string
      readonly action: string
      readonly count: number
      readonly types: readonly string[]
    }[]
  }
  return data
    .filter((event) => event.request_id === headers.get('x-request-id'))
    .map(({ rule, action, count, types }) => [rule, action, String(count), ...types].join(' '))
    .toSorted()
}
