import { hash } from 'node:crypto'

import { isJsonObject, Secret, type JsonObject, type Logger } from '@signalbox/core'
import { sealedSource, type SealedRecords } from '@signalbox/secrets'

import type { Config } from '../config/config.ts'
import { kekOf } from '../secrets/secret-sources.ts'
import { followSnapshot } from '../stores/follow-snapshot.ts'
import type { Stores } from '../stores/open-stores.ts'
import type { ConfigChange, TakenChange } from './take-change.ts'

/** A configuration that was put in force by hand, on every replica that runs on the same file. */
export interface StoredConfig {
  /** Seals it into the store; rejects when that does not take it, and then nothing has changed. */
  keep(text: string): Promise<void>
  /** The file was read again, and holds from now on: here, and where it is the same file. */
  forget(file: Config): void
  close(): void
}

/** What follows the store, and what it does. */
export interface StoredConfigOptions {
  readonly stores: Pick<Stores, 'engine' | 'key'>
  /** What the file says, or said when it was read last. */
  readonly file: Config
  readonly take: (change: ConfigChange) => Promise<TakenChange>
  readonly apply: (config: Config) => void
  /** Back to the file. */
  readonly revert: () => void
  readonly logger: Logger | undefined
}

const path = ['config'] as const
const name = 'gateway/config'

/** Keeps and follows it; the last good configuration stays whatever comes. */
export function followConfig(options: StoredConfigOptions): StoredConfig {
  const { stores, take, apply, revert, logger } = options
  const { engine } = stores
  let { file } = options
  /** Of the one in force; undefined: that is the file. */
  let version: unknown

  async function onSnapshot({ config: stored }: JsonObject): Promise<void> {
    const record = isJsonObject(stored) ? stored : undefined
    if (record?.['version'] === version) return
    try {
      if (record === undefined) revert()
      else if (record['base'] !== baseOf(file)) return tellOther()
      else await use(record)
      version = record?.['version']
    } catch (error) {
      logger?.error('a configuration put in force by hand is not used; the last good one stays', {
        error,
      })
    }
  }

  async function use(record: JsonObject): Promise<void> {
    const { value } = await sealed({ read: async () => record, write: async () => {} }).resolve(
      name,
    )
    const taken = await take({ kind: 'config', text: value.reveal() })
    if ('errors' in taken) throw new TypeError(taken.errors.map(({ message }) => message).join())
    apply(taken.next)
  }

  function tellOther(): void {
    logger?.info('a configuration put in force by hand replaces another file than the one here')
  }

  /** It may hold secrets written out, so the store sees it sealed. */
  function sealed(records: SealedRecords) {
    return sealedSource({ keks: [kekOf(file.secrets, stores)], records })
  }

  const { close } = followSnapshot({
    store: engine,
    onSnapshot,
    onAway(error) {
      logger?.warn('the store of configurations does not answer; the last good one stays', {
        error,
      })
    },
  })
  return {
    async keep(text) {
      const before = version
      const base = baseOf(file)
      const records: SealedRecords = {
        read: async () => undefined,
        async write(_, record) {
          // What is told of it comes back here, where it is known.
          version = record['version']
          await engine.write({ path, value: { ...record, base } })
        },
      }
      try {
        await sealed(records).put(name, new Secret(text))
      } catch (error) {
        version = before
        throw error
      }
    },
    forget(next) {
      const isKept = version !== undefined && baseOf(next) === baseOf(file)
      file = next
      version = undefined
      if (!isKept) return
      engine.write({ path }).catch((error: unknown) => {
        logger?.warn('the other replicas keep the configuration put in force by hand', { error })
      })
    },
    close,
  }
}

/** The same for replicas of the same file, wherever each listens and simulates. */
function baseOf(config: Config): string {
  const placeless = {
    ...config,
    server: { ...config.server, host: '', port: 0 },
    providers: config.providers.map((each) => (each.demo ? { ...each, baseUrl: '' } : each)),
    learned: undefined,
  }
  return hash('sha256', JSON.stringify(placeless)).slice(0, 32)
}
