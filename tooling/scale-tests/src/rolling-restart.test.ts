import { findPostgres, findRedis, startPostgres, startRedis } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { sleep } from './admin.ts'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { failures, startLoad } from './load.ts'
import { scaleOf } from './scale.ts'
import { startUpstream } from './upstream.ts'

const scale = scaleOf(process.env)
/** Streams that run for a while, so that each restart meets some. */
const perSecond = scale.name === 'full' ? 100 : 20
const key = 'a-key-of-acme-0123456789'
const isMissing = findPostgres() === undefined || findRedis() === undefined

/** Sends to those that say they are ready, as a balancer does; asks each ten times a second. */
function balancer(initial: readonly GatewayProcess[]) {
  const members = new Set(initial)
  const ready = new Set(initial)
  let turn = 0
  const timer = setInterval(() => {
    for (const member of members)
      void fetch(new URL('/readyz', member.url)).then(
        ({ status }) =>
          status === 200 && members.has(member) ? ready.add(member) : ready.delete(member),
        () => ready.delete(member),
      )
  }, 100)
  return {
    to: () => [...ready][turn++ % Math.max(1, ready.size)]?.url,
    add: (member: GatewayProcess) => void members.add(member),
    remove(member: GatewayProcess) {
      members.delete(member)
      ready.delete(member)
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

describe.skipIf(isMissing)('two replicas behind a balancer', () => {
  test(
    'are replaced one after the other without a request lost',
    { timeout: 180_000 },
    async () => {
      await using postgres = await startPostgres()
      await using redis = await startRedis()
      if (postgres === undefined || redis === undefined) throw new TypeError('no servers')
      await using upstream = await startUpstream()
      await using stack = new AsyncDisposableStack()
      const start = async () =>
        stack.use(
          await startGateway({
            config: {
              providers: upstream.providers,
              store: postgres.url,
              redis: redis.url,
              tenants: { acme: { keys: [{ id: 'app', value: key }] } },
            },
          }),
        )
      const before = await Promise.all([start(), start()])
      using sender = balancer(before)
      const model = 'up/sim?ttft=150&tokens=20&interval=10'
      const load = startLoad({ to: sender.to, key, model }, perSecond)
      for (const old of before) {
        await sleep(500)
        const next = await start()
        sender.add(next)
        await sleep(500)
        // A balancer takes a replica out before it is told to end, as Kubernetes does.
        sender.remove(old)
        expect(await old.stop()).toBe(0)
      }
      await sleep(500)
      const samples = await load.stop()
      process.stdout.write(
        `rolling restart: ${JSON.stringify({ requests: samples.length, lost: failures(samples).length })}\n`,
      )
      expect(samples.length).toBeGreaterThan(perSecond)
      expect(failures(samples)).toEqual([])
    },
  )
})
