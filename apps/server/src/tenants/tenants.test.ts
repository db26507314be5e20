import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const acmeKey = 'a-key-of-acme-0123456789'
const globexKey = 'a-key-of-globex-0123456789'
const chat = { model: 'main/sim-up', messages: [{ role: 'user', content: 'Hi' }] }

let simulator: Simulator
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterAll(async () => {
  await simulator.close()
})

interface Caller {
  (
    path: string,
    init?: { method?: string; key?: string; body?: object; headers?: object },
  ): Promise<Response>
}

async function open(
  sections: object,
): Promise<AsyncDisposable & { gateway: Gateway; call: Caller }> {
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-upstream', baseUrl: `${simulator.url}/openai/v1` },
    },
    models: { support: { targets: ['main/sim-up'] } },
    ...sections,
  })
  const gateway = createGateway(config)
  const call: Caller = (path, { method, key, body, headers = {} } = {}) =>
    gateway.fetch(
      new Request(`http://gateway${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return { gateway, call, [Symbol.asyncDispose]: () => gateway.close() }
}

const ask = (call: Caller, key: string | undefined, body: object = chat) =>
  call('/v1/chat/completions', { body, ...(key === undefined ? {} : { key }) })

const admin = async (call: Caller, path: string, init: { method?: string; body?: object } = {}) => {
  const response = await call(`/admin/v1/${path}`, { ...init, key: 'admin-secret' })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('tenants of the configuration', () => {
  const tenants = {
    acme: {
      keys: [{ id: 'app', value: acmeKey }],
      models: ['support'],
      limits: { rpm: 3, tpm: 100_000 },
    },
  }

  test('a key opens the door, in every usual header and in the query of Gemini paths', async () => {
    await using running = await open({ tenants: { acme: { ...tenants.acme, limits: undefined } } })
    const { call } = running
    const body = { ...chat, model: 'support' }
    expect((await ask(call, undefined, body)).status).toBe(401)
    expect((await ask(call, 'wrong', body)).status).toBe(401)
    expect((await ask(call, 'admin-secret', body)).status).toBe(401)
    expect((await ask(call, acmeKey, body)).status).toBe(200)
    for (const name of ['x-api-key', 'api-key', 'x-goog-api-key']) {
      const headers = { [name]: acmeKey }
      expect((await call('/v1/chat/completions', { body, headers })).status).toBe(200)
    }
    const contents = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }
    const gemini = '/v1beta/models/support:generateContent'
    expect((await call(`${gemini}?key=${acmeKey}`, { body: contents })).status).toBe(200)
    expect((await call(gemini, { body: contents })).status).toBe(401)
    expect((await call(`/v1/chat/completions?key=${acmeKey}`, { body })).status).toBe(401)
    expect((await call(`/v1beta/models?key=${acmeKey}`)).status).toBe(200)
    expect((await call('/v1/models')).status).toBe(401)
    expect((await call('/v1/models', { key: acmeKey })).status).toBe(200)
  })

  test('only the models it may use, by name and through aliases', async () => {
    await using running = await open({ tenants })
    const denied = await ask(running.call, acmeKey)
    expect(denied.status).toBe(403)
    expect(await denied.json()).toMatchObject({ error: { code: 'permission', param: 'model' } })
    expect((await ask(running.call, acmeKey, { ...chat, model: 'support' })).status).toBe(200)
    const list = await running.call('/v1/models', { key: acmeKey })
    const { data } = (await list.json()) as { data: { id: string }[] }
    expect(data.map(({ id }) => id)).toEqual(['auto', 'support'])
  })

  test('a bare id of the catalogue is what its provider serves', async () => {
    await using running = await open({ tenants: { acme: { ...tenants.acme, models: ['main/*'] } } })
    const named = (model: string) => ask(running.call, acmeKey, { ...chat, model })
    expect((await named('gpt-4.1-mini')).status).toBe(200)
    expect((await named('claude-haiku-4-5')).status).toBe(403)
  })

  test('auto chooses among what it may use, and is refused where that is nothing', async () => {
    const models = { support: { targets: ['main/sim-up'] }, other: { targets: ['main/sim-other'] } }
    const others = { keys: [{ id: 'app', value: globexKey }], models: ['nothing/*'] }
    await using running = await open({
      models,
      tenants: { acme: { ...tenants.acme, limits: undefined }, globex: others },
    })
    for (let i = 0; i < 8; i++) {
      const messages = [{ role: 'user', content: `Question ${String(i)}` }]
      const response = await ask(running.call, acmeKey, { model: 'auto', messages })
      expect(response.headers.get('x-signalbox-model')).toBe('sim-up')
    }
    const asked = await running.call('/v1/route', { key: acmeKey, body: { model: 'auto' } })
    const { ranked, excluded } = (await asked.json()) as Record<string, { target: string }[]>
    expect(ranked?.map(({ target }) => target)).toEqual(['main/sim-up'])
    expect(excluded).toMatchObject([{ target: 'main/sim-other', reason: 'not_allowed' }])
    expect((await ask(running.call, globexKey, { ...chat, model: 'auto' })).status).toBe(403)
  })

  test('its limits are on every answer, and the one above them is told when to come back', async () => {
    await using running = await open({ tenants })
    const body = { ...chat, model: 'support', max_tokens: 50 }
    const first = await ask(running.call, acmeKey, body)
    expect(first.headers.get('x-ratelimit-limit-requests')).toBe('3')
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('2')
    expect(first.headers.get('x-ratelimit-limit-tokens')).toBe('100000')
    expect(first.headers.get('x-ratelimit-reset-requests')).toMatch(/^\d+(?:\.\d+)?s$/)
    const stream = await ask(running.call, acmeKey, { ...body, stream: true })
    expect(stream.headers.get('x-ratelimit-remaining-requests')).toBe('1')
    await stream.text()
    await ask(running.call, acmeKey, body)
    const refused = await ask(running.call, acmeKey, body)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10)
    expect(refused.headers.get('x-ratelimit-remaining-requests')).toBe('0')
    expect(refused.headers.get('x-should-retry')).toBe('true')
    expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } })
  })

  test('a reload takes keys away and keeps what was counted', async () => {
    await using running = await open({ tenants })
    const { gateway, call } = running
    const body = { ...chat, model: 'support' }
    for (let i = 0; i < 3; i++) await ask(call, acmeKey, body)
    const reload = async (section: object) => {
      gateway.swap(
        await parseConfig({
          version: 1,
          providers: {
            main: {
              adapter: 'openai',
              apiKey: 'sk-upstream',
              baseUrl: `${simulator.url}/openai/v1`,
            },
          },
          models: { support: { targets: ['main/sim-up'] } },
          tenants: section,
        }),
      )
    }
    await reload(tenants)
    expect((await ask(call, acmeKey, body)).status).toBe(429)
    await reload({
      acme: { ...tenants.acme, keys: [{ id: 'app', value: 'another-key-0123456789ab' }] },
    })
    expect((await ask(call, acmeKey, body)).status).toBe(401)
  })
})

describe('tenants and keys by the admin API', () => {
  test('the first tenant closes the door; a key lives from its making to its end', async () => {
    await using running = await open({})
    const { call } = running
    expect((await ask(call, undefined)).status).toBe(200)
    const tenant = await admin(call, 'tenants', {
      body: {
        name: 'beta',
        models: ['main/*'],
        limits: { rpm: 100, input_tpm: 5000 },
        user_limits: { output_tpm: 7 },
      },
    })
    expect(tenant).toMatchObject({
      status: 201,
      body: {
        name: 'beta',
        source: 'store',
        limits: { rpm: 100, input_tpm: 5000 },
        user_limits: { output_tpm: 7 },
      },
    })
    expect((await ask(call, undefined)).status).toBe(401)

    const made = await admin(call, 'keys', {
      body: { tenant: 'beta', label: 'web', scopes: ['chat'] },
    })
    expect(made.status).toBe(201)
    const { key, id } = made.body as { key: string; id: string }
    expect(key).toMatch(/^sb-[0-9A-Za-z]{10}-[0-9A-Za-z]{43}-[0-9A-Za-z]{6}$/)
    expect((await ask(call, key)).status).toBe(200)
    const list = await admin(call, 'keys?tenant=beta')
    expect(list.body).toMatchObject({
      data: [{ id, tenant: 'beta', label: 'web', state: 'active' }],
    })
    expect(JSON.stringify(list.body)).not.toMatch(/hash|[0-9a-f]{64}/)

    const rotated = await admin(call, `keys/${id}/rotate`, { body: { overlap_seconds: 0 } })
    const next = String(rotated.body['key'])
    expect((await ask(call, key)).status).toBe(401)
    expect((await ask(call, next)).status).toBe(200)

    expect((await admin(call, `keys/${id}/revoke`, { method: 'POST' })).status).toBe(200)
    expect((await ask(call, next)).status).toBe(401)
    expect((await admin(call, 'keys')).body).toMatchObject({ data: [{ id, state: 'revoked' }] })
    expect((await admin(call, `keys/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await admin(call, `keys/${id}`, { method: 'DELETE' })).status).toBe(404)
  })

  test('a tenant is changed, blocked and ended', async () => {
    await using running = await open({})
    const { call } = running
    await admin(call, 'tenants', { body: { name: 'beta' } })
    const { key } = (await admin(call, 'keys', { body: { tenant: 'beta' } })).body as {
      key: string
    }
    expect((await ask(call, key)).status).toBe(200)
    await admin(call, 'tenants/beta', { method: 'PATCH', body: { blocked: true } })
    expect((await ask(call, key)).status).toBe(403)
    await admin(call, 'tenants/beta', { method: 'PATCH', body: { blocked: false, models: ['x'] } })
    expect((await ask(call, key)).status).toBe(403)
    expect((await admin(call, 'tenants/beta')).body).toMatchObject({
      blocked: false,
      models: ['x'],
    })
    expect((await admin(call, 'tenants/beta', { method: 'DELETE' })).status).toBe(200)
    expect((await admin(call, 'keys')).body).toEqual({ data: [] })
  })

  test('says what is wrong, and leaves alone what the configuration has', async () => {
    await using running = await open({
      tenants: { acme: { keys: [{ id: 'app', value: acmeKey }] } },
    })
    const { call } = running
    const wrong = await admin(call, 'keys', { body: { tenant: 'acme', limits: { rpm: 'x' } } })
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } })
    expect(JSON.stringify(wrong.body)).toContain('limits.rpm')
    expect((await admin(call, 'keys', { body: { tenant: 'nobody' } })).status).toBe(404)
    expect((await admin(call, 'tenants', { body: { name: 'acme' } })).status).toBe(409)
    const fixed = await admin(call, 'tenants/acme', { method: 'DELETE' })
    expect(fixed.status).toBe(409)
    expect((await admin(call, 'tenants')).body).toMatchObject({
      data: [{ name: 'acme', source: 'config' }],
    })
    expect((await call('/admin/v1/tenants')).status).toBe(401)
    expect((await call('/admin/v1/keys', { key: acmeKey })).status).toBe(401)
  })
})

