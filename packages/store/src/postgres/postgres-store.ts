import type { JsonObject } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import type { SharedEngine } from '../engine.ts'
import { takeTokensAtOnce } from '../sql/bucket-steps.ts'
import { grantAtOnce } from '../sql/grant-steps.ts'
import { listMigrations, migrate } from '../sql/migrate.ts'
import { type Answer, type Given, type OperationName, operations } from '../sql/operations.ts'
import { writeSetting } from '../sql/settings-steps.ts'
import { sqlContracts } from '../sql/sql-contracts.ts'
import type { Steps } from '../sql/statement.ts'
import { StoreError } from '../store-error.ts'
import { createTopics } from '../topics.ts'
import { postgresListener } from './postgres-listener.ts'
import { postgresPool, type RunMode } from './postgres-pool.ts'

/** How many connections; everything has a default. */
export interface PostgresStoreOptions {
  /** Connections of this process beside the one that listens; 8 unless told. */
  readonly maxConnections?: number | undefined
  /** False: the schema is left as it is until `migrate()`. */
  readonly migrate?: boolean | undefined
}

const channel = 'signalbox'
const settingsTopic = 'signalbox.settings'
const pollMs = 10_000
// PostgreSQL refuses notifications of 8,000 bytes.
const maxMessageBytes = 7900
const migrationLock = '7307129055420'

/** Statements that are whole by themselves need no transaction around them. */
const singles: ReadonlySet<OperationName> = new Set([
  'getValue',
  'setValue',
  'insertValue',
  'deleteValue',
  'purgeValues',
  'takeTokens',
  'beat',
  'countReplicas',
  'readBudgets',
  'grant',
  'sumUsage',
  'unpricedUsage',
  'loadSettings',
  'changesAfter',
  'claimJobs',
  'extendJob',
  'failJob',
  'addAudit',
  'readAudit',
  'purgeAudit',
])

/** Every contract in PostgreSQL, shared by all replicas; connects at the first call. */
export function postgresStore(url: string, options: PostgresStoreOptions = {}): SharedEngine {
  const { maxConnections = 8, migrate: migrateFirst = true } = options
  const pool = postgresPool(url, maxConnections)
  const wakers = new Set<() => void>()
  const topics = createTopics({ onFirst: () => void listener.start() })
  const listener = postgresListener(url, channel, { onMessage: hear, onConnect: wakeAll })
  let migrated: Promise<unknown> | undefined
  let closing: Promise<void> | undefined

  function wakeAll(): void {
    for (const wake of wakers) wake()
  }

  function hear(text: string): void {
    const message = parse(text)
    if (message === undefined) return
    if (message.topic === settingsTopic) wakeAll()
    else topics.deliver(message.topic, message.body)
  }

  function runMigrations(): Promise<readonly string[]> {
    return pool.run(lockedMigrate, 'transaction')
  }

  async function upToDate(): Promise<void> {
    if (!migrateFirst) return
    migrated ??= runMigrations()
    await migrated.catch((error: unknown) => {
      migrated = undefined
      throw error
    })
  }

  async function execute<Name extends OperationName>(
    name: Name,
    ...given: Given<Name>
  ): Promise<Answer<Name>> {
    await upToDate()
    const operation = shared[name] ?? operations[name]
    const run = operation as (...all: Given<Name>) => Steps<Answer<Name>>
    const mode: RunMode = singles.has(name) ? 'single' : 'transaction'
    return pool.run(() => run(...given), mode)
  }

  async function close(): Promise<void> {
    await Promise.all([listener.stop(), pool.close()])
    wakeAll()
  }

  const onChange = (wake: () => void) => {
    wakers.add(wake)
    void listener.start()
    return () => void wakers.delete(wake)
  }

  return {
    ...sqlContracts(execute, { onChange, pollMs }),
    async publish(topic, body) {
      const text = JSON.stringify({ topic, body })
      if (new TextEncoder().encode(text).length > maxMessageBytes)
        throw new StoreError('failed', `A message has at most ${String(maxMessageBytes)} bytes.`)
      await pool.run(() => notify(text), 'single')
    },
    subscribe: topics.subscribe,
    ready: async () => {
      await execute('countReplicas')
    },
    migrate: runMigrations,
    migrations: () => pool.run(() => listMigrations(), 'transaction'),
    [Symbol.asyncDispose]: () => (closing ??= close()),
  }
}

/** What many writers do differently from one. */
const shared: Partial<Record<OperationName, unknown>> = {
  grant: grantAtOnce,
  takeTokens: takeTokensAtOnce,
  writeSetting: writeAndTell,
}

function* writeAndTell(change: Given<'writeSetting'>[0]): Steps<bigint> {
  const version = yield* writeSetting(change)
  yield* notify(JSON.stringify({ topic: settingsTopic, body: {} }))
  return version
}

function* notify(text: string): Steps<void> {
  yield { sql: 'SELECT pg_notify(?, ?)', params: [channel, text] }
}

function* lockedMigrate(): Steps<readonly string[]> {
  yield { sql: `SELECT pg_advisory_xact_lock(${migrationLock})`, params: [] }
  return yield* migrate()
}

function parse(text: string): { topic: string; body: JsonObject } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isJsonObject(value)) return undefined
    const { topic, body } = value
    return typeof topic === 'string' && isJsonObject(body) ? { topic, body } : undefined
  } catch {
    return undefined
  }
}
