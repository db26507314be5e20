import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { afterEach, describe, expect, test } from 'vitest'

import { GatewayError, send, type Transport } from '../index.ts'
import { fetchTransport } from '../web/index.ts'
import { undiciTransport } from './undici-transport.ts'

const closers: (() => unknown)[] = []
afterEach(() => Promise.all(closers.splice(0).map((close) => close())))

async function serve(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${String(address.port)}`
}

/** An origin where nobody listens any more. */
async function nobody() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${String(address.port)}`
}

const call = (origin: string) =>
  ({ method: 'POST', origin, path: '/a?b=1', headers: ['x-one', '1'], body: 'hällo' }) as const

const clocks = { connectMs: 500, firstTokenMs: 10_000, idleMs: 10_000, totalMs: 10_000 }

describe.each([
  ['undici', () => undiciTransport({ connectMs: 500 })],
  ['fetch', () => fetchTransport()],
])('the %s transport', (_name, make) => {
  function open(): Transport {
    const transport = make()
    closers.push(() => transport.close?.())
    return transport
  }

  async function failure(
    origin: string,
    patch: Partial<typeof clocks> = {},
  ): Promise<GatewayError> {
    return send(open(), call(origin), { clocks: { ...clocks, ...patch } }).then(
      () => Promise.reject(new Error('it should have failed')),
      (error: GatewayError) => error,
    )
  }

  test('carries method, path, headers and body there, status, headers and body back', async () => {
    const origin = await serve((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        const { method, url, headers } = request
        response.writeHead(207, { 'X-Answer': 'Yes' })
        response.end(JSON.stringify({ method, url, one: headers['x-one'], body }))
      })
    })
    const answer = await send(open(), call(origin))
    expect(answer.status).toBe(207)
    expect(answer.headers.join(' ')).toContain('x-answer Yes')
    expect(JSON.parse(new TextDecoder().decode(answer.body))).toEqual({
      method: 'POST',
      url: '/a?b=1',
      one: '1',
      body: 'hällo',
    })
  })

  test('fails a call whose header HTTP cannot carry, and nothing else', async () => {
    const origin = await serve((_request, response) => response.end('ok'))
    const transport = open()
    const odd = { ...call(origin), headers: ['authorization', 'Bearer sk-…'] }
    await expect(send(transport, odd)).rejects.toBeDefined()
    expect((await send(transport, call(origin))).status).toBe(200)
  })

  test('does not follow redirects', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    })
    expect((await send(open(), call(origin))).status).toBe(302)
  })

  test('says that nobody listens', async () => {
    expect((await failure(await nobody())).details).toMatchObject({
      verdict: 'connect_failed',
      ran: 'no',
    })
  })

  test('tells a cut in the middle from an end', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      response.write('half', () => response.socket?.destroy())
    })
    expect((await failure(origin)).details).toMatchObject({ verdict: 'truncated' })
  })

  test('gives up on a provider that sends nothing, or falls silent, or never ends', async () => {
    const silent = await serve(() => undefined)
    expect((await failure(silent, { firstTokenMs: 60 })).kind).toBe('upstream_timeout')
    const stalls = await serve((_request, response) => {
      response.writeHead(200)
      response.write('x')
    })
    expect((await failure(stalls, { idleMs: 60 })).details.verdict).toBe('stalled')
    expect((await failure(stalls, { totalMs: 60 })).kind).toBe('upstream_timeout')
  })

  test('ends the provider’s work when it is aborted', async () => {
    const { promise: left, resolve: gone } = Promise.withResolvers<undefined>()
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>()
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      response.write('x')
      response.on('close', gone)
      arrive(undefined)
    })
    const stop = new AbortController()
    const answer = send(open(), call(origin), { signal: stop.signal })
    await arrived
    stop.abort()
    await expect(answer).rejects.toMatchObject({ kind: 'cancelled' })
    await left
  })

  test('reads no further while it is paused, and calls that no silence of the provider', async () => {
    const { promise: stuck, resolve: fill } = Promise.withResolvers<undefined>()
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1024)
      let quiet: NodeJS.Timeout | undefined
      const pump = () => {
        clearTimeout(quiet)
        while (!response.destroyed && response.write(chunk));
        // Nobody took a byte for five idle limits: the reader has stopped.
        quiet = setTimeout(fill, 300, undefined)
        response.once('drain', pump)
      }
      response.on('close', () => {
        clearTimeout(quiet)
      })
      pump()
    })
    let received = 0
    let failed: GatewayError | undefined
    let more: () => void = () => undefined
    const control = open().dispatch(
      call(origin),
      {
        onHead: () => undefined,
        onData(bytes) {
          received += bytes.length
          control.pause()
          more()
        },
        onEnd: () => undefined,
        onError: (error) => (failed = error),
      },
      { ...clocks, idleMs: 60 },
    )
    await stuck
    const paused = received
    expect(failed).toBeUndefined()
    expect(paused).toBeLessThan(4 * 1024 * 1024)
    const resumed = new Promise<void>((resolve) => (more = resolve))
    control.resume()
    await resumed
    expect(received).toBeGreaterThan(paused)
    control.abort(undefined)
  })
})

