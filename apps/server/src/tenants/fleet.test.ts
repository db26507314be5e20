import { createContext, pipeline, Secret, type ChatRequest, type LeaseStore } from '@signalbox/core'
import { postgresStore } from '@signalbox/store/postgres'
import { redisStore } from '@signalbox/store/redis'
import { createTenancy, type Tenancy, type TenancyOptions } from '@signalbox/tenancy'
import { findPostgres, findRedis, startPostgres, startRedis } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

const key = 'a-key-of-the-file-0123456789'

function chat(presented: string): ChatRequest {
  const source = { wire: 'toy', body: {}, headers: ['x-api-key', presented] }
  return { operation: 'chat', model: 'm', messages: [], stream: false, source }
}

async function passes(tenancy: Tenancy, presented: string): Promise<boolean> {
  const run = pipeline(tenancy.middleware(), async (context) => {
    context.response = { type: 'completion', completion: { id: '', model: '', candidates: [] } }
  })
  try {
    await run(createContext({ request: chat(presented) }))
    return true
  } catch {
    return false
  }
}

function counted(store: LeaseStore) {
  const count = { calls: 0 }
  const lease: LeaseStore['lease'] = (name, bucket) => {
    count.calls++
    return store.lease(name, bucket)
  }
  return { count, leases: { lease } }
}

/** So many requests per second for so long, evenly over the replicas; answers how many passed. */
async function offer(replicas: readonly Tenancy[], perSecond: number, ms: number): Promise<number> {
  const started = performance.now()
  const pending: Promise<boolean>[] = []
  for (;;) {
    const elapsed = performance.now() - started
    const due = Math.floor((Math.min(elapsed, ms) * perSecond) / 1000)
    while (pending.length < due) {
      const replica = replicas[pending.length % replicas.length]
      if (replica !== undefined) pending.push(passes(replica, key))
    }
    if (elapsed >= ms) break
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return (await Promise.all(pending)).filter(Boolean).length
}

describe.skipIf(findRedis() === undefined)('four replicas on one Redis', () => {
  async function fleet() {
    const server = await startRedis()
    if (server === undefined) throw new TypeError('no Redis')
    const stores = Array.from({ length: 4 }, () => redisStore(server.url))
    await Promise.all(stores.map((store) => store.ready()))
    const counters = stores.map(counted)
    const replicas = counters.map(({ leases }) =>
      createTenancy({
        leases,
        burstMs: 500,
        replicas: () => 4,
        tenants: [
          {
            name: 'acme',
            limits: { rpm: 30_000 },
            keys: [{ id: 'app', value: new Secret(key) }],
          },
        ],
      }),
    )
    return {
      server,
      replicas,
      calls: () => counters.reduce((sum, { count }) => sum + count.calls, 0),
      async [Symbol.asyncDispose]() {
        for (const store of stores) await store[Symbol.asyncDispose]()
        await server[Symbol.asyncDispose]()
      },
    }
  }

  test(
    '1,000/s on a limit of 500/s: 500 pass per second; 300/s: nearly all, with few calls',
    { retry: 3, timeout: 30_000 },
    async () => {
      await using running = await fleet()
      const { replicas, calls } = running
      // Real time on a busy machine; a virtual clock holds the same to 1 %.
      expect(await offer(replicas, 300, 1000)).toBeGreaterThan(290)
      expect(calls() / 300).toBeLessThanOrEqual(0.2)
      await offer(replicas, 1000, 1500)
      const started = performance.now()
      const passed = await offer(replicas, 1000, 3000)
      const perSecond = (passed / (performance.now() - started)) * 1000
      expect(Math.abs(perSecond - 500)).toBeLessThanOrEqual(50)
    },
  )

  test('with Redis frozen each spends its share, and nobody waits for long', async () => {
    await using running = await fleet()
    const { server, replicas } = running
    await offer(replicas, 1000, 1500)
    server.freeze()
    await offer(replicas, 1000, 1000)
    let slowest = 0
    const probe = async (replica: Tenancy) => {
      const at = performance.now()
      await passes(replica, key)
      slowest = Math.max(slowest, performance.now() - at)
    }
    const [first] = replicas
    const watch = setInterval(() => {
      if (first !== undefined) void probe(first)
    }, 20)
    const passed = await offer(replicas, 1000, 2000)
    clearInterval(watch)
    server.thaw()
    expect(passed / 2).toBeGreaterThan(350)
    expect(passed / 2).toBeLessThan(560)
    expect(slowest).toBeLessThan(200)
  }, 30_000)
})

describe.skipIf(findPostgres() === undefined)('two replicas on one PostgreSQL', () => {
  const ways: readonly (readonly [string, (tenancy: Tenancy, id: string) => Promise<unknown>])[] = [
    ['revoked', (tenancy, id) => tenancy.revoke(id)],
    ['deleted', (tenancy, id) => tenancy.deleteKey(id)],
    ['its user gone', (tenancy) => tenancy.revokeUser('acme', 'ann')],
    ['its tenant blocked', (tenancy) => tenancy.putTenant({ name: 'acme', blocked: true })],
    ['its tenant gone', (tenancy) => tenancy.deleteTenant('acme')],
  ]

  test('a key that ends on one ends on the other within a second, on every way', async () => {
    await using server = await startPostgres()
    if (server === undefined) throw new TypeError('no PostgreSQL')
    const stores = [postgresStore(server.url), postgresStore(server.url)]
    await stores[0]?.ready()
    const [a, b] = stores.map((store) => createTenancy({ store } satisfies TenancyOptions))
    if (a === undefined || b === undefined) throw new TypeError('two replicas')
    await Promise.all([a.ready, b.ready])
    for (const [way, end] of ways) {
      await a.putTenant({ name: 'acme' })
      const issued = await a.issue('acme', { user: 'ann' })
      await until(() => passes(b, issued.key))
      const started = performance.now()
      await end(a, issued.id)
      await until(async () => !(await passes(b, issued.key)))
      expect([way, performance.now() - started < 1000]).toEqual([way, true])
      expect(await passes(a, issued.key)).toBe(false)
    }
    a.close()
    b.close()
    for (const store of stores) await store[Symbol.asyncDispose]()
  }, 60_000)
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const ends = performance.now() + 5000
  while (performance.now() < ends) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not come to that in 5 s')
}
