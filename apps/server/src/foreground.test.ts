import { simulate } from '@signalbox/simulator'
import { expect, onTestFinished, test } from 'vitest'

import { parseConfig } from './config/parse-config.ts'
import { createGateway } from './create-gateway.ts'

async function open() {
  const simulator = await simulate({ port: 0, seed: 1 })
  const gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        own: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
        claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${simulator.url}/anthropic` },
      },
    }),
  )
  onTestFinished(async () => {
    await gateway.close()
    await simulator.close()
  })
  const ask = async (model: string, headers: Readonly<Record<string, string>> = {}) => {
    const body = JSON.stringify({ model, input: 'Count to ten.', background: true })
    const init = {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }
    return gateway.fetch(new Request('http://gateway/v1/responses', init))
  }
  return { simulator, gateway, ask }
}

test.each(['own/sim', 'claude/sim'])('%s answers a background request at once', async (model) => {
  const { simulator, gateway, ask } = await open()
  const response = await ask(model)
  expect(response.headers.get('x-signalbox-warnings')).toBe('emulated background')
  const answer = (await response.json()) as { readonly id: string; readonly usage: object }
  expect(answer).toMatchObject({ status: 'completed', usage: { output_tokens: 16 } })
  const url = `http://gateway/v1/responses/${answer.id}`
  expect(await (await gateway.fetch(new Request(url))).json()).toMatchObject({
    status: 'completed',
  })
  const [entry] = await simulator.journal()
  expect(entry?.body).not.toHaveProperty('background')
})

test('who wants nothing changed is told that there is no background', async () => {
  const { ask } = await open()
  const response = await ask('own/sim', { 'x-signalbox-strict': '1' })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: { code: 'unsupported', param: 'background' },
  })
})
