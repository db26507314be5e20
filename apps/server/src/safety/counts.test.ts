import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const mail = 'jane.doe@example.com'
/** What a gateway key looks like to the rules: it stands in the headers, where nobody sends it on. */
const gatewayKey = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const { url } = simulator
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        responses: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        messages: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
        generate: { adapter: 'google', apiKey: 'k', baseUrl: `${url}/google` },
      },
      safety: {
        default: 'own',
        policies: {
          own: {
            input: [
              { id: 'no-secrets', detect: 'secrets', action: { type: 'block' } },
              { id: 'pii', detect: 'pii', types: ['EMAIL'], action: { type: 'redact' } },
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

const content = `I am ${mail}.`
const contents = [{ role: 'user', parts: [{ text: content }] }]
const google = (model: string) => `/v1beta/models/${encodeURIComponent(model)}:countTokens`
const counts: readonly (readonly [string, string, object])[] = [
  [
    'messages',
    '/v1/messages/count_tokens',
    { model: 'messages/claude-haiku-4-5', messages: [{ role: 'user', content }] },
  ],
  [
    'responses',
    '/v1/responses/input_tokens',
    { model: 'responses/gpt-4o-mini', input: content, instructions: 'Be kind.' },
  ],
  ['generate', google('generate/gemini-2.5-flash'), { contents }],
  [
    'generate, wrapped',
    google('generate/gemini-2.5-flash'),
    { generateContentRequest: { model: 'models/gemini-2.5-flash', contents } },
  ],
  [
    'messages over another wire',
    '/v1/messages/count_tokens',
    { model: 'generate/gemini-2.5-flash', messages: [{ role: 'user', content }] },
  ],
]

describe('a count of tokens', () => {
  for (const [name, path, body] of counts)
    test(`is governed by what it says, and by nothing else: ${name}`, async () => {
      const response = await gateway.fetch(
        new Request(`http://gateway${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${gatewayKey}` },
          body: JSON.stringify(body),
        }),
      )
      expect(await response.text()).toMatch(/[tT]okens": ?\d/)
      expect(response.status).toBe(200)
      expect(response.headers.get('x-signalbox-safety')).toBe('pii=redact:1')
      const [entry] = await simulator.journal()
      const sent = JSON.stringify(entry?.body)
      expect(sent).toContain('I am <EMAIL>.')
      expect(sent).not.toContain(mail)
    })
})
