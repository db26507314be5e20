import type { Redis, RedisOptions } from 'ioredis'

import { createBreaker } from '../breaker.ts'
import { loadClient, StoreError } from '../store-error.ts'

/** A connection on which no call waits longer than its limit, whatever Redis does. */
export interface RedisConnection {
  readonly call: <Value>(command: (redis: Redis) => Promise<Value>) => Promise<Value>
  /** Waits up to three seconds for an answer; a refused connection is told at once. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What a client may be given. */
export type ClientOptions = Omit<RedisOptions, 'replyMapping'>

const commandTimeoutMs = 50
const connectTimeoutMs = 1000
const readyTimeoutMs = 3000

/** The settings of calls that somebody waits for; the limit of a call is kept here, not by the client. */
const fastOptions: ClientOptions = {
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  connectTimeout: connectTimeoutMs,
  socketTimeout: 5000,
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
  const breaker = createBreaker('Redis', { probe: answers })
  const opened = openRedis(url, fastOptions)
  const tried = opened.then(firstTry)
  tried.catch(() => undefined)
  let isClosed = false

  function use<Value>(command: (redis: Redis) => Promise<Value>, limitMs: number): Promise<Value> {
    if (isClosed) return Promise.reject(new StoreError('closed', 'The store is closed.'))
    return withLimit(tried.then(command), limitMs)
  }

  async function answers(): Promise<boolean> {
    try {
      await use((redis) => redis.ping(), commandTimeoutMs)
      return true
    } catch (error) {
      return isAnswer(error)
    }
  }

  return {
    async call(command) {
      breaker.admit()
      try {
        const value = await use(command, commandTimeoutMs)
        breaker.succeeded()
        return value
      } catch (error) {
        if (error === late) breaker.timedOut()
        else if (isAnswer(error)) breaker.succeeded()
        throw redisFailure(error)
      }
    },
    async ready() {
      try {
        await use((redis) => redis.ping(), readyTimeoutMs)
      } catch (error) {
        throw redisFailure(error)
      }
    },
    async close() {
      isClosed = true
      breaker.stop()
      const redis = await opened.catch(() => undefined)
      redis?.disconnect()
    },
  }
}

const late = Symbol('late')

// Later tries are not waited for: without a connection the client refuses at once.
function firstTry(redis: Redis): Promise<Redis> {
  return new Promise((resolve) => {
    for (const event of ['ready', 'close', 'end']) redis.once(event, () => resolve(redis))
  })
}

function withLimit<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    // An answer that came while this process was busy is read before the limit counts.
    const timer = setTimeout(() => setImmediate(reject, late), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function isAnswer(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError'
}

function redisFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  if (error === late) return new StoreError('unavailable', 'Redis did not answer in time.')
  const message = error instanceof Error ? error.message : ''
  if (/^(?:WRONGTYPE|ERR|NOPERM|NOAUTH)/u.test(message))
    return new StoreError('failed', `Redis refused (${message.split(' ', 1)[0] ?? ''}).`, {
      cause: error,
    })
  if (message.startsWith('OOM'))
    return new StoreError('disk-full', 'Redis is at its maxmemory.', { cause: error })
  return new StoreError('unavailable', 'Redis cannot be used now.', { cause: error })
}
