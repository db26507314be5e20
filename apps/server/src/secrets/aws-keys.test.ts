import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, SIMULATED_ACCESS_KEY } from '@signalbox/simulator'
import { afterAll, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'

const folder = mkdtempSync(join(tmpdir(), 'signalbox-aws-keys-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test('requests are signed with a profile, and with the one that takes its place', async () => {
  const file = join(folder, 'credentials')
  const write = (id: string, secret: string) => {
    writeFileSync(file, `[team]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\n`)
  }
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
  await using simulator = await simulate({ port: 0, seed: 1, strict: true })
  const config = await parseConfig({
    version: 1,
    secrets: { ttlSeconds: 1 },
    providers: {
      aws: {
        adapter: 'bedrock',
        region: 'eu-central-1',
        apiKey: 'aws:profile/team',
        baseUrl: `${simulator.url}/bedrock`,
      },
    },
  })
  write('AKIAEXPIRED000001111', 'of-no-use')
  const gateway = createGateway(config)
  const ask = async () => {
    const body = JSON.stringify({
      model: 'aws/amazon.nova-lite-v1:0',
      messages: [{ role: 'user', content: 'Hi' }],
    })
    const headers = { 'content-type': 'application/json' }
    const request = new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers,
      body,
    })
    return (await gateway.fetch(request)).status
  }
  const keys = async () => (await simulator.journal()).map(({ key }) => key)
  expect([await ask(), (await keys()).at(-1)]).toEqual([200, '…1111'])
  write(SIMULATED_ACCESS_KEY.id, 'not-its-secret')
  await vi.waitFor(async () => expect(await ask()).toBe(502), { timeout: 5000, interval: 200 })
  write(SIMULATED_ACCESS_KEY.id, SIMULATED_ACCESS_KEY.secret)
  await vi.waitFor(async () => expect(await ask()).toBe(200), { timeout: 8000, interval: 200 })
  await gateway.close()
}, 20_000)
