import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const secret = 'jane.doe@example.com'
const text = `A harmless beginning that is long enough, then ${secret} and ${'a lot more of it '.repeat(40)}`

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  await simulator.control({ '*': { text, interval: 5 } })
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        chat: {
          adapter: 'openai',
          apiKey: 'k',
          baseUrl: `${simulator.url}/openai/v1`,
          api: 'chat',
        },
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

const model = 'chat/gpt-4o-mini'
const generate = `/v1beta/models/${encodeURIComponent(model)}`
const asks: Readonly<
  Record<string, { path: (stream: boolean) => string; body: object; ending: RegExp; whole: RegExp }>
> = {
  'chat completions': {
    path: () => '/v1/chat/completions',
    body: { model, messages: [{ role: 'user', content: 'hi' }] },
    ending: /"finish_reason":"content_filter".*\n\ndata: \[DONE\]\n\n$/s,
    whole: /"finish_reason":"content_filter"/,
  },
  responses: {
    path: () => '/v1/responses',
    body: { model, input: 'hi' },
    ending: /event: response\.incomplete\ndata: .*"reason":"content_filter"/s,
    whole: /"reason":"content_filter".*"status":"incomplete"/s,
  },
  messages: {
    path: () => '/v1/messages',
    body: { model, max_tokens: 500, messages: [{ role: 'user', content: 'hi' }] },
    ending: /"stop_reason":"refusal".*event: message_stop/s,
    whole: /"stop_reason":"refusal"/,
  },
  generate: {
    path: (stream) => generate + (stream ? ':streamGenerateContent?alt=sse' : ':generateContent'),
    body: { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
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

describe('an answer that a rule blocks', () => {
  for (const [name, { path, body, ending, whole }] of Object.entries(asks)) {
    test(`ends in the middle as ${name} end one, and the provider is stopped`, async () => {
      const response = await ask(path(true), { ...body, stream: true })
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

    test(`is a whole one without content in ${name}`, async () => {
      const response = await ask(path(false), body)
      const said = await response.text()
      expect(response.status).toBe(200)
      expect(said).not.toContain('harmless')
      expect(said).toMatch(whole)
    })
  }
})
