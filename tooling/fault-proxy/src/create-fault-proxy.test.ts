import { connect, createServer, type Socket } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { createFaultProxy, type FaultProxy } from './create-fault-proxy.ts'
import type { Faults } from './faults.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** Echoes, and says BYE to a client that ended. */
async function upstream() {
  const sockets: Socket[] = []
  const seen = { text: '', ended: false, failed: undefined as string | undefined }
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket)
    socket.on('data', (bytes: Buffer) => {
      seen.text += bytes.toString('latin1')
      socket.write(bytes)
    })
    socket.on('end', () => {
      seen.ended = true
      socket.end('BYE')
    })
    socket.on('error', (error) => (seen.failed = 'code' in error ? String(error.code) : error.name))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, sockets, seen }
}

async function start(faults: Faults = {}) {
  const behind = await upstream()
  const proxy = await createFaultProxy({ upstreamPort: behind.port, faults })
  closers.push(() => proxy.close())
  return { proxy, behind }
}

function dial({ port }: FaultProxy) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  closers.push(() => socket.destroy())
  const seen = { text: '', ended: false, error: undefined as string | undefined }
  socket.on('data', (bytes: Buffer) => (seen.text += bytes.toString('latin1')))
  socket.on('end', () => (seen.ended = true))
  socket.on('error', (error) => (seen.error = 'code' in error ? String(error.code) : error.name))
  return { socket, seen }
}

