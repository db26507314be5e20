import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  await simulator.control({ 'sim-down': { fail: '503:1' } })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    providers: {
      main: {
        adapter: 'openai',
        keys: [{ id: 'blue', value: 'sk-blue-secret' }],
        baseUrl: `${simulator.url}/openai/v1`,
        limits: { rpm: 6000, concurrency: 7 },
      },
    },
  })
  gateway = createGateway(config)
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})

const call = (path: string, init: RequestInit = {}, key = 'admin-secret') =>
  gateway.fetch(
    new Request(`http://gateway${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    }),
  )

const ask = (model: string) =>
  call('/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
  })

async function stateOf(target: string) {
  const { data } = (await (await call('/admin/v1/providers')).json()) as {
    data: Record<string, unknown>[]
  }
  return data.find((row) => row['target'] === target)
}

describe('GET /admin/v1/providers', () => {
  test('shows a target that works, its limits and its keys by id only', async () => {
    expect((await ask('main/sim-up')).status).toBe(200)
    const state = await stateOf('main/sim-up')
    expect(state).toMatchObject({
      provider: 'main',
      model: 'sim-up',
      state: 'healthy',
      error_rate: 0,
      concurrency: { inflight: 0, limit: 7 },
      keys: ['blue'],
    })
    expect(JSON.stringify(state)).not.toContain('secret')
  })

  test('shows one that keeps failing, since when and why', async () => {
    for (let i = 0; i < 6; i++) expect((await ask('main/sim-down')).status).toBe(503)
    const state = await stateOf('main/sim-down')
    expect(state).toMatchObject({ state: 'open', reason: expect.any(String) })
    expect(Date.parse(String(state?.['since']))).toBeGreaterThan(Date.now() - 60_000)
  })

  test('asks for the admin key', async () => {
    expect((await call('/admin/v1/providers', {}, 'wrong')).status).toBe(401)
  })
})

describe('POST /admin/v1/providers/{target}/{action}', () => {
  test('closes and drains a circuit by hand', async () => {
    const closed = await call('/admin/v1/providers/main/sim-down/close', { method: 'POST' })
    expect(await closed.json()).toMatchObject({ target: 'main/sim-down', state: 'healthy' })
    await call('/admin/v1/providers/main/sim-up/drain', { method: 'POST' })
    expect(await stateOf('main/sim-up')).toMatchObject({ state: 'disabled' })
    expect((await ask('main/sim-up')).status).toBe(503)
    await call('/admin/v1/providers/main/sim-up/close', { method: 'POST' })
    expect((await ask('main/sim-up')).status).toBe(200)
  })

  test('says what it takes', async () => {
    for (const path of ['main/nobody/close', 'main/sim-up/explode']) {
      const answer = await call(`/admin/v1/providers/${path}`, { method: 'POST' })
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('open|close|probe|drain')
    }
  })
})
