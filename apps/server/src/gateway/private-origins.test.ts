import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { simulate } from '@signalbox/simulator'
import { expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import { isConfiguredOrigin } from './private-origins.ts'

const body = JSON.stringify({ model: 'lab/m', messages: [{ role: 'user', content: 'hi' }] })

function ask(gateway: ReturnType<typeof createGateway>): Promise<Response> {
  return gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }),
  )
}

async function configOf(baseUrl: string) {
  return parseConfig({
    version: 1,
    providers: { lab: { adapter: 'openai-compatible', baseUrl, apiKey: 'k' } },
  })
}

test('only what an operator wrote into the configuration may be a private address', async () => {
  await using fake = await simulate({ port: 0, seed: 1 })
  const gateway = createGateway(await configOf(`${fake.url}/openai/v1`))
  expect((await ask(gateway)).status).toBe(200)
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const elsewhere = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`
  const config = await configOf(elsewhere)
  expect(isConfiguredOrigin(config, elsewhere)).toBe(true)
  expect(isConfiguredOrigin(config, new URL(fake.url).origin)).toBe(false)
  expect(isConfiguredOrigin(config, 'http://169.254.169.254')).toBe(false)
  other.close()
  await gateway.close()
})
