import { findRedis, type RedisServer, startRedis } from '@signalbox/test-servers'
import { storeSuite } from '@signalbox/testing'
import { afterAll, beforeAll } from 'vitest'

import { type RedisStore, redisStore } from './redis-store.ts'

const missing = findRedis() === undefined ? 'Redis is not installed' : undefined
const startMs = 60_000
let server: RedisServer | undefined

async function connected(): Promise<RedisStore> {
  const store = redisStore(server?.url ?? '')
  await store.ready()
  return store
}

beforeAll(async () => {
  server = await startRedis()
}, startMs)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

storeSuite(connected, { name: 'Redis', claims: ['bus'], makeOther: connected, missing })
