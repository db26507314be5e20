import { createFaultProxy } from '@signalbox/fault-proxy'
import { findRedis, type RedisServer, startRedis } from '@signalbox/test-servers'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sleep } from './admin.ts'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { between, failures, percentile, type Sample, startLoad } from './load.ts'
import { scaleOf } from './scale.ts'
import { startUpstream, type Upstream } from './upstream.ts'

const scale = scaleOf(process.env['SIGNALBOX_SCALE'])
const key = 'a-key-of-acme-0123456789'
const isMissing = findRedis() === undefined

describe.skipIf(isMissing)('under load, with Redis', () => {
  let redis: RedisServer
  let proxy: Awaited<ReturnType<typeof createFaultProxy>>
  let upstream: Upstream
  /** With Redis behind a proxy, and without any: what the machine does to both is not Redis' doing. */
  let gateway: GatewayProcess
  let control: GatewayProcess

  const start = (redisUrl: string | undefined) =>
    startGateway({
      config: {
        providers: upstream.providers,
        ...(redisUrl === undefined ? {} : { redis: redisUrl }),
        tenants: { acme: { keys: [{ id: 'app', value: key }], limits: { rpm: 600_000 } } },
        cache: { exact: { ttlSeconds: 60 } },
      },
    })

  beforeAll(async () => {
    upstream = await startUpstream()
    const server = await startRedis()
    if (server === undefined) throw new TypeError('no Redis')
    redis = server
    proxy = await createFaultProxy({ upstreamPort: redis.port })
    const url = `redis://127.0.0.1:${String(proxy.port)}`
    ;[gateway, control] = await Promise.all([start(url), start(undefined)])
    await observe(gateway, 1000)
  }, 90_000)
  afterAll(async () => {
    await Promise.all([gateway, control].map((each) => each[Symbol.asyncDispose]()))
    await proxy.close()
    await redis[Symbol.asyncDispose]()
    await upstream[Symbol.asyncDispose]()
  })

  /** Both gateways under the same load while `during` runs; each begins a second before it. */
  async function observe(tested: GatewayProcess, forMs: number, during = async () => {}) {
    const printed = tested.printed()
    const loads = [tested, control].map(({ url }) =>
      startLoad({ to: () => url, key }, scale.perSecond),
    )
    await sleep(1000)
    const from = loads[0]?.now() ?? 0
    await during()
    await sleep(forMs)
    const [samples = [], others = []] = await Promise.all(loads.map((load) => load.stop()))
    return figures(samples, others, from, tested.printed() - printed)
  }

  function figures(
    samples: readonly Sample[],
    others: readonly Sample[],
    from: number,
    printed: number,
  ) {
    const p = (of: readonly Sample[], share: number, after: number, before: number) =>
      Math.round(percentile(between(of, from + after, from + before), share) * 10) / 10
    return {
      requests: samples.length,
      failed: failures(samples),
      bytesPerRequest: Math.round(printed / samples.length),
      first: { p50: p(samples, 0.5, 0, 1000), p99: p(samples, 0.99, 0, 1000) },
      firstOfControl: { p50: p(others, 0.5, 0, 1000), p99: p(others, 0.99, 0, 1000) },
      later: { p50: p(samples, 0.5, 1000, Infinity), p99: p(samples, 0.99, 1000, Infinity) },
      laterOfControl: { p50: p(others, 0.5, 1000, Infinity), p99: p(others, 0.99, 1000, Infinity) },
    }
  }

  function expectUnharmed(name: string, seen: Awaited<ReturnType<typeof observe>>): void {
    process.stdout.write(`redis ${name}: ${JSON.stringify(seen)}\n`)
    expect(seen.failed).toEqual([])
    expect(seen.bytesPerRequest).toBeLessThanOrEqual(200)
    // Twice the control: two processes of one machine are never equally lucky.
    expect(seen.first.p99).toBeLessThanOrEqual(60 + 2 * seen.firstOfControl.p99)
    expect(seen.later.p50).toBeLessThanOrEqual(2 + 2 * seen.laterOfControl.p50)
  }

  const faults: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
    ['frozen', async () => redis.freeze(), async () => redis.thaw()],
    ['black-holed', () => proxy.set({ toClient: { silentAfter: 0 } }), () => proxy.set({})],
    [
      'refusing',
      () => proxy.set({ connect: 'refuse', toClient: { resetAfter: 0 } }),
      () => proxy.set({}),
    ],
    ['full', () => fill(redis), () => empty(redis)],
    ['killed', () => redis.kill(), () => redis.start()],
  ]
  test.each(faults)(
    '%s: no request fails, none waits for long, little is printed',
    { timeout: 120_000, retry: 1 },
    async (name, begin, end) => {
      const seen = await observe(gateway, scale.outageMs, begin)
      await end()
      expect(seen.requests).toBeGreaterThan(scale.perSecond)
      expectUnharmed(name, seen)
    },
  )

  test(
    'absent at the start: the gateway starts and serves, and uses it once it is there',
    { timeout: 120_000 },
    async () => {
      await using late = await startRedis({ start: false })
      if (late === undefined) throw new TypeError('no Redis')
      await using without = await start(late.url)
      const seen = await observe(without, 500)
      expect(seen.failed).toEqual([])
      await late.start()
      await sleep(1500)
      expect((await observe(without, 500)).failed).toEqual([])
      const client = new Redis(late.url)
      expect(await client.keys('signalbox:*')).not.toEqual([])
      client.disconnect()
    },
  )
})

/** Nothing more may be written. */
async function fill({ url }: RedisServer): Promise<void> {
  const client = new Redis(url)
  await client.config('SET', 'maxmemory-policy', 'noeviction')
  await client.config('SET', 'maxmemory', '1')
  client.disconnect()
}

async function empty({ url }: RedisServer): Promise<void> {
  const client = new Redis(url)
  await client.config('SET', 'maxmemory', '0')
  client.disconnect()
}
