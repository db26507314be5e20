import { createServer } from 'node:http'

import { createContext, pipeline, send, type Target } from '@signalbox/core'
import { undiciTransport } from '@signalbox/core/node'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { createWarmer, type WarmerOptions } from './warm.ts'

const target = (name: string): Target => ({
  id: `${name}/m`,
  provider: name,
  model: 'm',
  baseUrl: `https://${name}.example/v1`,
})
const at = (name: string) => `https://${name}.example`

function setup(options: Partial<WarmerOptions> = {}) {
  const clock = virtualClock()
  const touched: string[] = []
  const failed: string[] = []
  const broken = new Set<string>()
  const warmer = createWarmer({
    clock,
    random: () => 1,
    transport: {
      async warm(origin) {
        touched.push(origin)
        if (broken.has(origin)) throw new Error('refused')
      },
    },
    onError: (origin) => void failed.push(origin),
    ...options,
  })
  const ask = async (...names: readonly string[]) => {
    const context = createContext({
      request: { operation: 'chat', model: 'm', messages: [], stream: false },
      clock,
    })
    const [first = ''] = names
    await pipeline(
      async (routed, next) => {
        routed.candidates = names.map(target)
        await next()
      },
      warmer.stage,
      async (routed) => {
        const fork = routed.fork({ target: target(first) })
        routed.response = { type: 'completion', completion: { id: '', model: '', candidates: [] } }
        fork.response = routed.response
        routed.adopt(fork)
      },
    )(context)
  }
  return { clock, touched, failed, broken, warmer, ask }
}

describe('what is kept warm', () => {
  test('the next-ranked target at once, the first when its traffic stops, the third never', async () => {
    const { clock, touched, warmer, ask } = setup()
    await ask('a', 'b', 'c')
    expect(touched).toEqual([at('b')])
    await clock.advance(15_000)
    expect(touched).toEqual([at('b'), at('a'), at('b')])
    warmer.close()
  })

  test('traffic replaces touches', async () => {
    const { clock, touched, warmer, ask } = setup()
    for (let i = 0; i < 60; i++) {
      await ask('a', 'b')
      await clock.advance(1000)
    }
    expect(touched.filter((origin) => origin === at('a'))).toHaveLength(0)
    expect(touched.filter((origin) => origin === at('b'))).toHaveLength(5)
    warmer.close()
  })

  test('an origin without requests is forgotten, and no timer stays', async () => {
    const { clock, touched, warmer, ask } = setup({ forgetMs: 60_000 })
    await ask('a', 'b')
    await clock.advance(61_000)
    const before = touched.length
    await clock.advance(600_000)
    expect([touched.length, clock.sleepers, warmer.origins()]).toEqual([before, 0, []])
  })

  test('configured targets are kept until the end', async () => {
    const { clock, touched, warmer } = setup({ targets: [target('x'), target('x')] })
    await clock.advance(3_600_000)
    expect(touched).toHaveLength(241)
    warmer.close()
    await clock.advance(3_600_000)
    expect([touched.length, clock.sleepers]).toEqual([241, 0])
  })

  test('at most `maxOrigins`, the longest unused goes first', async () => {
    const { clock, warmer, ask } = setup({ maxOrigins: 3 })
    for (const name of ['a', 'b', 'c', 'a', 'd', 'e']) await ask(name)
    expect(warmer.origins()).toEqual([at('a'), at('d'), at('e')])
    await clock.advance(0)
    expect(clock.sleepers).toBe(3)
    warmer.close()
  })
})

test('intervals are jittered below the wanted one, and never short', async () => {
  let random = 0
  const { clock, touched, warmer } = setup({
    intervalMs: 1,
    random: () => random,
    targets: [target('x')],
  })
  await clock.advance(3999)
  expect(touched).toHaveLength(1)
  random = 1
  await clock.advance(1)
  expect(touched).toHaveLength(2)
  await clock.advance(4999)
  expect(touched).toHaveLength(2)
  await clock.advance(1)
  expect(touched).toHaveLength(3)
  warmer.close()
})

test('a failed touch is told, harms nobody, and makes touches rare until one works', async () => {
  const { clock, touched, failed, broken, warmer, ask } = setup({ forgetMs: 3_600_000 })
  broken.add(at('b'))
  await ask('a', 'b')
  const of = () => touched.filter((origin) => origin === at('b')).length
  await clock.advance(15_000 * (2 + 4 + 8 + 16 + 16))
  expect([of(), failed.length]).toEqual([6, 6])
  broken.clear()
  await clock.advance(15_000 * 16)
  const before = of()
  await clock.advance(15_000 * 3)
  expect(of() - before).toBe(3)
  warmer.close()
})

test('a transport without warm-up is left alone', async () => {
  const { clock, warmer, ask } = setup({ transport: {}, targets: [target('x')] })
  await ask('a', 'b')
  expect([warmer.origins(), clock.sleepers]).toEqual([[], 0])
})

test('over real sockets the next call takes the warmed one, and touches open no more', async () => {
  let opened = 0
  const server = createServer((request, response) => {
    response.writeHead(request.method === 'OPTIONS' ? 404 : 200).end('ok')
  }).on('connection', () => opened++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${String(address.port)}`
  const transport = undiciTransport()
  const touches: Promise<void>[] = []
  const clock = virtualClock()
  const warmer = createWarmer({
    clock,
    transport: {
      async warm(name) {
        const touch = transport.warm?.(name) ?? Promise.resolve()
        touches.push(touch)
        await touch
      },
    },
    targets: [{ ...target('x'), baseUrl: `${origin}/v1` }],
  })
  const call = { method: 'POST', origin, path: '/', headers: [], body: '{}' } as const
  try {
    for (let round = 1; round <= 5; round++) {
      await expect.poll(() => touches.length).toBe(round)
      await Promise.all(touches)
      expect((await send(transport, call)).status).toBe(200)
      await new Promise(setImmediate)
      await clock.advance(15_000)
    }
    expect(opened).toBe(1)
  } finally {
    warmer.close()
    await transport.close?.()
    server.close()
  }
})