describe('the cache', () => {
  test('gives each tenant its own answers, in any grammar', async () => {
    const tenants = {
      acme: { keys: [{ id: 'app', value: acmeKey }] },
      beta: { keys: [{ id: 'app', value: 'a-key-of-beta-0123456789' }] },
    }
    await using running = await open({ tenants, cache: { exact: { ttlSeconds: 60 } } })
    const { call } = running
    const body = { ...chat, model: 'support' }
    const first = await ask(call, acmeKey, body)
    expect(first.headers.get('x-signalbox-cache')).toBe('miss')
    const text = await first.text()
    const second = await ask(call, acmeKey, body)
    expect(second.headers.get('x-signalbox-cache')).toBe('hit')
    expect(second.headers.get('x-signalbox-attempts')).toBe('0')
    expect(await second.text()).toBe(text)
    const streamed = await ask(call, acmeKey, { ...body, stream: true })
    expect(streamed.headers.get('x-signalbox-cache')).toBe('hit')
    expect(await streamed.text()).toContain('[DONE]')
    const other = await ask(call, 'a-key-of-beta-0123456789', body)
    expect(other.headers.get('x-signalbox-cache')).toBe('miss')
    const messages = await call('/v1/messages', {
      key: acmeKey,
      body: { ...body, max_tokens: 10 },
      headers: { 'anthropic-version': '2023-06-01' },
    })
    expect(messages.headers.get('x-signalbox-cache')).toBe('miss')
    const off = await call('/v1/chat/completions', {
      key: acmeKey,
      body,
      headers: { 'x-signalbox-cache': 'off' },
    })
    expect(off.headers.get('x-signalbox-cache')).toBe('off')
  })
})
