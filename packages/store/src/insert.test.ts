import type { ClaimStore } from '@signalbox/core'
import { findPostgres, findRedis, startPostgres, startRedis } from '@signalbox/test-servers'
import { describe, expect, onTestFinished, test } from 'vitest'

import { postgresStore } from './postgres/postgres-store.ts'
import { redisStore } from './redis/redis-store.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const engines = [
  {
    name: 'PostgreSQL',
    missing: findPostgres() === undefined,
    start: startPostgres,
    open: (url: string) => postgresStore(url),
  },
  {
    name: 'Redis',
    missing: findRedis() === undefined,
    start: startRedis,
    open: async (url: string) => {
      const store = redisStore(url)
      await store.ready()
      return store
    },
  },
]

describe.each(engines)('$name', ({ missing, start, open }) => {
  test.skipIf(missing)(
    'of many who insert at once one does, and after its time another may',
    async () => {
      const server = await start()
      if (server === undefined) throw new Error('the server did not start')
      onTestFinished(() => server[Symbol.asyncDispose]())
      const stores: (ClaimStore & AsyncDisposable)[] = []
      onTestFinished(async () => {
        for (const store of stores) await store[Symbol.asyncDispose]()
      })
      for (let i = 0; i < 3; i++) stores.push(await open(server.url))
      const race = (ttlMs: number) =>
        Promise.all(
          [...stores, ...stores, ...stores].map((store, i) =>
            store.insert('key', bytes(String(i)), ttlMs),
          ),
        )
      const first = await race(300)
      expect(first.filter(Boolean)).toHaveLength(1)
      const winner = String(first.indexOf(true))
      expect(new TextDecoder().decode(await stores[0]?.get('key'))).toBe(winner)
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect((await race(60_000)).filter(Boolean)).toHaveLength(1)
      await stores[1]?.del('key')
      expect((await race(60_000)).filter(Boolean)).toHaveLength(1)
    },
    60_000,
  )
})
