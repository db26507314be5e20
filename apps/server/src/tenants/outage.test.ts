import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { memoryEngine } from '@signalbox/store'
import { createTenancy } from '@signalbox/tenancy'
import { afterAll, beforeAll, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'

const fixedKey = 'a-key-of-acme-0123456789'
/** No gateway of before has left a copy of its tenants there. */
const folder = mkdtempSync(join(tmpdir(), 'outage-'))
let simulator: Simulator
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterAll(async () => {
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A port that takes connections and never says a word. */
async function silence() {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, server }
}

async function open(sections: object): Promise<Gateway> {
  const config = await parseConfig({
    version: 1,
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
    },
    cache: { exact: { ttlSeconds: 60 } },
    ...sections,
  })
  const cwd = mkdtempSync(join(folder, 'gateway-'))
  return createGateway(config, { stores: openStores(config, { cwd }) })
}

const tenants = {
  acme: { keys: [{ id: 'app', value: fixedKey }], limits: { rpm: 100, tpm: 1_000_000 } },
}

function ask(gateway: Gateway, key: string): Promise<Response> {
  const body = {
    model: 'main/sim-fast',
    messages: [{ role: 'user', content: String(Math.random()) }],
  }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  return gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  )
}

async function unknownKey(): Promise<string> {
  const other = createTenancy({ store: memoryEngine() })
  await other.putTenant({ name: 'x' })
  const { key } = await other.issue('x')
  other.close()
  return key
}

test.concurrent.for(['refused', 'silent'])(
  'with every store %s the gateway starts, serves the keys it knows, and says 503 of others',
  { timeout: 60_000 },
  async (kind, { expect }) => {
    const { port, server } = await silence()
    if (kind === 'refused') server.close()
    const started = performance.now()
    const gateway = await open({
      store: `postgres://nobody@127.0.0.1:${String(port)}/none`,
      redis: `redis://127.0.0.1:${String(port)}`,
      tenants,
    })
    expect((await gateway.fetch(new Request('http://gateway/readyz'))).status).toBe(200)
    for (let i = 0; i < 3; i++) expect((await ask(gateway, fixedKey)).status).toBe(200)
    expect(performance.now() - started).toBeLessThan(10_000)
    const refused = await ask(gateway, await unknownKey())
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: { code: 'auth_store_unavailable' } })
    expect((await ask(gateway, 'no-key-of-ours')).status).toBe(401)
    await gateway.close()
    server.close()
  },
)

test.concurrent('a store that is away at the start leaves no door open', async ({ expect }) => {
  const { port, server } = await silence()
  server.close()
  const gateway = await open({ store: `postgres://nobody@127.0.0.1:${String(port)}/none` })
  expect((await ask(gateway, 'anything')).status).toBe(401)
  expect((await ask(gateway, await unknownKey())).status).toBe(503)
  await gateway.close()
}, 60_000)
