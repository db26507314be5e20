import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import {
  acmeKey,
  adminSecret,
  bodyOf,
  everyRow,
  openGateway,
  pathOf,
  type OpenGateway,
} from './open-gateway.fixture.ts'
import type { RouteRow } from './route-row.ts'

let open: OpenGateway
beforeAll(async () => {
  open = await openGateway()
})
afterAll(async () => {
  await open[Symbol.asyncDispose]()
})

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'] as const
const keyOf = ({ auth }: RouteRow) => (auth === 'admin' ? adminSecret : acmeKey)

async function call(
  row: RouteRow,
  init: { method?: string; path?: string; body?: BodyInit; headers?: Record<string, string> },
): Promise<number> {
  const { method = row.method, path = pathOf(row), body, headers } = init
  const response = await open.gateway.fetch(
    new Request(`http://gateway${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keyOf(row)}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    }),
  )
  await response.body?.cancel()
  return response.status
}

test('a wrong method is a 405 or 404 on every path, never an error of ours', async () => {
  const known = new Map<string, Set<string>>()
  for (const row of everyRow) {
    const path = pathOf(row)
    known.set(path, (known.get(path) ?? new Set()).add(row.method))
  }
  const odd: string[] = []
  for (const row of everyRow)
    for (const method of methods) {
      if (known.get(pathOf(row))?.has(method) === true) continue
      const status = await call(row, { method })
      if (status !== 404 && status !== 405) odd.push(`${method} ${row.path}: ${String(status)}`)
    }
  // A path with a name in it may be another path's whole.
  expect(odd).toEqual([])
})

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
const bodies: readonly (readonly [string, (example: string) => BodyInit])[] = [
  ['10,000 arrays in each other', () => `{"model":"auto","messages":${deep(10_000)}}`],
  ['10,000 objects in each other', () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['deep arrays alone', () => deep(100_000)],
  ['half of it', () => '['.repeat(100_000)],
  [
    '__proto__ and constructor',
    (example) =>
      example.replace(
        /\}$/,
        ',"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      ),
  ],
  ['1e400', (example) => example.replace(/\}$/, ',"max_tokens":1e400,"temperature":-1e400}')],
  ['lone surrogates', (example) => example.replaceAll(/"(?=[\]},])/g, '\\ud800"')],
  ['NUL', (example) => example.replaceAll(/"(?=[\]},])/g, '\\u0000"')],
  ['a raw NUL', (example) => `\0${example}`],
  ['no UTF-8', () => new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an array', () => '[]'],
  ['null', () => 'null'],
  ['a text', () => '"x"'],
  ['nothing', () => ''],
  ['numbers for everything', (example) => example.replaceAll(/:("[^"]*"|\[.*?\])/g, ':7')],
  ['long keys', () => JSON.stringify({ ['k'.repeat(200_000)]: 1 })],
]

describe.each(bodies)('%s', (_name, bodyFor) => {
  test('is the client’s mistake on every path that takes a body, or none', async () => {
    const broken: string[] = []
    const rows = everyRow.filter(
      ({ method, path, tag }) =>
        // What works must not change what later rows are asked of.
        method !== 'GET' && path !== '/admin/v1/config' && tag !== 'tenants',
    )
    for (const row of rows) {
      const example = bodyOf(row)
      const body = bodyFor(typeof example === 'string' ? example : '{}')
      const status = await call(row, { body })
      if (status >= 500) broken.push(`${row.method} ${row.path}: ${String(status)}`)
    }
    expect(broken).toEqual([])
    expect('polluted' in {}).toBe(false)
  })
})

test('names in paths may be anything', async () => {
  const names = ['%00', '%ff', '..%2f..%2fetc', '__proto__', 'constructor', "'%20OR%201=1--", '%']
  const broken: string[] = []
  for (const row of everyRow.filter(({ path }) => path.includes('{')))
    for (const name of names) {
      const path = row.path.replaceAll(/\{\w+\*?\}/g, name)
      const body = bodyOf(row)
      const status = await call(row, { path, ...(body === undefined ? {} : { body }) })
      if (status >= 500) broken.push(`${row.method} ${path}: ${String(status)}`)
    }
  expect(broken).toEqual([])
})

describe('a body that is packed or too large', () => {
  test('is no bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024))
    const row = everyRow.find(({ path }) => path === '/v1/chat/completions')!
    const headers = { 'content-encoding': 'gzip' }
    expect(await call(row, { body: bomb, headers })).toBe(413)
  })

  test('has the bound of the configuration', async () => {
    const config = await parseConfig({
      version: 1,
      server: { maxBodyMegabytes: 0.01 },
      providers: { main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: 'http://127.0.0.1:9' } },
    })
    const gateway = createGateway(config)
    const status = async (body: BodyInit, headers: Record<string, string> = {}) => {
      const url = 'http://gateway/v1/chat/completions'
      return (await gateway.fetch(new Request(url, { method: 'POST', body, headers }))).status
    }
    expect(await status(' '.repeat(11_000))).toBe(413)
    expect(await status(' '.repeat(9_000))).toBe(400)
    const packed = gzipSync(' '.repeat(11_000))
    expect(await status(packed, { 'content-encoding': 'gzip' })).toBe(413)
    await gateway.close()
  })

  test('comes plain to everything that is not hot, and within 2 MiB', async () => {
    const row = everyRow.find(({ method, path }) => path === '/admin/v1/keys' && method === 'POST')!
    for (const encoding of ['gzip', 'br', 'zstd', 'x'])
      expect(await call(row, { body: '{}', headers: { 'content-encoding': encoding } })).toBe(415)
    const large = JSON.stringify({ tenant: 'x'.repeat(3 * 1024 * 1024) })
    expect(await call(row, { body: large })).toBe(413)
    const chunked = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(256 * 1024).fill(0x20))
      },
    })
    const endless = new Request('http://gateway/admin/v1/keys', {
      method: 'POST',
      headers: { authorization: `Bearer ${adminSecret}` },
      body: chunked,
      duplex: 'half',
    } as RequestInit)
    expect((await open.gateway.fetch(endless)).status).toBe(413)
  })
})

test('nothing of all that was a failure inside the gateway', () => {
  expect(open.errors).toEqual([])
})
