import { findRedis, startRedis } from '@signalbox/test-servers'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sleep } from './admin.ts'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { between, failures, percentile, type Sample, startLoad } from './load.ts'
import { type BreakableRedis, startBreakableRedis } from './redis-faults.ts'
import { requestTimes } from './request-times.ts'
import { scaleOf } from './scale.ts'
import { startUpstream, unlimited, type Upstream } from './upstream.ts'

const scale = scaleOf(process.env)
const key = 'a-key-of-acme-0123456789'
const isMissing = findRedis() === undefined

/**
 * Added latency is what requests wait for Redis: at most 60 ms for the first second of an outage,
 * then 2. It is read from the gateway's own log; what a busy machine adds, it adds to the control too.
 */
describe.skipIf(isMissing)('under load, with Redis', () => {
  let redis: BreakableRedis
  let upstream: Upstream
  /** With Redis behind a proxy, and without any: what the machine does to both is not Redis' doing. */
  let gateway: GatewayProcess
  let control: GatewayProcess

  const start = (redisUrl: string | undefined) =>
    startGateway({
      config: {
        providers: { up: { ...upstream.provider, limits: { rpm: 600_000 } } },
        ...(redisUrl === undefined ? {} : { redis: redisUrl }),
        tenants: { acme: { keys: [{ id: 'app', value: key }], limits: { rpm: 600_000 } } },
        cache: { exact: { ttlSeconds: 60 } },
      },
    })

  beforeAll(async () => {
    upstream = await startUpstream()
    redis = await startBreakableRedis()
    ;[gateway, control] = await Promise.all([start(redis.url), start(undefined)])
    await observe(gateway, 1000)
  }, 90_000)
  afterAll(async () => {
    await Promise.all([gateway, control].map((each) => each[Symbol.asyncDispose]()))
    await redis[Symbol.asyncDispose]()
    await upstream[Symbol.asyncDispose]()
  })

  /** Both gateways under the same load while `during` runs; each begins a second before it. */
  async function observe(tested: GatewayProcess, forMs: number, during = async () => {}) {
    const printed = tested.printed()
    let n = 0
    const call = { key, model: unlimited, content: () => `Question ${String(n++)}` }
    const beganAt = Date.now()
    const loads = [tested, control].map(({ url }) =>
      startLoad({ ...call, to: () => url }, scale.perSecond),
    )
    await sleep(1000)
    const outageAt = Date.now()
    await during()
    await sleep(forMs)
    const [samples = []] = await Promise.all(loads.map((load) => load.stop()))
    // Requests are written down within moments.
    await sleep(500)
    return {
      requests: samples.length,
      failed: failures(samples),
      bytesPerRequest: Math.round((tested.printed() - printed) / samples.length),
      latency: latencies(samples, outageAt - beganAt),
      wait: waits(tested, beganAt, outageAt),
      waitOfControl: waits(control, beganAt, outageAt),
    }
  }

  /** The whole time of requests, as their senders saw it, before, in the first second and after it. */
  function latencies(samples: readonly Sample[], outageAt: number) {
    const p = (share: number, from: number, to: number) =>
      Math.round(percentile(between(samples, from, to), share) * 10) / 10
    return phases(outageAt, (from, to) => ({ p50: p(0.5, from, to), p99: p(0.99, from, to) }))
  }

  /** What of it went into the steps that may ask Redis. */
  function waits(of: GatewayProcess, since: number, outageAt: number) {
    const times = requestTimes(of.folder, since)
    return phases(outageAt, (from, to) => {
      const ms = times.filter(({ at }) => at >= from && at < to).map(({ storeMs }) => storeMs)
      const p = (share: number) => Math.round(percentile(ms, share) * 100) / 100
      return { p50: p(0.5), p99: p(0.99), most: p(1) }
    })
  }

  function expectUnharmed(name: string, seen: Awaited<ReturnType<typeof observe>>): void {
    process.stdout.write(`redis ${name}: ${JSON.stringify(seen)}\n`)
    expect(seen.failed).toEqual([])
    expect(seen.bytesPerRequest).toBeLessThanOrEqual(200)
    const { wait, waitOfControl } = seen
    expect(wait.first.p50).toBeLessThanOrEqual(60 + waitOfControl.first.p50)
    expect(wait.later.p50).toBeLessThanOrEqual(2 + waitOfControl.later.p50)
    if (scale.name === 'short') return
    expect(wait.first.p99 - wait.before.p99).toBeLessThanOrEqual(60 + waitOfControl.first.p99)
    expect(wait.later.p99 - wait.before.p99).toBeLessThanOrEqual(2 + waitOfControl.later.p99)
  }

  test.each(['frozen', 'black-holed', 'refusing', 'full', 'killed'])(
    '%s: no request fails, none waits for long, little is printed',
    { timeout: 180_000, retry: 1 },
    async (name) => {
      const fault = redis.faults.find((each) => each.name === name)
      if (fault === undefined) throw new TypeError(`no way to be ${name}`)
      const seen = await observe(gateway, scale.outageMs, fault.begin)
      await fault.end()
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

function phases<Figures>(outageAt: number, figures: (from: number, to: number) => Figures) {
  return {
    before: figures(-Infinity, outageAt),
    first: figures(outageAt, outageAt + 1000),
    later: figures(outageAt + 1000, Infinity),
  }
}
