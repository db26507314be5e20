import { createHash } from 'node:crypto'

import { nonceOf } from '@signalbox/safety'
import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const key = 'a key of many letters'
const session = 'history'
const nonce = nonceOf(createHash('sha256').update(key).digest(), {
  tenant: '',
  policy: 'own',
  conversation: session,
})
const mail = 'jane.doe@example.com'

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  await simulator.control({ '*': { text: `Write to <EMAIL_1_${nonce}> today.` } })
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
      safety: { default: 'own', key, policies: { own: { extends: 'standard' } } },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})
beforeEach(() => simulator.clear())

async function ask(body: object): Promise<{ readonly id: string; readonly text: string }> {
  const response = await gateway.fetch(
    new Request('http://gateway/v1/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signalbox-session-id': session },
      body: JSON.stringify({ model: 'chat/gpt-4o-mini', ...body }),
    }),
  )
  const text = await response.text()
  expect([response.status, text]).toEqual([200, text])
  const id = /"id":"(resp_[^"]+)"/.exec(text)?.[1] ?? ''
  await new Promise((resolve) => setTimeout(resolve, 10))
  return { id, text }
}

describe('a turn that names the one before', () => {
  test.each([false, true])(
    'hides its values again and gets them back, streamed: %j',
    async (stream) => {
      const first = await ask({ input: `I am ${mail}.`, stream })
      expect(first.text).toContain(mail)
      const second = await ask({ previous_response_id: first.id, input: 'And now?', stream })
      expect(second.text).toContain(mail)
      const sent = JSON.stringify((await simulator.journal()).map(({ body }) => body))
      expect(sent).toContain('And now?')
      expect(sent).toContain('Write to')
      expect(sent).not.toContain(mail)
    },
  )
})
