import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

import type { UsageRow } from '@signalbox/core'
import { findPostgres, type PostgresServer, startPostgres } from '@signalbox/test-servers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { migrations } from '../sql/schema.ts'
import { postgresStore } from './postgres-store.ts'

// A busy machine takes its time to make a cluster.
const startMs = 60_000
let server: PostgresServer
let databases = 0

beforeAll(async () => {
  const started = await startPostgres()
  if (started !== undefined) server = started
}, startMs)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

const emptyDatabase = () => server.database(`db${String(++databases)}`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const budget = {
  id: 'b',
  scope: 's',
  unit: 'usd',
  periodStart: 0,
  limit: 10n ** 9n,
  mode: 'soft',
} as const

function rowOf(requestId: string, lease: string): UsageRow {
  const charges = [{ budget: 'b', lease, estimate: 3n, actual: 3n }]
  const named = { requestId, attempt: 1, ts: 1, target: 't', provider: 'p', model: 'm' }
  return { ...named, kind: 'ok', nanoUsd: 3n, charges }
}

describe.skipIf(findPostgres() === undefined)('PostgreSQL', () => {
  test('is brought up to date by three processes at once, exactly once', async () => {
    const url = await emptyDatabase()
    const stores = [postgresStore(url), postgresStore(url), postgresStore(url)]
    const applied = await Promise.all(stores.map((store) => store.migrate()))
    expect(applied.flat()).toStrictEqual(migrations.map(({ name }) => name))
    for (const store of stores) await store[Symbol.asyncDispose]()
  })

  test('restarts under load: money is exact, nothing is uncaught, back within 5 s', async () => {
    const store = postgresStore(await emptyDatabase())
    await store.define([budget])
    await store.beat('r')
    await store.grant({ lease: 'l', budget: 'b', replica: 'r', want: 10n ** 6n })
    const pending = new Set(Array.from({ length: 120 }, (_, n) => `q${String(n)}`))
    let failures = 0
    let lastFailure = 0
    const flushed = { all: false }
    // As a ledger does it: a row is sent until the store has said yes.
    const flushing = (async () => {
      while (pending.size > 0) {
        const batch = [...pending].slice(0, 3)
        const rows = batch.map((id) => rowOf(id, 'l'))
        try {
          await Promise.all([store.flush(rows), store.flush(rows.toReversed()), store.beat('r')])
          for (const id of batch) pending.delete(id)
          await pause(20)
        } catch {
          failures += 1
          lastFailure = performance.now()
        }
      }
      flushed.all = true
    })()
    for (let turn = 0; turn < 4 && !flushed.all; turn++) {
      await pause(150)
      await server.stop('SIGQUIT')
      await pause(turn * 150)
      await server.start()
    }
    const startedAt = performance.now()
    await flushing
    expect(lastFailure - startedAt).toBeLessThan(5000)
    expect(await store.budgets(['b'])).toMatchObject([{ settled: 360n, leased: 10n ** 6n - 360n }])
    expect(await store.usage({ from: 0, to: 9 })).toMatchObject([{ requests: 120, attempts: 120 }])
    expect(failures).toBeLessThan(60)
    await store[Symbol.asyncDispose]()
  })

  test('comes back: whoever follows the settings or a topic hears again', async () => {
    const url = await emptyDatabase()
    const [store, other] = [postgresStore(url), postgresStore(url)]
    await other.migrate()
    const changes = store.changes(0n)[Symbol.asyncIterator]()
    const heard: unknown[] = []
    store.subscribe('topic', (message) => heard.push(message))
    const waiting = changes.next()
    await pause(200)
    await server.stop('SIGQUIT')
    await server.start()
    const began = performance.now()
    await other.write({ path: ['a'], value: { n: 1 } })
    expect(await waiting).toMatchObject({ done: false, value: { path: ['a'] } })
    for (let tries = 0; tries < 100 && heard.length === 0; tries++) {
      await other.publish('topic', {})
      await pause(30)
    }
    expect(heard).not.toStrictEqual([])
    expect(performance.now() - began).toBeLessThan(5000)
    for (const one of [store, other]) await one[Symbol.asyncDispose]()
  })

  test('is not there at boot: a call fails within 3 s and says why, later ones work', async () => {
    const url = await emptyDatabase()
    await server.stop()
    const store = postgresStore(url)
    const began = performance.now()
    await expect(store.ready()).rejects.toMatchObject({ reason: 'unavailable' })
    expect(performance.now() - began).toBeLessThan(3000)
    await server.start()
    await store.ready()
    expect(await store.beat('r')).toBe(true)
    await store[Symbol.asyncDispose]()
  })

  test('refuses a statement: the error names a code and none of the values', async () => {
    const store = postgresStore(await emptyDatabase())
    const wrong = { ...budget, limit: 2n ** 70n, scope: 'secret-scope' }
    const error = await store.define([wrong]).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ reason: 'failed', message: 'PostgreSQL refused (22003).' })
    await store[Symbol.asyncDispose]()
  })

  test('an older version works on a newer schema', async () => {
    const url = await emptyDatabase()
    const old = postgresStore(url)
    await old.migrate()
    const { default: pg } = await import('pg')
    const client = new pg.Client(url)
    await client.connect()
    await client.query("ALTER TABLE sb_usage ADD COLUMN newer TEXT DEFAULT 'x'")
    await client.query("INSERT INTO sb_migration (name, applied_at) VALUES ('9999-newer', 0)")
    await client.end()
    const again = postgresStore(url)
    expect(await again.migrate()).toStrictEqual([])
    await again.flush([rowOf('q', '')])
    expect(await again.usage({ from: 0, to: 9 })).toMatchObject([{ requests: 1 }])
    for (const one of [old, again]) await one[Symbol.asyncDispose]()
  })

  test('takes connections and never answers: calls end in time, then fail at once', async () => {
    const hole = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(hole, 'listening')
    const store = postgresStore(`postgres://a@127.0.0.1:${String(portOf(hole))}/a`)
    const began = performance.now()
    const calls = await Promise.allSettled([store.beat('r'), store.beat('s'), store.beat('t')])
    expect(calls.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected', 'rejected'])
    expect(performance.now() - began).toBeLessThan(4000)
    await Promise.allSettled([store.beat('r'), store.beat('s')])
    await Promise.allSettled([store.beat('r')])
    const again = performance.now()
    await expect(store.beat('r')).rejects.toMatchObject({ reason: 'unavailable' })
    expect(performance.now() - again).toBeLessThan(100)
    await store[Symbol.asyncDispose]()
    hole.close()
  })
})

function portOf(hole: Server): number {
  const address = hole.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
