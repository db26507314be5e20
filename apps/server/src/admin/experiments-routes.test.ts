import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        openai: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
        claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${simulator.url}/anthropic` },
      },
      models: { support: { targets: ['openai/gpt-4o-mini'], policy: 'support' } },
      policies: {
        support: {
          experiments: [
            {
              id: 'haiku',
              unit: 'request',
              arms: { haiku: { p: 0.5, targets: { support: ['claude/claude-haiku-4-5'] } } },
              metrics: ['schema_invalid', 'cost', 'thumbs_up'],
            },
          ],
        },
      },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})

const call = async (path: string, body?: object, id = 'r'): Promise<Response> =>
  gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )

interface Standing {
  readonly data: readonly {
    readonly id: string
    readonly arms: readonly {
      readonly state: string
      readonly share: number
      readonly units: number
      readonly conclusion: string
      readonly differences: Readonly<Record<string, unknown>>
    }[]
  }[]
}
const standing = async () =>
  ((await (await call('/admin/v1/experiments')).json()) as Standing).data[0]

test('an experiment splits requests, says that it knows too little, and is rolled back when it does harm', async () => {
  const providers = new Map<string, string>()
  for (let i = 0; i < 40; i++) {
    const messages = [{ role: 'user', content: `Question ${String(i)}` }]
    const response = await call(
      '/v1/chat/completions',
      { model: 'support', messages },
      `e${String(i)}`,
    )
    await response.text()
    providers.set(`e${String(i)}`, response.headers.get('x-signalbox-provider') ?? '')
  }
  const treated = [...providers].filter(([, provider]) => provider === 'claude')
  expect(treated.length).toBeGreaterThan(8)
  expect(treated.length).toBeLessThan(32)
  const [id = ''] = treated[0] ?? []
  const kept = (await (await call(`/v1/route/decisions/${id}`)).json()) as { experiment: object }
  expect(kept.experiment).toMatchObject({ id: 'haiku', arm: 'haiku', p: 0.5 })
  const before = await standing()
  expect(before).toMatchObject({ id: 'haiku', arms: [{ state: 'running', share: 0.5 }] })
  expect(before?.arms[0]?.units).toBe(treated.length)
  expect(before?.arms[0]?.conclusion).toBe('not enough data yet')

  for (const [request_id] of treated)
    await call('/v1/feedback', { request_id, metric: 'schema_invalid', value: true })
  const after = await standing()
  expect(after?.arms[0]).toMatchObject({
    state: 'rolled_back',
    share: 0,
    conclusion: 'rolled back: it did harm',
  })
  const messages = [{ role: 'user', content: 'Later' }]
  for (let i = 0; i < 10; i++) {
    const response = await call(
      '/v1/chat/completions',
      { model: 'support', messages },
      `l${String(i)}`,
    )
    expect(response.headers.get('x-signalbox-provider')).toBe('openai')
  }
})
