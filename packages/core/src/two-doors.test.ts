import { createServer, request as send } from 'node:http'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import {
  bytes,
  toyAdapter,
  toyDialect,
  toyTransport,
  type Script,
} from '../test-support/toy-wire.ts'
import { pipeline, Secret, upstream, type ExchangeOptions } from './index.ts'
import { nodeHandler } from './node/index.ts'
import { handler } from './web/index.ts'

const sse = ['content-type', 'text/event-stream']
const text = 'data: {"id":"1"}\n\ndata: {"t":"ü☃😀"}\n\n'
const large = `data: {"t":"${'é'.repeat(9000)}"}\n\n`

const scripts: Readonly<Record<string, Script>> = {
  whole: (to) => {
    to.onHead(200, ['content-type', 'application/json; charset=utf-8'])
    to.onData(bytes('{"id":"1","model":"m","text":"ünïcode ☃ 😀"}'))
    to.onEnd()
  },
  'large-whole': (to) => {
    to.onHead(200, ['content-type', 'application/json'])
    to.onData(bytes(`{"id":"1","model":"m","text":"${'é'.repeat(9000)}"}`))
    to.onEnd()
  },
  streamed: (to) => {
    to.onHead(200, sse)
    for (const chunk of [text, large, 'data: [DO', 'NE]\n\n']) to.onData(bytes(chunk))
    to.onEnd()
  },
  cut: (to) => {
    to.onHead(200, sse)
    to.onData(bytes(text))
    to.onData(bytes('data: {"t":"half'))
    to.onEnd()
  },
  broken: (to) => {
    to.onHead(200, sse)
    to.onData(bytes(text))
    to.onData(bytes('data: {"id" oops\n\n'))
  },
  refused: (to) => {
    to.onHead(503, [])
    to.onEnd()
  },
}

/** One gateway per call, so that nothing is shared but the code; the model names the script. */
function options(): ExchangeOptions {
  const transport = toyTransport((to, request, call) => {
    const { model } = JSON.parse(String(request.body)) as { model: string }
    scripts[model]?.(to, request, call)
  })
  const keys = { pick: () => ({ id: 'k', key: new Secret('s') }) }
  return {
    pipeline: pipeline(
      async (context, next) => {
        const { model } = context.request
        context.candidates = [{ id: `toy/${model}`, provider: 'toy', model }]
        await next()
      },
      upstream({ adapters: [toyAdapter('toy', 'toy-a')], transport, keys }),
    ),
    dialects: [toyDialect('toy-a'), toyDialect('toy-b')],
    maxBytes: 100_000,
  }
}

interface Ask {
  readonly method: string
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Seen {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly clean: boolean
}

const ofTheConnection = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

function strip(headers: Iterable<readonly [string, string]>): Seen['headers'] {
  const kept = [...headers].filter(([name]) => !ofTheConnection.has(name))
  // No two answers take the same time.
  const named = kept.map(
    ([name, value]) =>
      [name, name === 'server-timing' ? value.replaceAll(/[\d.]+/g, '0') : value] as const,
  )
  return Object.fromEntries(named)
}

async function throughWeb(ask: Ask): Promise<Seen> {
  const { method, path, body, headers } = ask
  const init = { method, ...(body === undefined ? {} : { body }), headers: headers ?? {} }
  const response = await handler(options())(new Request(`http://gateway${path}`, init))
  const decoder = new TextDecoder()
  let seen = ''
  let clean = true
  try {
    for await (const chunk of response.body ?? []) seen += decoder.decode(chunk, { stream: true })
  } catch {
    clean = false
  }
  return { status: response.status, headers: strip(response.headers), body: seen, clean }
}

const server = createServer(nodeHandler(options()))
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address === 'object' && address !== null) port = address.port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function throughNode({ method, path, body, headers = {} }: Ask): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const call = send({ port, method, path, headers, agent: false }, (response) => {
      let seen = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => (seen += piece))
      response.on('error', () => undefined)
      response.on('close', () => {
        const all = Object.entries(response.headers).map(
          ([name, value]) => [name, String(value)] as const,
        )
        const { statusCode: status = 0, complete: clean } = response
        resolve({ status, headers: strip(all), body: seen, clean })
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}

const id = { 'x-request-id': 'r-1' }
const chats = Object.keys(scripts).flatMap((model) =>
  ['toy-a', 'toy-b'].flatMap((wire) =>
    [true, false].map((stream): Ask => {
      const body = JSON.stringify({ model, stream, seed: 1 })
      return { method: 'POST', path: `/${wire}`, body, headers: id }
    }),
  ),
)
const refusals: readonly Ask[] = [
  { method: 'POST', path: '/toy-a', body: '', headers: id },
  { method: 'POST', path: '/toy-a?x=1', body: '{"model":', headers: id },
  { method: 'POST', path: '/toy-a', body: '{}', headers: id },
  { method: 'POST', path: '/toy-a', body: 'x'.repeat(100_001), headers: id },
  { method: 'POST', path: '/toy-a', body: 'x', headers: { ...id, 'content-encoding': 'GZIP' } },
  { method: 'GET', path: '/toy-a', headers: id },
  { method: 'DELETE', path: '/toy-b', headers: id },
  { method: 'GET', path: '/nowhere', headers: id },
  {
    method: 'POST',
    path: '/toy-b',
    body: '{"model":"whole","seed":1}',
    headers: { ...id, 'x-signalbox-strict': '1' },
  },
]

describe('both doors answer alike', () => {
  test.each([...chats, ...refusals].map((ask) => [titleOf(ask), ask] as const))(
    '%s',
    async (_name, ask) => {
      const [web, node] = await Promise.all([throughWeb(ask), throughNode(ask)])
      expect(node).toEqual(web)
      expect(web.headers['x-request-id']).toBe('r-1')
    },
  )

  test('with every ending there is', async () => {
    const all = await Promise.all(chats.map(throughWeb))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 502, 503]))
    expect(new Set(all.map(({ clean }) => clean))).toEqual(new Set([true, false]))
  })
})

test.each(['constructor', 'toString', '__proto__', 'zstd'])(
  'the encoding %s is no encoding at either door',
  async (encoding) => {
    const ask = {
      method: 'POST',
      path: '/toy-a',
      body: '{"model":"whole"}',
      headers: { 'content-encoding': encoding },
    }
    expect((await throughNode(ask)).status).toBe(400)
    expect((await throughWeb(ask)).status).toBe(400)
  },
)

function titleOf({ method, path, body = '', headers }: Ask): string {
  return `${method} ${path} ${body.slice(0, 60)} ${Object.keys(headers ?? {}).join(' ')}`
}
