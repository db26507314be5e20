import type { Pool, PoolClient, PoolConfig } from 'pg'

import { createBreaker } from '../breaker.ts'
import type { SqlRow, Steps } from '../sql/statement.ts'
import { loadClient, StoreError } from '../store-error.ts'
import { postgresStatement } from './postgres-dialect.ts'
import { isAnswer, isRepeatable, isTimeout, postgresFailure } from './postgres-failure.ts'

/** Runs steps on a bounded pool, again when the server asks for it. */
export interface PostgresPool {
  /** `makeSteps` is called once per try. */
  readonly run: <Value>(makeSteps: () => Steps<Value>, mode: RunMode) => Promise<Value>
  readonly close: () => Promise<void>
}

/** `transaction` commits all statements together, `single` each by itself. */
export type RunMode = 'transaction' | 'single'

const maxWaiting = 10_000
const maxTries = 8
const pauseMs = 150
// A lock that is never given would else be waited for many times.
const giveUpAfterMs = 5000

/** The settings under which a broken server cannot hang a caller. */
export function poolConfig(url: string, max: number): PoolConfig {
  return {
    connectionString: url,
    max,
    connectionTimeoutMillis: 3000,
    query_timeout: 8000,
    statement_timeout: 6000,
    lock_timeout: 4000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    application_name: 'signalbox',
  }
}

/** Connects at the first use. */
export function postgresPool(url: string, max: number): PostgresPool {
  const breaker = createBreaker('PostgreSQL')
  let opened: Promise<Pool> | undefined
  let closed = false

  async function open(): Promise<Pool> {
    const { default: pg } = await loadClient('pg', () => import('pg'))
    const types = new pg.TypeOverrides()
    types.setTypeParser(int8, BigInt)
    const pool = new pg.Pool({ ...poolConfig(url, max), types })
    // An idle client that breaks has left the pool already.
    pool.on('error', () => undefined)
    return pool
  }

  async function once<Value>(steps: Steps<Value>, mode: RunMode): Promise<Value> {
    breaker.admit()
    const pool = await (opened ??= open())
    if (pool.waitingCount >= maxWaiting)
      throw new StoreError('overloaded', 'Too many calls wait for PostgreSQL.')
    const client = await pool.connect()
    // Without a listener a cut connection would end the process.
    const ignore = () => undefined
    client.on('error', ignore)
    let failure: Error | undefined
    try {
      return mode === 'single' ? await drive(client, steps) : await transact(client, steps)
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      client.off('error', ignore)
      client.release(failure)
    }
  }

  async function attempt<Value>(makeSteps: () => Steps<Value>, mode: RunMode): Promise<Value> {
    try {
      const value = await once(makeSteps(), mode)
      breaker.succeeded()
      return value
    } catch (error) {
      if (isTimeout(error)) breaker.timedOut()
      else if (isAnswer(error)) breaker.succeeded()
      throw error
    }
  }

  return {
    async run(makeSteps, mode) {
      const began = performance.now()
      for (let tries = 1; ; tries++) {
        if (closed) throw new StoreError('closed', 'The store is closed.')
        try {
          return await attempt(makeSteps, mode)
        } catch (error) {
          const isOver = tries === maxTries || performance.now() - began > giveUpAfterMs
          if (isOver || !isRepeatable(error)) throw postgresFailure(error)
          await pause(pauseMs * (0.5 + Math.random()))
        }
      }
    },
    async close() {
      closed = true
      const pool = await opened?.catch(() => undefined)
      if (pool?.ending === false) await pool.end()
    },
  }
}

const int8 = 20

async function transact<Value>(client: PoolClient, steps: Steps<Value>): Promise<Value> {
  await client.query('BEGIN')
  const value = await drive(client, steps)
  await client.query('COMMIT')
  return value
}

async function drive<Value>(client: PoolClient, steps: Steps<Value>): Promise<Value> {
  let step = steps.next()
  while (step.done !== true) {
    const { rows } = await client.query<SqlRow>(postgresStatement(step.value))
    step = steps.next(rows)
  }
  return step.value
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