test('a connection is kept for the next call', async () => {
  const sockets = new Set<unknown>()
  const origin = await serve((request, response) => {
    sockets.add(request.socket)
    response.end('ok')
  })
  const transport = undiciTransport()
  closers.push(() => transport.close?.())
  for (let i = 0; i < 10; i++) await send(transport, call(origin))
  expect(sockets.size).toBeLessThanOrEqual(2)
})

describe('the undici transport', () => {
  const quiet = { onHead: () => undefined, onData: () => undefined, onEnd: () => undefined }

  test('refuses what goes beyond its connections, and has room again after an abort', async () => {
    const origin = await serve(() => undefined)
    const transport = undiciTransport({ maxConnections: 2 })
    closers.push(() => transport.close?.())
    const errors: GatewayError[] = []
    const dispatch = () =>
      transport.dispatch(call(origin), { ...quiet, onError: (error) => errors.push(error) })
    const [first] = [dispatch(), dispatch()]
    dispatch()
    expect(errors).toMatchObject([{ kind: 'overloaded', details: { ran: 'no' } }])
    first?.abort(undefined)
    dispatch()
    expect(errors.map(({ kind }) => kind)).toEqual(['overloaded', 'cancelled'])
  })

  test('keeps its bound over several pools', async () => {
    const origin = await serve(() => undefined)
    const transport = undiciTransport({ maxConnections: 600 })
    closers.push(() => transport.close?.())
    let refused = 0
    const calls = Array.from({ length: 601 }, () =>
      transport.dispatch(call(origin), { ...quiet, onError: () => refused++ }),
    )
    expect(refused).toBe(1)
    for (const one of calls) one.abort(undefined)
  })

  test('tells the reason of an abort before, while and after connecting, once', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<undefined>()
    const origin = await serve(() => {
      arrive(undefined)
    })
    const transport = undiciTransport()
    closers.push(() => transport.close?.())
    const reason = new Error('enough')
    for (const wait of [() => undefined, () => Promise.resolve(), () => arrived]) {
      const errors: GatewayError[] = []
      const control = transport.dispatch(call(origin), {
        ...quiet,
        onError: (error) => errors.push(error),
      })
      await wait()
      control.abort(new GatewayError('cancelled', 'Enough.', { origin: 'client', cause: reason }))
      control.abort(new Error('again'))
      expect(errors).toMatchObject([{ kind: 'cancelled', details: { cause: reason } }])
    }
  })
})

describe('a connection opened ahead of need', () => {
  async function counted(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const seen: { method: string | undefined; port: number | undefined }[] = []
    const origin = await serve((request, response) => {
      seen.push({ method: request.method, port: request.socket.remotePort })
      answer(request, response)
    })
    const transport = undiciTransport({ connectMs: 200 })
    closers.push(() => transport.close?.())
    return { origin, transport, ports: () => new Set(seen.map(({ port }) => port)), seen }
  }

  test.each([
    ['an empty answer', (response: ServerResponse) => response.writeHead(204).end()],
    ['a refusal with a body', (response: ServerResponse) => response.writeHead(405).end('no')],
  ])('is used by the next call, after %s', async (_name, answer) => {
    const { origin, transport, ports, seen } = await counted((request, response) =>
      request.method === 'OPTIONS' ? answer(response) : response.end('ok'),
    )
    await transport.warm?.(origin)
    await send(transport, call(origin))
    await new Promise(setImmediate)
    await transport.warm?.(origin)
    await send(transport, call(origin))
    expect(seen.map(({ method }) => method)).toEqual(['OPTIONS', 'POST', 'OPTIONS', 'POST'])
    expect(ports().size).toBe(1)
  })

  test('is one, however many ask for it at once', async () => {
    const { origin, transport, seen } = await counted((_request, response) => response.end())
    await Promise.all(Array.from({ length: 50 }, async () => transport.warm?.(origin)))
    expect(seen).toHaveLength(1)
  })

  test('that nobody answers is given up, and the next call opens its own', async () => {
    const { origin, transport } = await counted((request, response) => {
      if (request.method !== 'OPTIONS') response.end('ok')
    })
    await expect(transport.warm?.(origin)).rejects.toMatchObject({ kind: 'upstream_error' })
    expect((await send(transport, call(origin))).status).toBe(200)
    await expect(transport.warm?.(await nobody())).rejects.toMatchObject({
      details: { verdict: 'connect_failed' },
    })
  })
})

test('undici tells how long a connection took, and that the next call had one', async () => {
  const origin = await serve((_, response) => response.end('x'))
  const transport = undiciTransport({ connectMs: 500 })
  closers.push(() => transport.close?.())
  const connectMs = () =>
    new Promise<number | undefined>((resolve, reject) => {
      let told: number | undefined
      transport.dispatch(call(origin), {
        onHead: (_status, _headers, ms) => (told = ms),
        onData: () => undefined,
        onEnd: () => {
          // A connection is handed out again a moment after its answer.
          setTimeout(() => resolve(told), 20)
        },
        onError: reject,
      })
    })
  expect(await connectMs()).toBeGreaterThan(0)
  expect(await connectMs()).toBe(0)
})
