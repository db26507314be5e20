import { simulate, type Simulator } from '@signalbox/simulator'
import { findRedis, startRedis, type RedisServer } from '@signalbox/test-servers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const adminKey = 'admin-secret-0123456789'
const rates = { input: '3', output: '15', cacheRead: '0.3' }

/** Two gateways that share one Redis and nothing else. */
describe.skipIf(findRedis() === undefined)('two gateways on one Redis', () => {
  let simulator: Simulator
  let redis: RedisServer
  let gateways: readonly [Gateway, Gateway]

  beforeAll(async () => {
    simulator = await simulate({ port: 0, seed: 1 })
    const started = await startRedis()
    if (started === undefined) throw new TypeError('no Redis')
    redis = started
    gateways = [await open(), await open()]
  })
  afterAll(async () => {
    for (const gateway of gateways) await gateway.close()
    await redis[Symbol.asyncDispose]()
    await simulator.close()
  })

  async function open(): Promise<Gateway> {
    const config = await parseConfig({
      version: 1,
      server: { adminKey },
      redis: redis.url,
      providers: {
        one: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
        two: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
      },
      models: {
        m: { targets: ['one/sim-one', 'two/sim-two'], policy: 'steady' },
        tried: { targets: ['one/sim-one'], policy: 'canary' },
        failing: { targets: ['two/sim?fail=500:1'] },
      },
      policies: {
        steady: { choice: { explore: 0 } },
        canary: {
          affinity: { mode: 'off' },
          choice: { explore: 0 },
          experiments: [
            {
              id: 'canary',
              unit: 'request',
              arms: { new: { p: 0.5, targets: { tried: ['two/sim?fail=500:1'] } } },
            },
          ],
        },
      },
      catalog: {
        overrides: ['one/*', 'two/*'].map((match) => ({ match, prices: rates, reason: 'test' })),
      },
      resilience: { maxAttempts: 1 },
    })
    return createGateway(config)
  }

  function send(gateway: Gateway, path: string, body: object, headers = {}): Promise<Response> {
    return gateway.fetch(
      new Request(`http://gateway${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    )
  }

  async function say(gateway: Gateway, session: string, more: object = {}): Promise<string | null> {
    const messages = [{ role: 'user', content: 'word '.repeat(2000) }]
    const headers = { 'x-signalbox-session-id': session }
    const body = { model: 'm', max_tokens: 20, messages, ...more }
    const response = await send(gateway, '/v1/chat/completions', body, headers)
    expect(response.status).toBe(200)
    await response.text()
    return response.headers.get('x-signalbox-provider')
  }

  interface Asked {
    readonly ranked: readonly { readonly target: string; readonly flags: readonly string[] }[]
  }
  const ask = async (gateway: Gateway): Promise<Asked['ranked']> =>
    ((await (await send(gateway, '/v1/route', { model: 'm', input_tokens: 100 })).json()) as Asked)
      .ranked

  test('a conversation that began on the first stays with its target on the second', async () => {
    const [first, second] = gateways
    const sessions = Array.from(
      { length: 8 },
      (_, i) => [`s${String(i)}`, i % 2 === 0 ? 'one' : 'two'] as const,
    )
    for (const [session, provider] of sessions)
      expect(await say(first, session, { provider: { only: [provider] } })).toBe(provider)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    for (const [session, provider] of sessions) expect(await say(second, session)).toBe(provider)
  })

  test('a target that fails some calls of the first is set back on the second', async () => {
    const [first, second] = gateways
    expect((await ask(second)).flatMap(({ flags }) => flags)).toEqual([])
    await simulator.control({ 'sim-one': { fail: '500:0.15' } })
    for (let i = 0; i < 60; i++) {
      const body = { model: 'one/sim-one', messages: [{ role: 'user', content: String(i) }] }
      await (await send(first, '/v1/chat/completions', body)).text()
    }
    await vi.waitFor(
      async () =>
        expect((await ask(second)).at(-1)).toMatchObject({
          target: 'one/sim-one',
          flags: ['demoted'],
        }),
      { timeout: 4000, interval: 100 },
    )
    await simulator.control({ 'sim-one': {} })
  })

  test('a canary that fails at both is rolled back by what both have seen, at both', async () => {
    const [first, second] = gateways
    const states = () =>
      Promise.all(
        gateways.map(async (gateway) => {
          const answer = await gateway.fetch(
            new Request('http://gateway/admin/v1/experiments', {
              headers: { authorization: `Bearer ${adminKey}` },
            }),
          )
          const { data } = (await answer.json()) as { data: { arms: { state: string }[] }[] }
          return data[0]?.arms[0]?.state
        }),
      )
    // Six of six are not enough, twelve of twelve are.
    for (const gateway of [first, second])
      for (let failed = 0, i = 0; failed < 6 && i < 60; i++) {
        const messages = [{ role: 'user', content: 'Hi' }]
        const answer = await send(gateway, '/v1/chat/completions', { model: 'tried', messages })
        if (answer.status >= 500) failed++
        await answer.text()
      }
    await vi.waitFor(async () => expect(await states()).toEqual(['rolled_back', 'rolled_back']), {
      timeout: 4000,
      interval: 100,
    })
  })

  test('without Redis both answer as before, and none waits for it', async () => {
    redis.freeze()
    const started = performance.now()
    for (const gateway of gateways)
      for (let i = 0; i < 10; i++) await say(gateway, `alone ${String(i)}`)
    const perCall = (performance.now() - started) / 20
    redis.thaw()
    expect(perCall).toBeLessThan(200)
  })
})
