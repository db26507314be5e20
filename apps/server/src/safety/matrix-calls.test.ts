import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const mail = 'jane.doe@example.com'
const said = `card 4111 1111 1111 1111 of ${mail}`
const shown = `card <CARD> of ${mail}`
/** The simulator calls a tool with what its schema allows. */
const schema = {
  type: 'object',
  properties: { note: { type: 'string', enum: [said] } },
  required: ['note'],
}

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const { url } = simulator
  const openai = { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1` }
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        chat: { ...openai, api: 'chat' },
        responses: { ...openai, api: 'responses' },
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
      safety: {
        default: 'own',
        policies: {
          own: {
            mode: 'enforce',
            input: [
              {
                id: 'mails',
                detect: 'pii',
                types: ['EMAIL'],
                action: { type: 'pseudonymize', restore: { tools: ['write'] } },
              },
            ],
            output: [
              { id: 'cards', detect: 'pii', types: ['CREDIT_CARD'], action: { type: 'redact' } },
              {
                id: 'thoughts',
                detect: 'always',
                when: { surfaces: ['reasoning'] },
                action: { type: 'block' },
              },
            ],
          },
        },
      },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})
beforeEach(() => simulator.clear())

const models = {
  chat: 'chat/gpt-4o-mini',
  responses: 'responses/gpt-4o-mini',
  messages: 'messages/claude-haiku-4-5',
  generate: 'generate/gemini-2.5-flash',
  ollama: 'ollama/llama3.2',
  converse: 'converse/amazon.nova-lite-v1:0',
  cohere: 'cohere/command-a-03-2025',
}

type Node = Readonly<Record<string, unknown>>

/** All objects in a value that have some member, in order. */
function having(value: unknown, name: string): readonly Node[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap((part) => having(part, name))
  return Object.hasOwn(value, name) ? [value as Node, ...inside] : inside
}

/** Texts that come in pieces, by what tells them apart. */
function joined(pieces: readonly (readonly [key: unknown, text: unknown])[]): readonly string[] {
  const texts = new Map<unknown, string>()
  for (const [key, text] of pieces)
    texts.set(key, (texts.get(key) ?? '') + (typeof text === 'string' ? text : ''))
  return [...texts.values()]
}

interface Client {
  readonly path: (model: string, stream: boolean) => string
  readonly body: (model: string, stream: boolean) => object
  /** The arguments of each call in the events of an answer, or in a whole one. */
  readonly calls: (events: readonly unknown[], stream: boolean) => readonly unknown[]
}

const content = 'Write a note.'
const messages = [{ role: 'user', content }]
const parsed = (texts: readonly string[]): readonly unknown[] =>
  texts.map((text): unknown => JSON.parse(text))

const clients: Readonly<Record<string, Client>> = {
  'chat completions': {
    path: () => '/v1/chat/completions',
    body: (model, stream) => ({
      model,
      stream,
      messages,
      tools: [{ type: 'function', function: { name: 'write', parameters: schema } }],
    }),
    calls: (events) =>
      parsed(
        joined(
          having(events, 'tool_calls')
            .flatMap(({ tool_calls: calls }) => calls as readonly Node[])
            .map((call, at) => [call['index'] ?? at, (call['function'] as Node)['arguments']]),
        ),
      ),
  },
  responses: {
    path: () => '/v1/responses',
    body: (model, stream) => ({
      model,
      stream,
      input: content,
      tools: [{ type: 'function', name: 'write', parameters: schema }],
    }),
    calls: (events, stream) =>
      parsed(
        stream
          ? joined(
              having(events, 'delta')
                .filter(({ type }) => type === 'response.function_call_arguments.delta')
                .map(({ output_index: at, delta }) => [at, delta]),
            )
          : having(events, 'arguments').map((call) => String(call['arguments'])),
      ),
  },
  messages: {
    path: () => '/v1/messages',
    body: (model, stream) => ({
      model,
      stream,
      max_tokens: 400,
      messages,
      tools: [{ name: 'write', input_schema: schema }],
    }),
    calls: (events, stream) =>
      stream
        ? parsed(
            joined(
              having(events, 'delta')
                .filter(({ delta }) => Object.hasOwn(delta as Node, 'partial_json'))
                .map(({ index, delta }) => [index, (delta as Node)['partial_json']]),
            ),
          )
        : having(events, 'input').map(({ input }) => input),
  },
  generate: {
    path: (model, stream) =>
      `/v1beta/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: () => ({
      contents: [{ role: 'user', parts: [{ text: content }] }],
      tools: [{ functionDeclarations: [{ name: 'write', parameters: schema }] }],
    }),
    calls: (events) => having(events, 'args').map(({ args }) => args),
  },
}