/** Polls: what a socket does next has no event of its own here. */
async function until(check: () => boolean): Promise<void> {
  const limit = performance.now() + 5000
  while (!check()) {
    if (performance.now() > limit) throw new Error('it never happened')
    await sleep(5)
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('without faults', () => {
  test('passes bytes and ends in both directions, and counts open sockets', async () => {
    const { proxy } = await start()
    const { socket, seen } = dial(proxy)
    socket.write('hello')
    await until(() => seen.text === 'hello')
    expect(proxy.open).toEqual({ clients: 1, upstreams: 1 })
    socket.end()
    await until(() => seen.ended)
    expect(seen.text).toBe('helloBYE')
    await until(() => proxy.open.clients === 0 && proxy.open.upstreams === 0)
    expect(proxy.accepted).toBe(1)
    expect(seen.error).toBeUndefined()
  })

  test('carries megabytes unchanged past a slow reader', async () => {
    const { proxy } = await start()
    const { socket, seen } = dial(proxy)
    const text = Array.from({ length: 300_000 }, (_, i) => String(i % 10))
      .join('')
      .repeat(20)
    socket.pause()
    socket.write(text)
    await sleep(50)
    socket.resume()
    await until(() => seen.text.length === text.length)
    expect(seen.text === text).toBe(true)
  })

  test('lets go of the upstream when the client is gone, and the reverse', async () => {
    const { proxy, behind } = await start()
    const one = dial(proxy)
    one.socket.write('x')
    await until(() => one.seen.text === 'x')
    one.socket.resetAndDestroy()
    await until(() => proxy.open.upstreams === 0)
    expect(behind.seen.failed).toBe('ECONNRESET')
    const two = dial(proxy)
    two.socket.write('y')
    await until(() => two.seen.text === 'y')
    behind.sockets[1]?.resetAndDestroy()
    await until(() => two.seen.error === 'ECONNRESET')
  })

  test('resets a client whose upstream does not listen', async () => {
    const proxy = await createFaultProxy({ upstreamPort: 1 })
    closers.push(() => proxy.close())
    const { seen } = dial(proxy)
    await until(() => seen.error !== undefined)
    expect(seen.error).toBe('ECONNRESET')
  })
})

describe('at connect', () => {
  test('refuses, and listens on the same port again afterwards', async () => {
    const { proxy } = await start({ connect: 'refuse' })
    const refused = dial(proxy)
    await until(() => refused.seen.error !== undefined)
    expect(refused.seen.error).toBe('ECONNREFUSED')
    await proxy.set({})
    const { socket, seen } = dial(proxy)
    socket.write('back')
    await until(() => seen.text === 'back')
  })

  test('refuses new connections while old ones go on', async () => {
    const { proxy } = await start()
    const old = dial(proxy)
    old.socket.write('1')
    await until(() => old.seen.text === '1')
    await proxy.set({ connect: 'refuse' })
    const fresh = dial(proxy)
    await until(() => fresh.seen.error === 'ECONNREFUSED')
    old.socket.write('2')
    await until(() => old.seen.text.length === 2)
    expect(old.seen.text).toBe('12')
  })

  test('resets', async () => {
    const { proxy, behind } = await start({ connect: 'reset' })
    const { seen } = dial(proxy)
    await until(() => seen.error === 'ECONNRESET')
    expect(behind.sockets).toHaveLength(0)
  })

  test('accepts and never answers', async () => {
    const { proxy, behind } = await start({ connect: 'black-hole' })
    const { socket, seen } = dial(proxy)
    socket.write('hello?')
    await sleep(60)
    expect(seen).toEqual({ text: '', ended: false, error: undefined })
    expect(behind.sockets).toHaveLength(0)
    expect(proxy.open).toEqual({ clients: 1, upstreams: 0 })
    socket.destroy()
    await until(() => proxy.open.clients === 0)
  })
})

describe.each(['toUpstream', 'toClient'] as const)('%s', (lane) => {
  test.each([0, 1, 4])('resets both ends after %i bytes', async (resetAfter) => {
    const { proxy, behind } = await start({ [lane]: { resetAfter } })
    const { socket, seen } = dial(proxy)
    socket.write('abcdefgh')
    await until(() => seen.error === 'ECONNRESET' && behind.seen.failed === 'ECONNRESET')
    const received = lane === 'toClient' ? seen.text : behind.seen.text
    expect(received).toBe('abcdefgh'.slice(0, resetAfter))
  })

  test.each([0, 1, 4])('cuts cleanly after %i bytes', async (cutAfter) => {
    const { proxy, behind } = await start({ [lane]: { cutAfter } })
    const { socket, seen } = dial(proxy)
    socket.write('abcdefgh')
    await until(() => seen.ended && behind.seen.ended)
    expect([seen.error, behind.seen.failed]).toEqual([undefined, undefined])
    const received = lane === 'toClient' ? seen.text : behind.seen.text
    expect(received).toBe('abcdefgh'.slice(0, cutAfter))
  })

  test('inverts one byte, wherever the pieces are split', async () => {
    const { proxy } = await start({ [lane]: { corruptAt: 2 } })
    const { socket, seen } = dial(proxy)
    socket.write('ab')
    await until(() => seen.text.length === 2)
    socket.write('cd')
    await until(() => seen.text.length === 4)
    expect(Buffer.from(seen.text, 'latin1')).toEqual(Buffer.from([97, 98, 99 ^ 0xff, 100]))
  })

  test('falls silent after some bytes and keeps the connection', async () => {
    const { proxy } = await start({ [lane]: { silentAfter: 3 } })
    const { socket, seen } = dial(proxy)
    socket.write('abcdef')
    await until(() => seen.text === 'abc')
    socket.end()
    await sleep(60)
    expect(seen).toEqual({ text: 'abc', ended: false, error: undefined })
  })

  test('delays', async () => {
    const { proxy } = await start({ [lane]: { latencyMs: 120 } })
    const { socket, seen } = dial(proxy)
    const startedAt = performance.now()
    socket.write('x')
    await until(() => seen.text === 'x')
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119)
  })

  test('drips', async () => {
    const { proxy } = await start({ [lane]: { bytesPerSecond: 100 } })
    const { socket, seen } = dial(proxy)
    const startedAt = performance.now()
    socket.write('0123456789abcdef')
    await until(() => seen.text.length === 16)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(140)
  })
})

test('what is late still arrives after its sender has left', async () => {
  const { proxy } = await start({ toClient: { latencyMs: 60 } })
  const { socket, seen } = dial(proxy)
  socket.end('hello')
  await until(() => seen.ended)
  expect(seen).toEqual({ text: 'helloBYE', ended: true, error: undefined })
})

describe('half-closed', () => {
  test('the upstream sees the end and still answers', async () => {
    const { proxy, behind } = await start({ toUpstream: { halfCloseAfter: 3 } })
    const { socket, seen } = dial(proxy)
    socket.write('abcdef')
    await until(() => seen.text === 'abcBYE')
    expect(behind.seen.text).toBe('abc')
  })

  test('the client sees the end and can still send', async () => {
    const { proxy, behind } = await start({ toClient: { halfCloseAfter: 2 } })
    const { socket, seen } = dial(proxy)
    socket.write('abc')
    await until(() => seen.ended)
    expect(seen.text).toBe('ab')
    socket.write('def')
    await until(() => behind.seen.text === 'abcdef')
    expect(behind.seen.ended).toBe(false)
  })
})

test('faults are switched while a connection is open', async () => {
  const { proxy } = await start()
  const { socket, seen } = dial(proxy)
  socket.write('abcd')
  await until(() => seen.text === 'abcd')
  await proxy.set({ toClient: { cutAfter: 6 } })
  socket.write('efgh')
  await until(() => seen.ended)
  expect(seen.text).toBe('abcdef')
  await proxy.set({})
  const other = dial(proxy)
  other.socket.write('whole again')
  await until(() => other.seen.text === 'whole again')
})

test('closing ends everything that is open', async () => {
  const { proxy } = await start({ connect: 'black-hole' })
  const { seen } = dial(proxy)
  await until(() => proxy.open.clients === 1)
  await proxy.close()
  await until(() => seen.ended || seen.error !== undefined)
  expect(proxy.open).toEqual({ clients: 0, upstreams: 0 })
})
