import { createHash } from 'node:crypto'

import type { Redis } from 'ioredis'

/** Runs on one key inside Redis. */
export type RedisScript = (
  redis: Redis,
  key: string,
  args: readonly (string | number)[],
) => Promise<unknown>

/** A script that runs by its hash; a Redis that has forgotten it is sent it again. */
export function redisScript(text: string): RedisScript {
  const hash = createHash('sha1').update(text).digest('hex')
  return async (redis, key, args) => {
    try {
      return await redis.evalsha(hash, 1, key, ...args)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return redis.eval(text, 1, key, ...args)
    }
  }
}