async function ask(client: Client, model: string, stream: boolean, more: object = {}) {
  const response = await gateway.fetch(
    new Request(`http://gateway${client.path(model, stream)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...client.body(model, stream), ...more }),
    }),
  )
  const raw = await response.text()
  const events = raw
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line): unknown => JSON.parse(line.slice(6)))
  return { response, raw, events: stream ? events : [JSON.parse(raw) as unknown] }
}

for (const [name, client] of Object.entries(clients))
  describe(`two calls of a tool, to a client of ${name}`, () => {
    for (const [wire, model] of Object.entries(models))
      for (const stream of [false, true])
        test(`are governed alike over ${wire}, streamed: ${String(stream)}`, async () => {
          await simulator.control({ '*': { tools: 2 } })
          const { response, raw, events } = await ask(client, model, stream)
          expect(response.status).toBe(200)
          // An answer of the API of Responses repeats the tools it was asked with.
          expect(raw.replaceAll(`[${JSON.stringify(said)}]`, '')).not.toContain('4111')
          // What the provider never saw comes back in the arguments of a tool that may have it.
          expect(client.calls(events, stream)).toEqual([{ note: shown }, { note: shown }])
          const sent = JSON.stringify(await simulator.journal())
          expect(sent).not.toContain(mail)
          expect(sent).toContain('of <EMAIL_1_')
        })
  })

for (const [name, client] of Object.entries(clients))
  describe(`reasoning that a rule forbids, to a client of ${name}`, () => {
    for (const [wire, model] of Object.entries(models))
      for (const stream of [false, true])
        test(`ends an answer over ${wire} as a content filter does, streamed: ${String(stream)}`, async () => {
          const answered = async (reasoning: number) => {
            await simulator.control({ '*': { reasoning, text: 'Zanzibar' } })
            const { response, raw } = await ask(client, model, stream, { tools: undefined })
            expect(response.status).toBe(200)
            return [raw.includes('Zanz'), /content_filter|: ?"refusal"|SAFETY/.test(raw)]
          }
          expect(await answered(0)).toEqual([true, false])
          expect(await answered(6)).toEqual([false, true])
        })
  })

/** The texts of the candidates of an answer, by their index. */
const candidateTexts: Readonly<
  Record<'chat completions' | 'generate', (events: readonly unknown[]) => readonly string[]>
> = {
  'chat completions': (events) =>
    joined(
      having(events, 'finish_reason').map(({ index, delta, message }) => [
        index,
        ((delta ?? message) as Node)['content'],
      ]),
    ),
  generate: (events) =>
    joined(
      having(events, 'candidates')
        .flatMap(({ candidates }) => candidates as readonly Node[])
        .flatMap(({ index = 0, content: parts }) =>
          having(parts, 'text').map(({ text }) => [index, text] as const),
        ),
    ),
}

describe('two candidates', () => {
  const cases = [
    ['chat completions', models.chat, { n: 2 }],
    ['chat completions', models.generate, { n: 2 }],
    ['generate', models.chat, { generationConfig: { candidateCount: 2 } }],
    ['generate', models.generate, { generationConfig: { candidateCount: 2 } }],
  ] as const
  for (const [name, model, asked] of cases)
    for (const stream of [false, true])
      test(`are governed alike for ${name} over ${model}, streamed: ${String(stream)}`, async () => {
        await simulator.control({ '*': { text: `Pay with ${said} now.` } })
        const client = clients[name]
        if (client === undefined) throw new Error(`There is no client of ${name}.`)
        const more = { ...asked, tools: undefined }
        const { response, raw, events } = await ask(client, model, stream, more)
        expect(response.status).toBe(200)
        expect(raw).not.toContain('4111')
        const text = `Pay with ${shown} now.`
        expect(candidateTexts[name](events)).toEqual([text, text])
      })
})
