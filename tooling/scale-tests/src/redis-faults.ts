import { createFaultProxy } from '@signalbox/fault-proxy'
import { type RedisServer, startRedis } from '@signalbox/test-servers'
import { Redis } from 'ioredis'

/** A Redis that can be broken in every way, behind a proxy. */
export interface BreakableRedis extends AsyncDisposable {
  readonly url: string
  readonly faults: readonly RedisFault[]
}

/** One way to break it, and back. */
export interface RedisFault {
  readonly name: string
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
}

/** Starts one. */
export async function startBreakableRedis(): Promise<BreakableRedis> {
  const redis = await startRedis()
  if (redis === undefined) throw new TypeError('no Redis')
  const proxy = await createFaultProxy({ upstreamPort: redis.port })
  const heal = () => proxy.set({})
  return {
    url: `redis://127.0.0.1:${String(proxy.port)}`,
    faults: [
      { name: 'frozen', begin: async () => redis.freeze(), end: async () => redis.thaw() },
      {
        name: 'black-holed',
        begin: () => proxy.set({ toClient: { silentAfter: 0 } }),
        end: heal,
      },
      {
        name: 'refusing',
        begin: () => proxy.set({ connect: 'refuse', toClient: { resetAfter: 0 } }),
        end: heal,
      },
      { name: 'full', begin: () => setMemory(redis, '1'), end: () => setMemory(redis, '0') },
      { name: 'killed', begin: () => redis.kill(), end: () => redis.start() },
    ],
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await redis[Symbol.asyncDispose]()
    },
  }
}

/** With one byte nothing more may be written, 0 is no limit. */
async function setMemory({ url }: RedisServer, bytes: string): Promise<void> {
  const client = new Redis(url)
  await client.config('SET', 'maxmemory-policy', 'noeviction')
  await client.config('SET', 'maxmemory', bytes)
  client.disconnect()
}
