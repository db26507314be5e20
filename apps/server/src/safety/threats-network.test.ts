import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'

import { fetchTransport } from '@signalbox/core/web'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway, type GatewayOptions } from '../create-gateway.ts'

const providerKey = 'sk-canary-of-the-provider'
const closers: (() => unknown)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of closers.splice(0)) await close()
})

const answer = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
})

interface Host {
  readonly url: string
  /** What came, request by request. */
  readonly seen: readonly IncomingHttpHeaders[]
  readonly bodies: readonly string[]
}

/** A server that writes down what it gets, and answers as a provider does. */
async function host(reply?: RequestListener): Promise<Host> {
  const seen: IncomingHttpHeaders[] = []
  const bodies: string[] = []
  const server: Server = createServer((request, response) => {
    seen.push(request.headers)
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      bodies.push(body)
      if (reply !== undefined) return reply(request, response)
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${String(port)}/v1`, seen, bodies }
}

interface ProviderAt {
  readonly baseUrl: string
  readonly apiKey?: string
}

async function gatewayTo(
  addresses: Readonly<Record<string, ProviderAt>>,
  options: GatewayOptions = {},
  sections: object = {},
): Promise<Gateway> {
  const providers = Object.entries(addresses).map(([name, { baseUrl, apiKey = providerKey }]) => [
    name,
    { adapter: 'openai', apiKey, baseUrl, api: 'chat' },
  ])
  const config = await parseConfig({
    version: 1,
    providers: Object.fromEntries(providers),
    resilience: { maxAttempts: 1 },
    ...sections,
  })
  const gateway = createGateway(config, options)
  closers.push(() => gateway.close())
  return gateway
}

function ask(
  gateway: Gateway,
  more: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const messages = [{ role: 'user', content: 'Hi' }]
  return gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more.headers },
      body: JSON.stringify({ model: 'main/m', messages, ...more.body }),
    }),
  )
}

describe('threat 2: a key and a client that would like to have it', () => {
  test('no word of a client leads a key elsewhere', async () => {
    const provider = await host()
    const thief = await host()
    const gateway = await gatewayTo({ main: { baseUrl: provider.url } })
    const { url } = thief
    const bodies = [
      { api_base: url },
      { api_base: url, api_key: 'mine' },
      { base_url: url },
      { baseUrl: url, baseURL: url },
      { extra_body: { api_base: url } },
      { provider: { order: ['main'], base_url: url } },
      { metadata: { api_base: url, endpoint: url } },
    ]
    const names = ['x-base-url', 'x-signalbox-base-url', 'openai-base-url', 'x-portkey-custom-host']
    const wishes = [
      ...bodies.map((body) => ({ body })),
      ...[...names, 'x-forwarded-host', 'forwarded', 'x-original-url'].map((name) => ({
        headers: { [name]: url },
      })),
    ]
    for (const wish of wishes)
      expect([wish, (await ask(gateway, wish)).status]).toEqual([wish, 200])
    expect(thief.seen).toHaveLength(0)
    expect(provider.seen.map(({ authorization }) => authorization)).toEqual(
      wishes.map(() => `Bearer ${providerKey}`),
    )
  })

  test('no header of a client reaches a provider', async () => {
    const provider = await host()
    const headers = {
      authorization: 'Bearer canary-of-the-client',
      'x-api-key': 'canary-of-the-client',
      cookie: 'session=canary-of-the-client',
      'x-anything': 'canary-of-the-client',
    }
    const response = await ask(await gatewayTo({ main: { baseUrl: provider.url } }), { headers })
    expect(response.status).toBe(200)
    expect(provider.seen).toHaveLength(1)
    expect(JSON.stringify(provider.seen)).not.toContain('canary-of-the-client')
  })
})

describe('threat 3: a key that would be more than one header', () => {
  const rests = ['\r\nx-evil: 1', '\n', '\u007f', '\u043a\u043b\u044e\u0447']
  const keyWith = (rest: string) => `sk-canary${rest}sk-canary`

  test('a key that no header can hold is refused with its place, at the start', async () => {
    for (const rest of [...rests, '\0']) {
      const given = { main: { baseUrl: 'https://api.example/v1', apiKey: keyWith(rest) } }
      const error: unknown = await gatewayTo(given).catch((thrown: unknown) => thrown)
      expect(String(error)).toContain('a header cannot hold this')
      expect(inspect(error)).not.toContain('canary')
    }
  })

  test('one that comes from elsewhere is told to nobody', async () => {
    const { url: baseUrl, seen } = await host()
    const addresses = Object.fromEntries(
      rests.map((rest, index) => {
        const name = `SIGNALBOX_TEST_KEY_${String(index)}`
        vi.stubEnv(name, keyWith(rest))
        return [`p${String(index)}`, { baseUrl, apiKey: `env:${name}` }]
      }),
    )
    for (const transport of [undefined, fetchTransport()]) {
      const told: string[] = []
      const log = (message: string, fields?: object) =>
        void told.push(message + JSON.stringify(fields))
      const logger = { debug: log, info: log, warn: log, error: log }
      const gateway = await gatewayTo(addresses, { transport, logger })
      for (const name of Object.keys(addresses)) {
        const response = await ask(gateway, { body: { model: `${name}/m` } })
        expect(response.status).toBeGreaterThanOrEqual(500)
        told.push(await response.text())
      }
      expect(told.filter((text) => text.includes('canary'))).toEqual([])
    }
    expect(seen).toHaveLength(0)
  })
})

describe('threat 7: an answer that is a bomb', () => {
  test('an answer that never ends is cut, packed or not', async () => {
    const most = 200 * 1024 * 1024
    let sent = 0
    const endless = await host((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 32)
      response.writeHead(200, { 'content-type': 'application/json' })
      const write = (): void => {
        while (sent < most && !response.destroyed) {
          sent += chunk.length
          if (!response.write(chunk)) {
            response.once('drain', write)
            return
          }
        }
        response.end()
      }
      write()
    })
    const packed = await host((_request, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
      response.writeHead(200, headers).end(gzipSync(Buffer.alloc(8 * 1024 * 1024, 32)))
    })
    const gateway = await gatewayTo({
      endless: { baseUrl: endless.url },
      packed: { baseUrl: packed.url },
    })
    expect((await ask(gateway, { body: { model: 'endless/m' } })).status).toBe(502)
    expect(sent).toBeLessThan(most / 2)
    expect((await ask(gateway, { body: { model: 'packed/m' } })).status).toBe(502)
  })
})

describe('threat 11: a body that two readers read differently', () => {
  test('a field that comes twice is sent once, as it was scanned', async () => {
    const provider = await host()
    const safety = { default: 'standard' }
    const gateway = await gatewayTo({ main: { baseUrl: provider.url } }, {}, { safety })
    // Large bodies are not written again on their way, unless a rule was to read them.
    const long = 'hello '.repeat(4000)
    const turn = `{"role":"user","content":"my card 4111 1111 1111 1111","content":"${long}"}`
    const body = `{"model":"main/m","messages":[${turn}]}`
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'POST', headers, body }
    const response = await gateway.fetch(new Request('http://gateway/v1/chat/completions', request))
    expect(response.status).toBe(200)
    expect(provider.bodies).toHaveLength(1)
    expect(provider.bodies[0]).not.toContain('4111')
    expect(provider.bodies[0]).toContain('hello')
  })
})
