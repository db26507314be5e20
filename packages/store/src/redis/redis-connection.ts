import type { Redis, RedisOptions } from 'ioredis'

import { createBreaker } from '../breaker.ts'
import { loadClient, StoreError } from '../store-error.ts'

/** A connection on which no call waits longer than its limit, whatever Redis does. */
export interface RedisConnection {
  readonly call: <Value>(command: (redis: Redis) => Promise<Value>) => Promise<Value>
  /** Waits for a connection that answers, as long as connecting may take. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What a client may be given. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>

const commandTimeoutMs = 50
const connectTimeoutMs = 1000

/** The settings of calls that somebody waits for. */
export const fastOptions: ClientOptions = {
  commandTimeout: commandTimeoutMs,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  connectTimeout: connectTimeoutMs,
  keepAlive: 5000,
  retryStrategy: (times) => Math.min(50 * times, 1000),
}

/** Opens a client; errors of the connection are told to calls, not to the process. */
export async function openRedis(url: string, options: ClientOptions): Promise<Redis> {
  const { Redis } = await loadClient('ioredis', () => import('ioredis'))
  const redis = new Redis(url, options)
  redis.on('error', () => undefined)
  return redis
}

/** Connects at once and again after every loss. */
export function redisConnection(url: string): RedisConnection {
  const breaker = createBreaker('Redis')
  const opened = openRedis(url, fastOptions)
  const answering = opened.then(firstReady)
  let isClosed = false
  let client: Redis | undefined
  answering.then(
    (redis) => (client = redis),
    () => undefined,
  )

  async function current(limitMs: number): Promise<Redis> {
    if (isClosed) throw new StoreError('closed', 'The store is closed.')
    return client ?? withLimit(answering, limitMs)
  }

  return {
    async call(command) {
      breaker.admit()
      try {
        const redis = await current(commandTimeoutMs)
        const value = await command(redis)
        breaker.succeeded()
        return value
      } catch (error) {
        if (isTimeout(error)) breaker.timedOut()
        throw redisFailure(error)
      }
    },
    async ready() {
      await (await current(connectTimeoutMs)).ping().catch((error: unknown) => {
        throw redisFailure(error)
      })
    },
    async close() {
      isClosed = true
      const redis = await opened.catch(() => undefined)
      redis?.disconnect()
    },
  }
}

function firstReady(redis: Redis): Promise<Redis> {
  return new Promise((resolve) => redis.once('ready', () => resolve(redis)))
}

async function withLimit<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreError('unavailable', 'Redis is not connected.'))
    }, ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Command timed out'
}

function redisFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : ''
  if (/^(?:WRONGTYPE|ERR|NOPERM|NOAUTH)/u.test(message))
    return new StoreError('failed', `Redis refused (${message.split(' ', 1)[0] ?? ''}).`, {
      cause: error,
    })
  if (message.startsWith('OOM'))
    return new StoreError('disk-full', 'Redis is at its maxmemory.', { cause: error })
  return new StoreError('unavailable', 'Redis cannot be used now.', { cause: error })
}
