import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Bus, JsonObject, KvStore, LeaseStore, SlotStore } from '@signalbox/core'
import { memoryBus } from '@signalbox/store'
import { redisStore } from '@signalbox/store/redis'

import { openStores, type Stores, type StoreUrls } from '../stores/open-stores.ts'
import type { Peer } from './peer.ts'
import { remoteEngine } from './remote-engine.ts'
import type { Welcome } from './welcome.ts'

/** The stores of one worker: a server's own connections, or the file that the primary owns. */
export function workerStores(
  urls: StoreUrls,
  { truth, slot, workers }: Welcome,
  shared: { readonly peer: Peer; readonly bus: Bus },
): Stores {
  if (truth === undefined) {
    const stores = openStores(urls)
    return { ...stores, folder: ownFolder(stores.folder, slot) }
  }
  const fast = urls.redis === undefined ? undefined : redisStore(urls.redis)
  const engine = remoteEngine(shared.peer)
  return {
    engine,
    leases: fast ?? remoteLeases(shared.peer),
    bus: fast ?? shared.bus,
    replicas: () => workers,
    values: fast ?? engine,
    kept: fast,
    folder: ownFolder(truth.folder, slot),
    key: () => new Uint8Array(truth.key),
    close: async () => fast?.[Symbol.asyncDispose](),
  }
}

/** Messages between the workers of a group, carried by the primary. */
export function groupBus(peer: () => Peer): {
  readonly bus: Bus
  readonly handlers: { readonly bus: (topic: string, message: JsonObject) => void }
} {
  const local = memoryBus()
  return {
    bus: {
      async publish(topic, message) {
        peer().tell('bus', topic, message)
      },
      subscribe: (topic, listener) => local.subscribe(topic, listener),
    },
    handlers: { bus: (topic, message) => void local.publish(topic, message) },
  }
}

/** Values that all workers see and that end with the group. */
export function groupValues(peer: Peer): KvStore & AsyncDisposable {
  return {
    get: (key) => peer.call('kv', 'get', [key]) as Promise<Uint8Array | undefined>,
    set: async (key, value, ttlMs) => void (await peer.call('kv', 'set', [key, value, ttlMs])),
    del: async (key) => void (await peer.call('kv', 'del', [key])),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function remoteLeases(peer: Peer): LeaseStore & SlotStore {
  return {
    lease: (key, bucket) => peer.call('lease', key, bucket) as ReturnType<LeaseStore['lease']>,
    hold: (key, ask) => peer.call('hold', key, ask) as ReturnType<SlotStore['hold']>,
  }
}

/** Each worker is a replica, and journals of replicas are not shared. */
function ownFolder(folder: string | undefined, slot: number): string | undefined {
  if (folder === undefined) return undefined
  const own = join(folder, 'workers', String(slot))
  mkdirSync(own, { recursive: true })
  return own
}
