import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Bus, ClaimStore, KvStore, LeaseStore, SlotStore } from '@signalbox/core'
import { memoryEngine, type Engine, type SharedEngine } from '@signalbox/store'
import { postgresStore } from '@signalbox/store/postgres'
import { redisStore } from '@signalbox/store/redis'
import { sqliteStore } from '@signalbox/store/sqlite'

import { liveReplicas } from './live-replicas.ts'
import { localKey } from './local-key.ts'

/** Where everything is kept that outlives a request. */
export interface Stores {
  /** The truth: settings, money, jobs. */
  readonly engine: Engine
  /** What replicas share; absent: there is one process. */
  readonly leases: (LeaseStore & SlotStore) | undefined
  readonly bus: Bus | undefined
  /** Last known live replicas, this one included. */
  readonly replicas: () => number
  /** For values that may be lost; absent: memory. */
  readonly values: KvStore | undefined
  /** For what clients come back to, on any replica; absent: the memory of this process. */
  readonly kept: ClaimStore | undefined
  /** For files of this replica beside the store; absent: nothing is kept. */
  readonly folder: string | undefined
  /** Of this installation: seals secrets, signs copies. Made at the first use. */
  readonly key: () => Uint8Array<ArrayBuffer>
  close(): Promise<void>
}

/** What the configuration says of stores. */
export interface StoreUrls {
  readonly store?: string | undefined
  readonly redis?: string | undefined
}

/** The store of a gateway that was told none. */
export const defaultStore = 'sqlite:./data/signalbox.db'

/** Opens the configured stores; nothing is asked until the first call. */
export function openStores(
  { store = 'memory:', redis }: StoreUrls,
  options: { readonly cwd?: string | undefined } = {},
): Stores {
  const { cwd = process.cwd() } = options
  const fast = redis === undefined ? undefined : redisStore(redis)
  const { engine, folder, shared } = openTruth(store, cwd)
  const live = liveReplicas(fast === undefined && shared === undefined ? undefined : engine)
  let key: Uint8Array<ArrayBuffer> | undefined
  return {
    engine,
    key: () => (key ??= localKey(folder)),
    leases: fast ?? shared,
    bus: fast ?? shared,
    replicas: live.count,
    values: fast ?? (folder === undefined || shared !== undefined ? undefined : engine),
    kept: shared ?? fast,
    folder,
    async close() {
      live.close()
      await fast?.[Symbol.asyncDispose]()
      await engine[Symbol.asyncDispose]()
    },
  }
}

function openTruth(
  store: string,
  cwd: string,
): { engine: Engine; folder: string | undefined; shared: SharedEngine | undefined } {
  if (store.startsWith('sqlite:')) {
    const path = resolve(cwd, store.slice('sqlite:'.length))
    mkdirSync(dirname(path), { recursive: true })
    return { engine: sqliteStore(path), folder: dirname(path), shared: undefined }
  }
  if (store === 'memory:') return { engine: memoryEngine(), folder: undefined, shared: undefined }
  const engine = postgresStore(store)
  return { engine, folder: resolve(cwd, 'data'), shared: engine }
}
