import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const secret = 'jane.doe@example.com'
const text = `A harmless beginning that is long enough, then ${secret} and ${'a lot more of it '.repeat(12)}`

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  await simulator.control({ '*': { text, interval: 5 } })
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
        messages: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
        generate: { adapter: 'google', apiKey: 'k', baseUrl: `${url}/google` },
        ollama: { adapter: 'ollama', baseUrl: `${url}/ollama` },
      },
      safety: {
        default: 'own',
        policies: {
          own: {
            output: [{ id: 'no-mail', detect: 'pii', types: ['EMAIL'], action: { type: 'block' } }],
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

const models = [
  'chat/gpt-4o-mini',
  'responses/gpt-4o-mini',
  'messages/claude-haiku-4-5',
  'generate/gemini-2.5-flash',
  'ollama/llama3.2',
]

interface Client {
  readonly path: (model: string, stream: boolean) => string
  readonly body: (model: string) => object
  readonly ending: RegExp
  readonly whole: RegExp
}

const messages = [{ role: 'user', content: 'hi' }]
const clients: Readonly<Record<string, Client>> = {
  'chat completions': {
    path: () => '/v1/chat/completions',
    body: (model) => ({ model, messages }),
    ending: /"finish_reason":"content_filter".*\n\ndata: \[DONE\]\n\n$/s,
    whole: /"finish_reason":"content_filter"/,
  },
  responses: {
    path: () => '/v1/responses',
    body: (model) => ({ model, input: 'hi' }),
    ending: /event: response\.incomplete\ndata: .*"reason":"content_filter"/s,
    whole: /"reason":"content_filter".*"status":"incomplete"/s,
  },
  messages: {
    path: () => '/v1/messages',
    body: (model) => ({ model, max_tokens: 500, messages }),
    ending: /"stop_reason":"refusal".*event: message_stop/s,
    whole: /"stop_reason":"refusal"/,
  },
  generate: {
    path: (model, stream) =>
      `/v1beta/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: () => ({ contents: [{ role: 'user', parts: [{ text: 'hi' }] }] }),
    ending: /"finishReason":"SAFETY"/,
    whole: /"finishReason":"SAFETY"/,
  },
}

function ask(path: string, body: object): Promise<Response> {
  return gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

for (const [name, { path, body, ending, whole }] of Object.entries(clients))
  describe(`an answer that a rule blocks, in ${name}`, () => {
    test.each(models)('of %s ends in the middle, and the provider is stopped', async (model) => {
      const response = await ask(path(model, true), { ...body(model), stream: true })
      const said = await response.text()
      expect(response.status).toBe(200)
      expect(said).toContain('harmless')
      expect(said).not.toContain('jane')
      expect(said).not.toContain('a lot more')
      expect(said).toMatch(ending)
      await vi.waitFor(async () => {
        const [entry] = await simulator.journal()
        expect(entry?.aborted).toBe(true)
      })
    })

    test.each(models)('of %s is a whole one without content', async (model) => {
      const response = await ask(path(model, false), body(model))
      const said = await response.text()
      expect(response.status).toBe(200)
      expect(said).not.toContain('harmless')
      expect(said).toMatch(whole)
    })
  })

interface Told {
  readonly request_id: string
  readonly rule: string
  readonly action: string
}

/** What operators are told of a request. */
async function eventsOf({ headers }: Response): Promise<readonly Told[]> {
  const events = await gateway.fetch(new Request('http://gateway/admin/v1/safety/events?limit=5'))
  const { data } = (await events.json()) as { readonly data: readonly Told[] }
  return data.filter((event) => event.request_id === headers.get('x-request-id'))
}

describe('an answer that its provider filtered', () => {
  beforeAll(() => simulator.control({ '*': { text: 'harmless', filter: 1 } }))

  test.each(models)('of %s is told to operators in one shape', async (model) => {
    const { path, body } = clients['chat completions']!
    for (const stream of [true, false]) {
      const response = await ask(path(model, stream), { ...body(model), stream })
      expect(response.status).toBe(200)
      await response.text()
      const [provider] = model.split('/')
      await vi.waitFor(async () => {
        expect(await eventsOf(response)).toMatchObject([{ rule: provider, action: 'none' }])
      })
    }
  })
})
