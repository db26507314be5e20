import type { Redis } from 'ioredis'

/** Listens on a connection of its own; the client subscribes again after every loss. */
export interface RedisSubscriber {
  readonly add: (channel: string) => void
  readonly remove: (channel: string) => void
  readonly close: () => Promise<void>
}

/** Connects with the first channel. */
export function redisSubscriber(
  open: () => Promise<Redis>,
  hear: (channel: string, text: string) => void,
): RedisSubscriber {
  let opened: Promise<Redis> | undefined

  async function connect(): Promise<Redis> {
    const redis = await open()
    redis.on('message', hear)
    return redis
  }

  // A lost connection repeats what was subscribed, so a failed call needs no answer.
  async function send(command: (redis: Redis) => Promise<unknown>): Promise<void> {
    opened ??= connect()
    await opened.then(command).catch(() => undefined)
  }

  return {
    add: (channel) => void send((redis) => redis.subscribe(channel)),
    remove: (channel) => void send((redis) => redis.unsubscribe(channel)),
    async close() {
      const redis = await opened?.catch(() => undefined)
      redis?.disconnect()
    },
  }
}
