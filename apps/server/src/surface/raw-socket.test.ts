import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { adminSecret, openGateway, type OpenGateway } from './open-gateway.fixture.ts'

let open: OpenGateway
let keyless: Gateway
let simulator: Simulator
const servers: Server[] = []
let guardedPort = 0
let keylessPort = 0

async function listen(gateway: Gateway): Promise<number> {
  const server = createServer(gateway.listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

beforeAll(async () => {
  open = await openGateway()
  simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
    },
  })
  keyless = createGateway(config)
  guardedPort = await listen(open.gateway)
  keylessPort = await listen(keyless)
})
afterAll(async () => {
  for (const server of servers) server.close()
  await keyless.close()
  await simulator.close()
  await open[Symbol.asyncDispose]()
})

/** Writes bytes as they are and answers with the status and everything that came back. */
function raw(port: number, text: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let seen = ''
    socket.setTimeout(3000, () => socket.destroy())
    socket.on('data', (chunk) => (seen += chunk.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => {
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(seen)?.[1] ?? 0), text: seen })
    })
    socket.write(text, 'latin1')
  })
}

const lines = (...parts: readonly string[]) => `${parts.join('\r\n')}\r\n\r\n`
const chat = JSON.stringify({ model: 'main/sim-fast', messages: [{ role: 'user', content: 'Hi' }] })
const post = (...headers: readonly string[]) =>
  `${lines('POST /v1/chat/completions HTTP/1.1', ...headers, 'connection: close', `content-length: ${String(chat.length)}`)}${chat}`
const from = (...headers: readonly string[]) =>
  lines('GET /admin/v1/config HTTP/1.1', ...headers, 'connection: close')

describe('a target that is no path', () => {
  test.each([
    'GET http://evil.example/livez HTTP/1.1',
    'GET http://127.0.0.1/admin/v1/keys HTTP/1.1',
    'GET https://evil.example/admin/v1/config HTTP/1.1',
    'GET http://evil.example@127.0.0.1/v1/models HTTP/1.1',
    'POST http://evil.example/v1/chat/completions HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'GET evil.example:80 HTTP/1.1',
    'GET file:///etc/passwd HTTP/1.1',
  ])('%s is refused, whoever asks', async (line) => {
    for (const port of [guardedPort, keylessPort]) {
      const key = `authorization: Bearer ${adminSecret}`
      const { status, text } = await raw(port, lines(line, 'Host: x', key, 'connection: close'))
      expect(status).toBe(400)
      expect(text).not.toMatch(/evil\.example|passwd:/)
    }
  })

  test.each([
    '//evil.example/livez',
    '/\\evil.example/admin/v1/keys',
    '/../admin/v1/keys',
    '/%2e%2e/',
  ])('GET %s leads nowhere', async (path) => {
    const line = `GET ${path} HTTP/1.1`
    const { status, text } = await raw(guardedPort, lines(line, 'Host: x', 'connection: close'))
    expect([400, 401, 404]).toContain(status)
    expect(text).not.toMatch(/^location:/im)
  })
})

describe('a hostile Host', () => {
  test.each([
    'evil.example',
    'evil.example:4400',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'a b',
    '[::1',
    'x/../y',
    '',
  ])('%j opens nothing without keys', async (host) => {
    const admin = await raw(keylessPort, from(`Host: ${host}`))
    expect([400, 403]).toContain(admin.status)
    expect((await raw(keylessPort, post(`Host: ${host}`))).status).toBe(403)
  })

  test('changes nothing where there are keys', async () => {
    expect((await raw(guardedPort, from('Host: evil.example'))).status).toBe(401)
    const right = `authorization: Bearer ${adminSecret}`
    const { status, text } = await raw(guardedPort, from('Host: evil.example', right))
    expect(status).toBe(200)
    expect(text).not.toContain('evil.example')
  })

  test('is missed where it is missing', async () => {
    expect((await raw(keylessPort, from('x: y'))).status).toBe(400)
  })
})

describe('a page of elsewhere', () => {
  test('spends nothing and reads nothing where there are no keys', async () => {
    const origin = 'Origin: https://evil.example'
    expect((await raw(keylessPort, post('Host: localhost', origin))).status).toBe(403)
    expect((await raw(keylessPort, from('Host: localhost', origin))).status).toBe(403)
    expect((await raw(keylessPort, post('Host: localhost', 'Origin: null'))).status).toBe(403)
    expect(await simulator.journal()).toEqual([])
  })

  test('of this machine may', async () => {
    const { status, text } = await raw(
      keylessPort,
      post('Host: localhost', 'Origin: http://localhost:3000'),
    )
    expect(status).toBe(200)
    expect(text).not.toMatch(/access-control-allow/i)
  })
})

describe('headers that try to be more than one', () => {
  test.each([
    ['folded', `authorization: Bearer x\r\n x-api-key: ${adminSecret}`],
    ['cut by a carriage return', `authorization: Bearer x\rx-api-key: ${adminSecret}`],
    ['cut by a NUL', `authorization: Bearer x\0x-api-key: ${adminSecret}`],
    ['with a space in the name', `x-api-key : ${adminSecret}`],
  ])('%s are refused', async (_name, header) => {
    const { status } = await raw(guardedPort, from('Host: x', header))
    expect([400, 401]).toContain(status)
  })

  test('two lengths, or a length and chunks, are refused', async () => {
    for (const extra of ['content-length: 1', 'transfer-encoding: chunked'])
      expect((await raw(guardedPort, post('Host: x', extra))).status).toBe(400)
  })
})
