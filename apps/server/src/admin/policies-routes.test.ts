import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
let gateway: Gateway
let url: string
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  url = simulator.url
  gateway = createGateway(
    await parseConfig({
      version: 1,
      server: { adminKey: 'admin-secret' },
      providers: {
        openai: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
      },
      models: {
        support: {
          targets: ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5'],
          policy: 'support',
        },
      },
      policies: { support: steady('openai') },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})

/** A policy under which one provider answers, as long as it can. */
function steady(provider: string): object {
  return {
    quality: { default: { [`${provider}/*`]: 1, '*': 0 } },
    objective: { preset: 'best' },
    affinity: { mode: 'off' },
    choice: { mode: 'argmin', explore: 0 },
  }
}

const call = (method: string, path: string, body?: unknown, key = 'admin-secret') =>
  gateway.fetch(
    new Request(`http://gateway${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )

interface Report {
  readonly version: string
  readonly applied: boolean
  readonly compared: number
  readonly changed: number
}
interface Told {
  readonly failure: string | undefined
  readonly provider: string | null
  readonly version: string
}

let count = 0

async function ask(stream: boolean): Promise<Told> {
  const id = `swap-${String(count++)}`
  const response = await gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      body: JSON.stringify({
        model: 'support',
        stream,
        messages: [{ role: 'user', content: `Question ${id}` }],
      }),
    }),
  )
  const text = await response.text()
  const isWhole = response.status === 200 && (!stream || text.includes('[DONE]'))
  const kept = await call('GET', `/v1/route/decisions/${id}`)
  const { policy_version: version } = (await kept.json()) as { policy_version: string }
  const provider = response.headers.get('x-signalbox-provider')
  return { failure: isWhole ? undefined : `${String(response.status)} ${text}`, provider, version }
}

async function put(body: unknown, query = ''): Promise<Report> {
  return (await (await call('PUT', `/admin/v1/policies${query}`, body)).json()) as Report
}

describe('PUT /admin/v1/policies', () => {
  test('at 200 requests a second loses none, and each decision names the rules it was made under', async () => {
    const versions = new Set([
      ((await (await call('GET', '/admin/v1/policies')).json()) as Report).version,
    ])
    const running: Promise<Told>[] = []
    const startedAt = performance.now()
    const mostOpen = 40
    let open = 0
    const wanted = 300
    const swapping = (async () => {
      for (let swaps = 0; swaps < 6 || running.length < wanted; swaps++) {
        await new Promise((resolve) => setTimeout(resolve, 250))
        const { version } = await put({ support: steady(swaps % 2 === 0 ? 'claude' : 'openai') })
        versions.add(version)
      }
      return 'swapped' as const
    })()
    const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 5))
    while ((await Promise.race([swapping, tick()])) !== 'swapped') {
      const due = ((performance.now() - startedAt) * 200) / 1000
      // A machine that cannot keep up gets fewer requests; none may be lost all the same.
      while (running.length < due && open < mostOpen) {
        open++
        running.push(ask(running.length % 2 === 0).finally(() => open--))
      }
    }
    const told = await Promise.all(running)
    expect(told.flatMap(({ failure }) => failure ?? [])).toEqual([])
    expect(told.length).toBeGreaterThanOrEqual(wanted)
    expect(versions.size).toBe(2)
    expect(told.filter(({ version }) => !versions.has(version))).toEqual([])
    expect(new Set(told.map(({ version }) => version)).size).toBe(versions.size)
    expect(new Set(told.map(({ provider }) => provider))).toEqual(new Set(['openai', 'claude']))
  })

  test('is in force with the next request', async () => {
    await put({ support: steady('claude') })
    expect(await ask(false)).toMatchObject({ failure: undefined, provider: 'claude' })
    const { version } = await put({ support: steady('openai') })
    expect(await ask(false)).toEqual({ provider: 'openai', version })
  })

  test('only compares when asked to', async () => {
    const { version } = await put({ support: steady('openai') })
    const report = await put({ support: steady('claude') }, '?dry_run=50')
    expect(report).toMatchObject({ applied: false, compared: 50, changed: 50 })
    expect(report.version).not.toBe(version)
    expect(await ask(false)).toMatchObject({ provider: 'openai', version })
  })

  test('refuses what is wrong with its line and column, and keeps the last good one', async () => {
    const { version } = await put({ support: steady('openai') })
    const bad = 'support:\n  rules:\n    - when: "tokens >> 5"\n      then: { deny: no }\n'
    const response = await call('PUT', '/admin/v1/policies', bad)
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: object[] }
    expect(errors).toMatchObject([
      { line: 3, column: 22, path: 'policies.support.rules.0.when', file: 'body' },
    ])
    const none = 'support:\n  rules: [ { when: tokens >= 0, then: { only: [nobody/*] } } ]\n'
    expect((await call('PUT', '/admin/v1/policies', none)).status).toBe(400)
    expect((await call('PUT', '/admin/v1/policies', none, 'wrong')).status).toBe(401)
    expect(await ask(false)).toMatchObject({ provider: 'openai', version })
  })
})

test('policies put in force by hand outlive a restart and a reload, until they are taken back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-stored-'))
  const config = await parseConfig({
    version: 1,
    store: `sqlite:${join(folder, 'signalbox.db')}`,
    providers: {
      openai: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1` },
      claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
    },
    models: {
      support: { targets: ['openai/gpt-4o-mini', 'claude/claude-haiku-4-5'], policy: 'support' },
    },
    policies: { support: steady('openai'), other: steady('openai') },
  })
  const policies = (running: Gateway, body?: object) =>
    running.fetch(
      new Request('http://gateway/admin/v1/policies', {
        method: body === undefined ? 'GET' : 'PUT',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  const first = createGateway(config)
  expect((await policies(first, { support: steady('claude') })).status).toBe(200)
  first.swap(config)
  expect(await (await policies(first)).json()).toMatchObject({
    stored: ['support'],
    policies: { support: steady('claude'), other: steady('openai') },
  })
  await first.close()
  const second = createGateway(config)
  await vi.waitFor(
    async () =>
      expect(await (await policies(second)).json()).toMatchObject({
        policies: { support: steady('claude') },
      }),
    10_000,
  )
  await policies(second, {})
  expect(await (await policies(second)).json()).toMatchObject({
    stored: [],
    policies: { support: steady('openai') },
  })
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})

test('GET /admin/v1/decisions lists the last ones as router diff reads them, without texts', async () => {
  await ask(false)
  const text = await (await call('GET', '/admin/v1/decisions?limit=1')).text()
  const line = JSON.parse(text) as { chosen: string; request: Record<string, unknown> }
  expect(line).toMatchObject({ v: 1, policy: 'support', chosen: 'openai/gpt-4o-mini' })
  expect(line).toMatchObject({
    at: expect.stringMatching(/^20\d\d-/) as string,
    state: { 'openai/gpt-4o-mini': { circuit: 'healthy', ttftMs: expect.any(Number) as number } },
    usage: { output: { text: expect.any(Number) as number } },
  })
  expect(line.request).toMatchObject({ kind: 'chat', model: 'support' })
  expect(text).not.toContain('Question')
})

describe('PUT /admin/v1/config', () => {
  test('puts a whole configuration in force, or refuses it with every mistake', async () => {
    const wrong = 'version: 1\nserver: { prt: 1 }\nmodels:\n  x: { targets: [nobody/x] }\n'
    const refused = await call('PUT', '/admin/v1/config', wrong)
    expect(refused.status).toBe(400)
    const { errors, request_id: id } = (await refused.json()) as {
      errors: { path: string; line: number }[]
      request_id: string
    }
    expect(id).toBe(refused.headers.get('x-request-id'))
    expect(errors.map(({ path, line }) => `${String(line)} ${path}`)).toEqual([
      '2 server.prt',
      '4 models.x.targets.0',
    ])
    const good = {
      version: 1,
      server: { adminKey: 'admin-secret' },
      models: { fast: { targets: ['claude/claude-haiku-4-5'] } },
    }
    expect((await call('PUT', '/admin/v1/config', good)).status).toBe(200)
    const { models } = (await (await call('GET', '/admin/v1/policies')).json()) as {
      models: object
    }
    expect(models).toEqual({ fast: 'balanced' })
  })
})
