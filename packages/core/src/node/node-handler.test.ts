import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, test } from 'vitest'

import {
  bytes,
  toyAdapter,
  toyDialect,
  toyTransport,
  type Script,
} from '../../test-support/toy-wire.ts'
import { pipeline, Secret, upstream, type Dialect } from '../index.ts'
import { nodeHandler } from './node-handler.ts'

const closers: (() => unknown)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

async function serve(script: Script, maxBytes?: number) {
  const transport = toyTransport(script)
  const keys = { pick: () => ({ id: 'k', key: new Secret('s') }) }
  const run = upstream({ adapters: [toyAdapter('toy', 'toy-a')], transport, keys })
  const server = createServer(
    nodeHandler({
      pipeline: pipeline(async (context, next) => {
        context.candidates = [{ id: 'toy/m', provider: 'toy', model: 'm' }]
        await next()
      }, run),
      dialects: [toyDialect('toy-a'), toyDialect('toy-b')],
      maxBytes,
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, url: `http://127.0.0.1:${String(address.port)}`, transport, server }
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers })

const whole: Script = (to) => {
  to.onHead(200, ['content-type', 'application/json'])
  to.onData(bytes('{"id":"1","model":"m","text":"ünïcode ☃ 😀"}'))
  to.onEnd()
}

const frames = [
  'data: {"id":"1"}\n\n',
  'data: {"t":"ü☃😀"}\n\n',
  `data: {"t":"${'é'.repeat(9000)}"}\n\n`,
  'data: [DONE]\n\n',
]
const streamed: Script = (to) => {
  to.onHead(200, ['content-type', 'text/event-stream'])
  for (const frame of frames) to.onData(bytes(frame))
  to.onEnd()
}

describe('the Node door', () => {
  test('gives whole answers their bytes and keeps the connection', async () => {
    const { url } = await serve(whole)
    for (let i = 0; i < 3; i++) {
      const response = await post(`${url}/toy-a`, { model: 'm' })
      expect(await response.text()).toBe('{"id":"1","model":"m","text":"ünïcode ☃ 😀"}')
    }
  })

  test('frames relayed and rendered streams right, small chunks and large', async () => {
    const { url } = await serve(streamed)
    for (let i = 0; i < 2; i++) {
      const relayed = await post(`${url}/toy-a`, { model: 'm', stream: true })
      expect(await relayed.text()).toBe(frames.join(''))
    }
    const rendered = await post(`${url}/toy-b`, { model: 'm', stream: true })
    expect(await rendered.text()).toBe(frames.slice(1).join(''))
  })

  test('answers HTTP/1.0 without chunk framing, and closes', async () => {
    const { port } = await serve(streamed)
    const body = '{"model":"m","stream":true}'
    const text = await raw(
      port,
      `POST /toy-a HTTP/1.0\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
    )
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toBe(frames.join(''))
  })

  test('cuts the connection after an error ending, so that no client sees a clean end', async () => {
    const { port } = await serve((to) => {
      to.onHead(200, ['content-type', 'text/event-stream'])
      to.onData(bytes('data: {"t":"x"}\n\n'))
      to.onEnd()
    })
    const body = '{"model":"m","stream":true}'
    const text = await raw(
      port,
      `POST /toy-a HTTP/1.1\r\nhost: x\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
    )
    expect(text).toContain('data: {"error":"upstream_error"}')
    expect(text.endsWith('0\r\n\r\n')).toBe(false)
  })

  test('reads gzip up to the limit, refuses a bomb and an unknown encoding', async () => {
    const { url } = await serve(whole, 10_000)
    const send = (body: Buffer, encoding: string) =>
      fetch(`${url}/toy-a`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { 'content-encoding': encoding },
      })
    expect((await send(gzipSync('{"model":"m"}'), 'gzip')).status).toBe(200)
    expect((await send(gzipSync(Buffer.alloc(10_000_000)), 'gzip')).status).toBe(413)
    expect((await send(Buffer.from('not gzip'), 'gzip')).status).toBe(400)
    expect((await send(Buffer.from('x'), 'zstd')).status).toBe(400)
  })

  test('refuses a body over the limit, announced or not, and goes on serving', async () => {
    const { url } = await serve(whole, 10_000)
    const big = 'x'.repeat(100_000)
    expect((await post(`${url}/toy-a`, { model: big })).status).toBe(413)
    const stream = new Blob([JSON.stringify({ model: big })]).stream()
    const chunked = await fetch(`${url}/toy-a`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
    expect((await post(`${url}/toy-a`, { model: 'm' })).status).toBe(200)
  })

  test('puts nothing of a client into a header that ends it', async () => {
    const { url } = await serve(whole)
    const response = await post(`${url}/toy-a`, { model: 'm' }, { 'x-request-id': 'a'.repeat(200) })
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  })

  test('tells upstream in the same tick that the client left, in every phase', async () => {
    const phases: Script[] = [
      () => undefined,
      (to) => {
        to.onHead(200, ['content-type', 'text/event-stream'])
      },
      (to) => {
        to.onHead(200, ['content-type', 'text/event-stream'])
        to.onData(bytes('data: {"t":"x"}\n\n'))
      },
    ]
    for (const script of phases)
      for (const wire of ['toy-a', 'toy-b']) {
        const { port, transport } = await serve(script)
        const call = httpRequest({ port, path: `/${wire}`, method: 'POST' })
        call.on('error', () => undefined)
        call.end('{"model":"m","stream":true}')
        await until(() => transport.calls.length === 1)
        await new Promise((resolve) => setImmediate(resolve))
        call.destroy()
        await until(() => transport.calls[0]?.aborted !== undefined)
        expect(transport.calls[0]?.aborted).toMatchObject({ kind: 'cancelled' })
      }
  })

  test('pauses upstream while a slow client does not read', async () => {
    let pushed = 0
    const chunk = bytes(`data: {"t":"${'x'.repeat(65_000)}"}\n\n`)
    const { port, transport } = await serve((to, _request, call) => {
      to.onHead(200, ['content-type', 'text/event-stream'])
      const push = () => {
        if (call.paused > call.resumed || pushed >= 400) return
        pushed++
        to.onData(chunk)
        setImmediate(push)
      }
      push()
    })
    const answer = new Promise<IncomingMessage>((resolve) => {
      httpRequest({ port, path: '/toy-a', method: 'POST' }, resolve).end(
        '{"model":"m","stream":true}',
      )
    })
    const response = await answer
    response.pause()
    await until(
      () => (transport.calls[0]?.paused ?? 0) > (transport.calls[0]?.resumed ?? 0) && pushed > 1,
    )
    expect(pushed).toBeLessThan(400)
    response.destroy()
  })
})

test('a dialect that cannot even tell an error costs one connection, not the process', async () => {
  const toy = toyDialect('toy-a')
  const mute: Dialect = {
    ...toy,
    encodeError: () => {
      throw new Error('speechless')
    },
  }
  const server = createServer(nodeHandler({ pipeline: pipeline(), dialects: [mute], maxBytes: 10 }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = `http://127.0.0.1:${String(address.port)}/toy-a`
  await expect(post(url, {})).rejects.toThrow('fetch failed')
  await expect(post(url, { model: 'longer than ten' })).rejects.toThrow('fetch failed')
})

async function until(done: () => boolean): Promise<void> {
  const limit = performance.now() + 3000
  while (!done()) {
    if (performance.now() > limit) throw new Error('it did not happen')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let seen = ''
    socket.setEncoding('utf8')
    socket.on('data', (data: string) => (seen += data))
    socket.on('close', () => {
      resolve(seen)
    })
    socket.on('error', reject)
    socket.write(text)
  })
}
