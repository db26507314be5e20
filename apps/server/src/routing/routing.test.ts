import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { demoProviders, withDemoAddress } from '../config/demo.ts'
import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    providers: {
      openai: { adapter: 'openai', apiKey: 'k', baseUrl: `${simulator.url}/openai/v1` },
      claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${simulator.url}/anthropic` },
    },
    catalog: {
      overrides: [
        {
          match: 'openai/own-model',
          prices: { input: '2', output: '8' },
          reason: 'contract',
          deprecation: { retires: '2099-01-01', successor: 'gpt-5' },
        },
      ],
    },
    models: {
      support: {
        targets: ['openai/gpt-4o-mini', 'claude/claude-opus-4-5'],
        policy: 'cheap',
      },
    },
    policies: {
      cheap: { objective: { preset: 'cheap' }, affinity: { mode: 'off' }, choice: { explore: 0 } },
      strong: { quality: { default: { 'claude/*': 1, '*': 0 } }, objective: { preset: 'best' } },
    },
  })
  gateway = createGateway(config)
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})

const call = (path: string, body?: object, headers: Record<string, string> = {}) =>
  gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
const chat = (model: string, extra: object = {}, headers: Record<string, string> = {}) =>
  call(
    '/v1/chat/completions',
    { model, messages: [{ role: 'user', content: 'Hi' }], ...extra },
    headers,
  )
const admin = { authorization: 'Bearer admin-secret' }

interface Ranked {
  readonly target: string
  readonly reason: string
}
interface Shown {
  readonly policy: string
  readonly ranked: readonly Ranked[]
  readonly excluded: readonly { readonly target: string; readonly reason: string }[]
}
const shown = async (response: Promise<Response>): Promise<Shown> =>
  (await (await response).json()) as Shown

describe('an answer', () => {
  test('tells its route, decision and exact cost', async () => {
    const response = await chat('support', {}, { 'x-request-id': 'first' })
    const { usage } = (await response.json()) as {
      usage: { prompt_tokens: number; completion_tokens: number }
    }
    expect(response.headers.get('x-signalbox-provider')).toBe('openai')
    expect(response.headers.get('x-signalbox-route')).toBe('support')
    expect(response.headers.get('x-signalbox-decision-id')).toBe('first')
    const usd = (usage.prompt_tokens * 0.15 + usage.completion_tokens * 0.6) / 1e6
    expect(Number(response.headers.get('x-signalbox-cost-usd'))).toBeCloseTo(usd, 9)
  })

  test('costs what the operator’s own price says, and nothing is said of what nobody knows', async () => {
    const own = await chat('openai/own-model')
    const { usage } = (await own.json()) as {
      usage: { prompt_tokens: number; completion_tokens: number }
    }
    const usd = (usage.prompt_tokens * 2 + usage.completion_tokens * 8) / 1e6
    expect(Number(own.headers.get('x-signalbox-cost-usd'))).toBeCloseTo(usd, 9)
    const unknown = await chat('openai/nobody-knows')
    expect(unknown.status).toBe(200)
    expect(unknown.headers.get('x-signalbox-cost-usd')).toBeNull()
  })

  test.each(['/v1/chat/completions', '/v1/messages'])(
    'carries its decision when asked, whole and streamed: %s',
    async (path) => {
      const body = {
        model: 'support',
        max_tokens: 50,
        messages: [{ role: 'user', content: 'Hi' }],
      }
      const headers = { 'x-signalbox-explain': '1', 'anthropic-version': '2023-06-01' }
      const whole = (await (await call(path, body, headers)).json()) as { signalbox: Shown }
      expect(whole.signalbox.ranked[0]?.target).toBe('openai/gpt-4o-mini')
      const streamed = await (await call(path, { ...body, stream: true }, headers)).text()
      expect(streamed).toContain('"signalbox":{')
      expect(streamed).toContain('openai/gpt-4o-mini is first')
      const plain = await (await call(path, body)).text()
      expect(plain).not.toContain('"signalbox"')
    },
  )
})

test('tags of a header are read by conditions, and choose nothing by themselves', async () => {
  const messages = [{ role: 'user', content: 'Hi' }]
  // oxlint-disable-next-line unicorn/no-thenable -- rules read: when …, then …
  const rules = [{ when: "tags == 'eval'", then: { only: ['claude/*'] } }]
  const asked = async (tags: string, policy?: object) => {
    const body = { model: 'support', messages, ...(policy === undefined ? {} : { policy }) }
    const headers = { ...admin, 'x-signalbox-tags': tags }
    return (await (await call('/admin/v1/route', body, headers)).json()) as Shown
  }
  const targets = ({ ranked }: Shown) => ranked.map(({ target }) => target)
  expect(targets(await asked('team-a, eval', { rules }))).toEqual(['claude/claude-opus-4-5'])
  expect(targets(await asked('team-a', { rules }))).toHaveLength(2)
  expect(targets(await asked('eval'))).toHaveLength(2)
})

test('what was really paid stands beside the list, and conflicts are shown', async () => {
  await chat('openai/gpt-4o-mini')
  const report = (await (await call('/admin/v1/prices?conflicts=1', undefined, admin)).json()) as {
    data: { target: string; source: string; effective: { samples: number } | null }[]
    conflicts: { provider: string; values: object; in_force: string | null }[]
  }
  const row = report.data.find(({ target }) => target === 'openai/gpt-4o-mini')
  expect(row).toMatchObject({
    confidence: 'first_party',
    pricing: { input: '0.15', output: '0.6' },
  })
  expect(row?.effective?.samples).toBeGreaterThan(0)
  const providers = new Set(report.conflicts.map(({ provider }) => provider))
  expect([...providers].filter((each) => each !== 'openai' && each !== 'anthropic')).toEqual([])
})

describe('POST /v1/route', () => {
  test('ranks a chat request with a sentence for each, and calls nobody', async () => {
    const before = (await simulator.journal()).length
    const body = { model: 'support', messages: [{ role: 'user', content: 'Hi' }] }
    const { policy, ranked } = await shown(call('/v1/route', body))
    expect(policy).toBe('cheap')
    expect(ranked.map(({ target }) => target)).toEqual([
      'openai/gpt-4o-mini',
      'claude/claude-opus-4-5',
    ])
    expect(ranked[0]?.reason).toMatch(/is first: \$[\d.]+, quality/)
    expect(await simulator.journal()).toHaveLength(before)
  })

  test.each<[string, object, Record<string, string>]>([
    ['Responses', { input: 'Hi' }, {}],
    ['Gemini', { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }, {}],
    [
      'Messages',
      { max_tokens: 50, messages: [{ role: 'user', content: 'Hi' }] },
      { 'anthropic-version': '2023-06-01' },
    ],
  ])('takes a request in the words of %s', async (_, body, headers) => {
    const { ranked } = await shown(call('/v1/route', { model: 'support', ...body }, headers))
    expect(ranked[0]?.target).toBe('openai/gpt-4o-mini')
  })

  test('takes the short form', async () => {
    const body = { task: 'support', language: 'de', input_tokens: 500, max_tokens: 200 }
    const { ranked } = await shown(call('/v1/route', { ...body, model: 'support' }))
    expect(ranked[0]?.target).toBe('openai/gpt-4o-mini')
    const { excluded } = await shown(
      call('/v1/route', { ...body, model: 'support', input_tokens: 150_000 }),
    )
    expect(excluded).toMatchObject([{ target: 'openai/gpt-4o-mini', reason: 'context_window' }])
  })

  test('says of a model that it goes away', async () => {
    const notice = 'openai/own-model is deprecated and retires on 2099-01-01; use openai/gpt-5.'
    const asked = (await (await call('/v1/route', { model: 'openai/own-model' })).json()) as {
      ranked: { notice?: string }[]
    }
    expect(asked.ranked[0]?.notice).toBe(notice)
    const plain = await chat('openai/own-model')
    expect(plain.headers.get('x-signalbox-warnings')).toBe(
      'deprecated openai/own-model retires 2099-01-01; use openai/gpt-5',
    )
    expect((await chat('support')).headers.get('x-signalbox-warnings')).toBeNull()
  })

  test('tries another policy for the admin only, by name or written out', async () => {
    const body = { model: 'support', input_tokens: 500 }
    expect((await call('/v1/route', { ...body, policy: 'strong' })).status).toBe(403)
    const named = await shown(call('/v1/route', { ...body, policy: 'strong' }, admin))
    expect(named.ranked[0]?.target).toBe('claude/claude-opus-4-5')
    // oxlint-disable-next-line unicorn/no-thenable -- rules read: when …, then …
    const rules = [{ when: 'tokens > 100', then: { only: ['claude/*'] } }]
    const written = await shown(call('/v1/route', { ...body, policy: { rules } }, admin))
    expect(written.excluded).toMatchObject([
      { target: 'openai/gpt-4o-mini', reason: 'rule_excluded' },
    ])
    const there = await shown(call('/admin/v1/route', { ...body, policy: 'strong' }, admin))
    expect(there.ranked[0]?.target).toBe('claude/claude-opus-4-5')
    expect((await call('/admin/v1/route', body)).status).toBe(401)
    const wrong = await call('/v1/route', { ...body, policy: { ceilings: { usd: -1 } } }, admin)
    expect(wrong.status).toBe(400)
    expect((await call('/v1/route', { ...body, policy: 'none' }, admin)).status).toBe(400)
  })

  test.each([
    [{ model: 'nobody/knows' }, 404],
    [{ input_tokens: -1 }, 400],
    [{ colour: 'red' }, 400],
  ])('refuses %o', async (body, status) => {
    expect((await call('/v1/route', body)).status).toBe(status)
  })
})

describe('a decision', () => {
  test('is kept by request id, and takes feedback', async () => {
    await chat('support', {}, { 'x-request-id': 'kept' })
    const kept = await shown(call('/v1/route/decisions/kept'))
    expect(kept).toMatchObject({ id: 'kept', route: 'support', policy: 'cheap' })
    expect((await call('/v1/route/decisions/none')).status).toBe(404)
    const vote = { request_id: 'kept', metric: 'thumbs_up', value: true }
    expect((await call('/v1/feedback', vote)).status).toBe(200)
    expect((await call('/v1/feedback', { ...vote, request_id: 'none' })).status).toBe(404)
    expect((await call('/v1/feedback', { ...vote, value: 'yes' })).status).toBe(400)
  })

  test('knows of the next one that a target fails', async () => {
    await simulator.control({ 'gpt-4o-mini': { fail: '500:1' } })
    const response = await chat('support')
    expect(response.status).toBe(200)
    expect(response.headers.get('x-signalbox-provider')).toBe('claude')
    await simulator.control({ 'gpt-4o-mini': {} })
    const { ranked } = (await (await call('/v1/route', { model: 'support' })).json()) as {
      ranked: { target: string; estimate: { p_error: number } }[]
    }
    const failed = ranked.find(({ target }) => target === 'openai/gpt-4o-mini')
    expect(failed?.estimate.p_error).toBeGreaterThan(0.05)
    // Other rules, the same memory.
    const rules = { cheap: { objective: { preset: 'fast' } } }
    const swapped = await gateway.fetch(
      new Request('http://gateway/admin/v1/policies', {
        method: 'PUT',
        headers: { ...admin, 'content-type': 'application/json' },
        body: JSON.stringify(rules),
      }),
    )
    expect(swapped.status).toBe(200)
    const after = (await (await call('/v1/route', { model: 'support' })).json()) as {
      ranked: { target: string; estimate: { p_error: number } }[]
    }
    const known = after.ranked.find(({ target }) => target === 'openai/gpt-4o-mini')
    expect(known?.estimate.p_error).toBeGreaterThan(0.05)
  })
})

test('simulated models cost what their provider’s usual model does, and say that it is no real money', async () => {
  const { url } = simulator
  const config = { server: { host: '127.0.0.1', port: 0 }, providers: demoProviders, models: [] }
  const demo = createGateway(withDemoAddress(config, url))
  const ask = (model: string) =>
    demo.fetch(
      new Request('http://gateway/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
      }),
    )
  const simulated = await ask('sim-openai/sim-fast')
  const { usage } = (await simulated.json()) as {
    usage: { prompt_tokens: number; completion_tokens: number }
  }
  const usd = (usage.prompt_tokens * 0.25 + usage.completion_tokens * 2) / 1e6
  expect(Number(simulated.headers.get('x-signalbox-cost-usd'))).toBeCloseTo(usd, 9)
  const list = await demo.fetch(new Request('http://gateway/admin/v1/prices', { headers: admin }))
  const { data } = (await list.json()) as { data: { target: string; confidence: string }[] }
  expect(data.every(({ confidence }) => confidence === 'demo')).toBe(true)
  await demo.close()
})
