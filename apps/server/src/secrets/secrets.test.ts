import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Logger } from '@signalbox/core'
import { simulate, SIMULATED_ACCESS_KEY, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

let simulator: Simulator
const folder = mkdtempSync(join(tmpdir(), 'signalbox-secrets-'))
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterAll(async () => {
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => fetch(`${simulator.url}/journal`, { method: 'DELETE' }))

async function open(sections: object, logger?: Logger): Promise<Gateway> {
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret' },
    ...sections,
  })
  return createGateway(config, { logger })
}

function provider(keys: readonly object[], baseUrl = `${simulator.url}/openai/v1`) {
  return { providers: { main: { adapter: 'openai', keys, baseUrl } } }
}

const body = JSON.stringify({ model: 'main/sim-fast', messages: [{ role: 'user', content: 'Hi' }] })

function ask(gateway: Gateway): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return gateway.fetch(
    new Request('http://gateway/v1/chat/completions', { method: 'POST', headers, body }),
  )
}

const admin = (gateway: Gateway, path: string, init: RequestInit = {}) =>
  gateway.fetch(
    new Request(`http://gateway/admin/v1/${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: 'Bearer admin-secret' },
    }),
  )

async function keysSeen(): Promise<readonly string[]> {
  const { entries } = (await (await fetch(`${simulator.url}/journal`)).json()) as {
    entries: { key: string }[]
  }
  return entries.map(({ key }) => key)
}

describe('keys by reference', () => {
  test('a rotated file is taken over under load without one failed request', async () => {
    const path = join(folder, 'key')
    const rotate = (text: string) => {
      writeFileSync(`${path}.next`, text)
      renameSync(`${path}.next`, path)
    }
    rotate('sk-key-aaaa\n')
    const gateway = await open({
      ...provider([{ id: 'a', value: `file:${path}` }]),
      secrets: { ttlSeconds: 1 },
    })
    const statuses = new Set<number>()
    const callers = 4
    const over = new AbortController()
    const loop = Promise.all(
      Array.from({ length: callers }, async () => {
        while (!over.signal.aborted) statuses.add((await ask(gateway)).status)
      }),
    )
    const sees = async (key: string) => {
      while (!(await keysSeen()).includes(key))
        await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await sees('…aaaa')
    rotate('sk-key-bbbb\n')
    await sees('…bbbb')
    for (let i = 0; i < 5; i++) await ask(gateway)
    over.abort()
    await loop
    expect([...statuses]).toEqual([200])
    const seen = await keysSeen()
    expect(new Set(seen)).toEqual(new Set(['…aaaa', '…bbbb']))
    expect(seen.at(-1)).toBe('…bbbb')
    await gateway.close()
  }, 60_000)

  test('a secret put in the store is used from then on, and never comes out', async () => {
    const gateway = await open(provider([{ id: 'a', value: 'db:openai/main' }]))
    const put = (value: string) =>
      admin(gateway, 'secrets/openai/main', { method: 'PUT', body: JSON.stringify({ value }) })
    expect((await ask(gateway)).status).toBe(502)
    expect((await put('sk-canary-1111')).status).toBe(200)
    expect((await ask(gateway)).status).toBe(200)
    expect((await put('sk-canary-2222')).status).toBe(200)
    expect((await ask(gateway)).status).toBe(200)
    expect(await keysSeen()).toEqual(['…1111', '…2222'])
    const list = await (await admin(gateway, 'secrets')).text()
    expect(list).toContain('db:openai/main')
    expect(list + (await (await admin(gateway, 'providers')).text())).not.toContain('canary')
    await gateway.close()
  })

  test('requests are signed with a profile, and with the key that takes its place', async () => {
    const file = join(folder, 'credentials')
    const write = (id: string, secret: string) => {
      writeFileSync(file, `[team]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\n`)
    }
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
    write('AKIAANOTHER000001111', 'nobody-looks')
    const gateway = await open({
      secrets: { ttlSeconds: 1 },
      providers: {
        main: {
          adapter: 'bedrock',
          region: 'eu-central-1',
          apiKey: 'aws:profile/team',
          baseUrl: `${simulator.url}/bedrock`,
        },
      },
    })
    const waitFor = (status: number) =>
      vi.waitFor(async () => expect((await ask(gateway)).status).toBe(status), {
        timeout: 10_000,
        interval: 200,
      })
    expect((await ask(gateway)).status).toBe(200)
    expect(await keysSeen()).toEqual(['…1111'])
    write(SIMULATED_ACCESS_KEY.id, 'not-its-secret')
    await waitFor(502)
    write(SIMULATED_ACCESS_KEY.id, SIMULATED_ACCESS_KEY.secret)
    await waitFor(200)
    await gateway.close()
    vi.unstubAllEnvs()
  }, 30_000)

  test('one that cannot be read is told in the log; the other keys serve', async () => {
    const lines: string[] = []
    const line = (message: string, fields?: object) =>
      void lines.push(`${message} ${JSON.stringify(fields)}`)
    const logger = { debug: line, info: line, warn: line, error: line }
    const gateway = await open(
      provider([
        { id: 'a', value: 'env:NO_SUCH_VARIABLE_HERE' },
        { id: 'b', value: 'sk-plain-3333' },
      ]),
      logger,
    )
    for (let i = 0; i < 3; i++) expect((await ask(gateway)).status).toBe(200)
    expect(await keysSeen()).toEqual(['…3333', '…3333', '…3333'])
    expect(lines.join('\n')).toContain('NO_SUCH_VARIABLE_HERE')
    const { data } = (await (await admin(gateway, 'providers')).json()) as {
      data: { key_states: object[] }[]
    }
    expect(data[0]?.key_states).toMatchObject([
      { id: 'a', state: 'unconfigured' },
      { id: 'b', state: 'active' },
    ])
    await gateway.close()
  })
})

test('a provider that echoes keys puts none of them into answers, pages or the log', async () => {
  const canary = 'sk-canary-never-seen'
  const server = createServer((request: IncomingMessage, response) => {
    const key = String(request.headers.authorization)
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({ error: { message: `Incorrect API key: ${key}`, code: 'invalid_api_key' } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const lines: string[] = []
  const line = (message: string, fields?: object) =>
    void lines.push(`${message} ${JSON.stringify(fields)}`)
  const logger = { debug: line, info: line, warn: line, error: line }
  const gateway = await open(
    provider([{ id: 'a', value: canary }], `http://127.0.0.1:${String(port)}/v1`),
    logger,
  )
  const answer = await ask(gateway)
  expect(answer.status).toBe(502)
  const written = [
    await answer.text(),
    JSON.stringify([...answer.headers]),
    await (await admin(gateway, 'providers')).text(),
    ...lines,
  ].join('\n')
  expect(written).not.toContain(canary)
  expect(written).toContain('revoked')
  await gateway.close()
  server.close()
})
