import {
  type Bus,
  type ClaimStore,
  isJsonObject,
  type JsonObject,
  type Store,
} from '@signalbox/core'

import { createTopics } from '../topics.ts'
import { leaseScript } from './lease-script.ts'
import { openRedis, redisConnection } from './redis-connection.ts'
import { redisSubscriber } from './redis-subscriber.ts'
import { slotScript } from './slot-script.ts'
import { decodeValue, encodeValue } from './value-bytes.ts'

/** How keys and channels are named. */
export interface RedisStoreOptions {
  /** In front of every key and channel; `signalbox:` unless told. */
  readonly prefix?: string | undefined
}

/** What may be lost at any time: values, shared limits, messages. */
export interface RedisStore extends Store, ClaimStore, Bus {
  /** Resolves when Redis answers; calls work without it, but fail until then. */
  readonly ready: () => Promise<void>
}

/** Fast and never the truth: every call is over within some 60 ms, also when Redis is not. */
export function redisStore(url: string, options: RedisStoreOptions = {}): RedisStore {
  const { prefix = 'signalbox:' } = options
  const connection = redisConnection(url)
  const topics = createTopics({
    onFirst: (topic) => subscriber.add(`${prefix}bus:${topic}`),
    onLast: (topic) => subscriber.remove(`${prefix}bus:${topic}`),
  })
  const subscriber = redisSubscriber(() => openRedis(url, { maxRetriesPerRequest: null }), hear)
  let closing: Promise<void> | undefined

  function hear(channel: string, text: string): void {
    const message = parse(text)
    if (message !== undefined) topics.deliver(channel.slice(`${prefix}bus:`.length), message)
  }

  const keyOf = (key: string) => `${prefix}kv:${key}`

  async function set(key: string, value: Uint8Array, ttlMs: number): Promise<void> {
    if (ttlMs <= 0) return del(key)
    const bytes = encodeValue(value)
    await connection.call((redis) => redis.set(keyOf(key), bytes, 'PX', Math.ceil(ttlMs)))
  }

  async function del(key: string): Promise<void> {
    await connection.call((redis) => redis.del(keyOf(key)))
  }

  return {
    ready: connection.ready,
    get: async (key) => decodeValue(await connection.call((redis) => redis.getBuffer(keyOf(key)))),
    set,
    async insert(key, value, ttlMs) {
      const bytes = encodeValue(value)
      const answer = await connection.call((redis) =>
        redis.set(keyOf(key), bytes, 'PX', Math.ceil(ttlMs), 'NX'),
      )
      return answer === 'OK'
    },
    del,

    async lease(key, { cap, ratePerSec, want }) {
      if (cap <= 0 || ratePerSec <= 0)
        return { granted: 0, retryAtMs: want > 0 ? Number.POSITIVE_INFINITY : 0 }
      const name = `${prefix}lease:${key}`
      const answer = await connection.call((redis) =>
        leaseScript(redis, name, [cap, ratePerSec, want]),
      )
      const [granted = 0, retryMs = 0] = Array.isArray(answer) ? answer.map(Number) : []
      return { granted, retryAtMs: granted >= want ? 0 : Date.now() + retryMs }
    },

    async hold(key, { holder, turn, limit, want, ttlMs }) {
      const name = `${prefix}slots:${key}`
      const answer = await connection.call((redis) =>
        slotScript(redis, name, [holder, turn, limit, want, ttlMs]),
      )
      const [held = 0, free = 0] = Array.isArray(answer) ? answer.map(Number) : []
      return { held, free }
    },

    async publish(topic, message) {
      const text = JSON.stringify(message)
      await connection.call((redis) => redis.publish(`${prefix}bus:${topic}`, text))
    },
    subscribe: topics.subscribe,

    [Symbol.asyncDispose]: () =>
      (closing ??= Promise.all([connection.close(), subscriber.close()]).then(() => undefined)),
  }
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
