import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import { NodeSink } from './node-sink.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const kinds = ['writeLatin1String', 'writeUtf8String', 'writeAsciiString', 'writeBuffer', 'writev']
type Handle = Record<string, (...args: unknown[]) => unknown>

/** Notes every write that reaches the operating system. */
function pin(socket: Socket, writes: string[]): void {
  const handle = Reflect.get(socket, '_handle') as Handle
  for (const kind of kinds) {
    const write = handle[kind]
    if (write === undefined) continue
    handle[kind] = (...args) => {
      writes.push(kind)
      return write.apply(handle, args)
    }
  }
}

const get = (path = '/', version = '1.1') => `GET ${path} HTTP/${version}\r\nhost: x\r\n\r\n`
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Answers `request` with `script`; resolves when the sockets are quiet or `until` has been read. */
async function exchange(
  request: string,
  script: (sink: NodeSink, path: string) => void | Promise<void>,
  until?: (text: string) => boolean,
) {
  const writes: string[] = []
  const closes: boolean[] = []
  const server = createServer((incoming, response) => {
    const sink = new NodeSink(response)
    sink.onClose = (clean) => void closes.push(clean)
    void script(sink, incoming.url ?? '')
  })
  server.on('connection', (socket) => {
    pin(socket, writes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const socket = connect(address.port, '127.0.0.1')
  closers.push(() => {
    socket.destroy()
    server.close()
  })
  const text = await new Promise<string>((resolve, reject) => {
    let seen = ''
    socket.setEncoding('latin1')
    socket.on('data', (data: string) => {
      seen += data
      if (until?.(seen) === true) resolve(seen)
    })
    socket.on('close', () => {
      resolve(seen)
    })
    socket.on('error', reject)
    socket.write(request)
  })
  await turn()
  return { text, body: text.slice(text.indexOf('\r\n\r\n') + 4), writes, closes }
}

const ended = (text: string) => text.endsWith('\r\n0\r\n\r\n')
const small = new TextEncoder().encode('ü☃')
const large = new Uint8Array(9000).fill(120)

describe('writes that reach the socket', () => {
  test.each([
    ['a small body: one string with its head', small, ['writeLatin1String']],
    ['a large body: one vector with its head', large, ['writev']],
  ])('%s', async (_name, body, expected) => {
    const { writes, text } = await exchange(
      get(),
      (sink) => {
        sink.head(200, [], body.length)
        sink.end(body)
      },
      (seen) => seen.length > body.length && seen.includes('\r\n\r\n'),
    )
    expect(writes).toEqual(expected)
    expect(text.toLowerCase()).toContain(`content-length: ${String(body.length)}`)
  })

  test.each<[string, (sink: NodeSink) => void, string]>([
    ['a small chunk: one string', (sink) => sink.write(small), 'writeLatin1String'],
    ['a large chunk: one vector', (sink) => sink.write(large), 'writev'],
    ['text: one string', (sink) => sink.writeText('é'), 'writeUtf8String'],
  ])('%s, also the first with its head', async (_name, write, kind) => {
    const { writes } = await exchange(
      get(),
      async (sink) => {
        sink.head(200, [])
        write(sink)
        await turn()
        write(sink)
        await turn()
        sink.end()
      },
      ended,
    )
    expect(writes).toHaveLength(3)
    expect(writes[1]).toBe(kind)
  })

  test('everything of one tick: one vector', async () => {
    const { writes } = await exchange(
      get(),
      (sink) => {
        sink.head(200, [])
        for (let i = 0; i < 5; i++) sink.write(small)
        sink.end('é')
      },
      ended,
    )
    expect(writes).toEqual(['writev'])
  })

  test('empty chunks: none', async () => {
    const { writes, body } = await exchange(
      get(),
      async (sink) => {
        sink.head(200, [])
        sink.write(new Uint8Array())
        sink.writeText('')
        await turn()
        sink.write(small)
        await turn()
        sink.write(new Uint8Array())
        sink.end('')
      },
      ended,
    )
    expect(writes).toHaveLength(2)
    expect(body).toBe('5\r\n\u00c3\u00bc\u00e2\u0098\u0083\r\n0\r\n\r\n')
  })
})

const streamed = (sink: NodeSink) => {
  sink.head(200, [])
  sink.write(small)
  sink.writeText('é')
  sink.end('!')
}

test('HTTP/1.0 gets plain bytes and a close', async () => {
  const { text, body, closes } = await exchange(get('/', '1.0'), streamed)
  expect(body).toBe('\u00c3\u00bc\u00e2\u0098\u0083\u00c3\u00a9!')
  expect(text.toLowerCase()).not.toContain('transfer-encoding')
  expect(closes).toEqual([true])
})

test('HEAD gets a head only, of whole bodies and of streams', async () => {
  const ask = 'HEAD / HTTP/1.1\r\nhost: x\r\n\r\n'
  const whole = (sink: NodeSink) => {
    sink.head(200, [], 3)
    sink.end('abc')
  }
  for (const script of [whole, streamed])
    expect((await exchange(ask, script, (seen) => seen.includes('\r\n\r\n'))).body).toBe('')
})

describe('several requests on one connection', () => {
  const both = get('/slow') + get('/fast')

  test('that are pipelined are answered in order, whoever is ready first', async () => {
    const { text, closes } = await exchange(
      both,
      async (sink, path) => {
        if (path === '/slow') for (let i = 0; i < 3; i++) await turn()
        sink.head(200, ['x-path', path])
        sink.write(small)
        await turn()
        sink.end(path)
      },
      (seen) => seen.split('\r\n0\r\n\r\n').length === 3,
    )
    expect([...text.matchAll(/x-path: (\S+)/g)].map(([, path]) => path)).toEqual(['/slow', '/fast'])
    expect(closes).toEqual([true, true])
  })

  test('are cut by an abort, also of one whose turn has not come', async () => {
    const { text, closes } = await exchange(both, async (sink, path) => {
      if (path === '/slow') for (let i = 0; i < 3; i++) await turn()
      sink.head(200, ['x-path', path])
      sink.write(small)
      if (path === '/fast') sink.abort(new Error('cut'))
      else sink.end()
    })
    expect(text).toContain('x-path: /slow')
    expect(ended(text)).toBe(false)
    expect(closes).toEqual([true, false])
  })
})

describe('an abort', () => {
  test('lets out what was written, and never looks like an end', async () => {
    const { body, closes } = await exchange(get(), (sink) => {
      sink.head(200, [])
      sink.write(small)
      sink.abort(new Error('cut'))
      sink.write(small)
      sink.end('more')
    })
    expect(body).toBe('5\r\n\u00c3\u00bc\u00e2\u0098\u0083\r\n')
    expect(closes).toEqual([false])
  })

  test('before the head cuts the connection', async () => {
    const { text } = await exchange(get(), (sink) => {
      sink.abort(new Error('cut'))
    })
    expect(text).toBe('')
  })
})

test('a head that Node refuses leaves room for another answer', async () => {
  const { text } = await exchange(
    get(),
    (sink) => {
      expect(() => {
        sink.head(200, ['x-bad', 'a\nb'])
      }).toThrow('Invalid character')
      sink.head(500, [], 2)
      sink.end('no')
    },
    (seen) => seen.endsWith('no'),
  )
  expect(text).toMatch(/^HTTP\/1.1 500 Internal Server Error\r\n/)
})
