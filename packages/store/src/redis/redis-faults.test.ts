import { findRedis, startRedis } from '@signalbox/test-servers'
import { afterEach, describe, expect, test } from 'vitest'

import { type RedisStore, redisStore } from './redis-store.ts'

const value = new Uint8Array(64)
const limitMs = 60

let closers: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of closers) await one[Symbol.asyncDispose]()
  closers = []
})

async function setUp(options: Parameters<typeof startRedis>[0] = {}) {
  const server = await startRedis(options)
  if (server === undefined) throw new Error('Redis vanished between two tests.')
  const store = redisStore(server.url)
  closers = [store, server]
  return { server, store }
}

/** Calls of every kind at 100 per second; the longest wait is counted without what this process was late itself. */
async function load(store: RedisStore, ms: number) {
  const calls = [
    () => store.get('a'),
    () => store.set('a', value, 60_000),
    () => store.lease('b', { cap: 1e6, ratePerSec: 1e6, want: 1 }),
    () => store.publish('c', { n: 1 }),
  ]
  const results: Promise<{ took: number; ok: boolean }>[] = []
  const until = performance.now() + ms
  let late = 0
  for (let turn = 0; performance.now() < until; turn++) {
    const began = performance.now()
    const took = () => performance.now() - began
    const call = calls[turn % calls.length] ?? calls[0]!
    results.push(
      call().then(
        () => ({ took: took(), ok: true }),
        () => ({ took: took(), ok: false }),
      ),
    )
    const slept = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 10))
    late = Math.max(late, performance.now() - slept - 10)
  }
  const all = await Promise.all(results)
  return {
    calls: all.length,
    failed: all.filter(({ ok }) => !ok).length,
    longest: Math.max(...all.map(({ took }) => took)) - 2 * late,
  }
}

async function recovery(store: RedisStore): Promise<number> {
  const began = performance.now()
  for (;;) {
    const ok = await store.set('back', value, 1000).then(
      () => true,
      () => false,
    )
    if (ok || performance.now() - began > 5000) return performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe.skipIf(findRedis() === undefined)('when Redis', () => {
  test('freezes, every call is over in time and all goes on after the thaw', async () => {
    const { server, store } = await setUp()
    await store.ready()
    expect((await load(store, 200)).failed).toBeLessThan(5)
    server.freeze()
    const frozen = await load(store, 1500)
    server.thaw()
    // One or two may be answered before the signal arrives.
    expect(frozen.calls - frozen.failed).toBeLessThan(3)
    expect(frozen.longest).toBeLessThan(limitMs)
    expect(await recovery(store)).toBeLessThan(2500)
    expect((await load(store, 200)).failed).toBeLessThan(5)
  })

  test('freezes, most calls do not wait at all', async () => {
    const { server, store } = await setUp()
    await store.ready()
    server.freeze()
    await load(store, 300)
    const began = performance.now()
    await store.get('a').catch(() => undefined)
    server.thaw()
    expect(performance.now() - began).toBeLessThan(45)
  })

  test('is killed, calls fail at once and work when it is back', async () => {
    const { server, store } = await setUp()
    await store.ready()
    await server.kill()
    const down = await load(store, 500)
    expect(down.longest).toBeLessThan(limitMs)
    await server.start()
    expect(await recovery(store)).toBeLessThan(2500)
  })

  test('is not there at boot, calls fail at once and work when it comes', async () => {
    const { server, store } = await setUp({ start: false })
    const down = await load(store, 500)
    expect(down.failed).toBe(down.calls)
    expect(down.longest).toBeLessThan(limitMs)
    await server.start()
    expect(await recovery(store)).toBeLessThan(2500)
  })

  test('has no memory left, writing says so and reading goes on', async () => {
    const { store } = await setUp({
      args: ['--maxmemory', '3mb', '--maxmemory-policy', 'noeviction'],
    })
    await store.ready()
    await store.set('kept', value, 60_000)
    const big = new Uint8Array(256 * 1024)
    const fill = async () => {
      for (let n = 0; n < 40; n++) await store.set(`big${String(n)}`, big, 60_000)
    }
    await expect(fill()).rejects.toMatchObject({ reason: 'disk-full' })
    expect(await store.get('kept')).toStrictEqual(value)
    await store.del('big0')
    await store.del('big1')
    await store.set('again', value, 60_000)
  })

  test('comes back, listeners hear again', async () => {
    const { server, store } = await setUp()
    await store.ready()
    const heard: unknown[] = []
    store.subscribe('topic', (message) => heard.push(message))
    await server.kill()
    await server.start()
    await recovery(store)
    for (let tries = 0; tries < 100 && heard.length === 0; tries++) {
      await store.publish('topic', {}).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    expect(heard).not.toStrictEqual([])
  })

  test('forgets everything, buckets are full once and values are absent', async () => {
    const { server, store } = await setUp()
    await store.ready()
    await store.set('a', value, 60_000)
    await server.kill()
    await server.start()
    await recovery(store)
    expect(await store.get('a')).toBeUndefined()
    expect((await store.lease('b', { cap: 5, ratePerSec: 0.1, want: 9 })).granted).toBe(5)
  })
})
