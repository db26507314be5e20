import { findRedis, startRedis } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { sleep } from './admin.ts'
import { startGateway } from './gateway-process.ts'
import { ask } from './load.ts'
import { startUpstream } from './upstream.ts'

const limit = 10
const key = 'a-key-of-acme-0123456789'
/** Longer than all of a burst take to arrive, on a busy machine too. */
const model = 'up/sim?ttft=1500&tokens=5'

describe.skipIf(findRedis() === undefined)('two gateways, 10 requests at once', () => {
  test('one may run all of them while the other is idle, both together never one more', async () => {
    await using redis = await startRedis()
    if (redis === undefined) throw new TypeError('no Redis')
    await using upstream = await startUpstream()
    const config = {
      providers: upstream.providers,
      redis: redis.url,
      tenants: { acme: { keys: [{ id: 'app', value: key }], limits: { concurrency: limit } } },
    }
    const [a, b] = await Promise.all([startGateway({ config }), startGateway({ config })])
    await using stack = new AsyncDisposableStack()
    stack.use(a)
    stack.use(b)

    const burst = async (targets: readonly { readonly url: string }[], count: number) => {
      const sent = Array.from({ length: count }, (_, index) =>
        ask({ to: () => targets[index % targets.length]?.url, key, model }),
      )
      const statuses = (await Promise.all(sent)).map(({ status }) => status)
      await sleep(100)
      return [
        statuses.filter((status) => status === 200).length,
        statuses.filter((status) => status === 429).length,
      ]
    }

    expect(await burst([a], 15)).toEqual([limit, 5])
    expect(await burst([b], 15)).toEqual([limit, 5])
    expect(await burst([a, b], 40)).toEqual([limit, 30])
  }, 60_000)
})
