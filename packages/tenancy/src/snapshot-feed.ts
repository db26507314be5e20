import type { Bus, Clock, JsonObject, Logger, SnapshotChange, SnapshotStore } from '@signalbox/core'

import { Directory, readDirectory } from './directory.ts'
import { writeRecord } from './read-records.ts'
import { openSnapshot, sealSnapshot, type SnapshotFile } from './snapshot-file.ts'

/** Where tenants and keys come from and how fresh they have to be. */
export interface SnapshotFeedOptions {
  readonly store: SnapshotStore
  readonly bus?: Bus | undefined
  readonly file?: SnapshotFile | undefined
  readonly clock: Clock
  readonly logger?: Logger | undefined
  readonly pollMs: number
  /** The directory is another one, or has changed. */
  readonly onChange: () => void
}

/** A copy of the store's tenants and keys that follows it. */
export interface SnapshotFeed {
  readonly directory: () => Directory
  /** The first load, or the file in its place, has been tried. */
  readonly ready: Promise<void>
  /** Whether there ever was a copy: from the store or the file. */
  readonly isKnown: () => boolean
  /** Monotonic ms of the last word from the store; undefined: it is away. */
  readonly heardAt: () => number | undefined
  /** Monotonic ms of the last time it was asked. */
  readonly askedAt: () => number
  /** Loads again; true when the store answered. One at a time. */
  readonly refresh: () => Promise<boolean>
  readonly write: (path: readonly string[], value?: JsonObject) => Promise<void>
  readonly close: () => void
}

const topic = 'tenancy'
const retryMs = 1000
const writeFileAfterMs = 200
const catchUpMs = 100

/** Follows a store by its changes, by word of other replicas, and by polling as a backstop. */
export function createSnapshotFeed(options: SnapshotFeedOptions): SnapshotFeed {
  const { store, bus, file, clock, logger, pollMs, onChange } = options
  const closed = new AbortController()
  let directory = new Directory()
  let version: bigint | undefined
  let heardAt: number | undefined
  let askedAt = -Infinity
  let loading: Promise<boolean> | undefined
  let fileWaits = false
  let fromFile = false
  let iterator: AsyncIterator<SnapshotChange> | undefined

  function heard(): void {
    heardAt = clock.now()
  }

  function lost(error: unknown): void {
    if (heardAt !== undefined || version === undefined)
      logger?.warn('the store of tenants does not answer; the last good copy serves', { error })
    heardAt = undefined
  }

  function changed(): void {
    onChange()
    if (file === undefined || fileWaits) return
    fileWaits = true
    void keep(file)
  }

  async function keep({ write, macKey }: SnapshotFile): Promise<void> {
    await pause(writeFileAfterMs)
    fileWaits = false
    if (version === undefined) return
    try {
      await write(sealSnapshot({ version, value: contents(directory) }, macKey))
    } catch (error) {
      logger?.error('the copy of tenants could not be kept in a file', { error })
    }
  }

  async function load(): Promise<boolean> {
    askedAt = clock.now()
    try {
      const snapshot = await store.load()
      heard()
      // A file may be newer than a store that was restored; the store is the truth.
      if (version !== undefined && snapshot.version <= version && !fromFile) return true
      fromFile = false
      directory = readDirectory(snapshot.value)
      version = snapshot.version
      changed()
      return true
    } catch (error) {
      lost(error)
      return false
    }
  }

  function refresh(): Promise<boolean> {
    loading ??= load().finally(() => (loading = undefined))
    return loading
  }

  async function loadFile(): Promise<void> {
    if (file === undefined) return
    try {
      const bytes = await file.read()
      if (bytes === undefined || version !== undefined) return
      const snapshot = openSnapshot(bytes, file.macKey)
      directory = readDirectory(snapshot.value)
      version = snapshot.version
      fromFile = true
      onChange()
    } catch (error) {
      logger?.error('the kept copy of tenants could not be read', { error })
    }
  }

  async function begin(): Promise<void> {
    if (!(await refresh())) await loadFile()
    void follow()
    void poll()
  }

  async function take(change: SnapshotChange): Promise<void> {
    if (closed.signal.aborted) return
    heard()
    if (version !== undefined && change.version <= version) return
    const next = version !== undefined && change.version === version + 1n
    if (!next || directory.apply(change.path, change.value) === 'unclear') await refresh()
    else {
      version = change.version
      changed()
    }
  }

  /** Another replica wrote: the store should tell, and is asked when it does not. */
  async function catchUp({ version: written }: JsonObject): Promise<void> {
    if (typeof written !== 'string' || !/^\d+$/.test(written)) return
    const wanted = BigInt(written)
    const isBehind = () => version === undefined || version < wanted
    for (let tries = 0; tries < 3 && isBehind(); tries++) {
      await pause(catchUpMs)
      if (closed.signal.aborted) return
      if (isBehind()) await refresh()
    }
  }

  async function follow(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        iterator = store.changes(version ?? 0n)[Symbol.asyncIterator]()
        for (let turn = await iterator.next(); turn.done !== true; turn = await iterator.next())
          await take(turn.value)
      } catch (error) {
        lost(error)
      }
      await pause(retryMs)
      if (!closed.signal.aborted) await refresh()
    }
  }

  async function poll(): Promise<void> {
    while (!closed.signal.aborted) {
      await pause(pollMs)
      if (!closed.signal.aborted) await refresh()
    }
  }

  async function pause(ms: number): Promise<void> {
    // A closed feed wakes its sleepers; that is no failure.
    await clock.sleep(ms, closed.signal).catch(() => undefined)
  }

  const leave = bus?.subscribe(topic, (message) => void catchUp(message))
  const ready = begin()

  return {
    directory: () => directory,
    ready,
    isKnown: () => version !== undefined,
    heardAt: () => heardAt,
    askedAt: () => askedAt,
    refresh,
    async write(path, value) {
      const change = value === undefined ? { path } : { path, value }
      const written = await store.write(change)
      await take({ version: written, ...change })
      // The store tells the others too; this is faster where a bus is.
      bus?.publish(topic, { version: String(written) }).catch((error: unknown) => {
        logger?.warn('the other replicas could not be told of a change', { error })
      })
    },
    close() {
      closed.abort(new DOMException('closed', 'AbortError'))
      leave?.()
      void iterator?.return?.()
    },
  }
}

function contents({ tenants, keys }: Directory): JsonObject {
  return {
    tenants: Object.fromEntries([...tenants].map(([name, tenant]) => [name, writeRecord(tenant)])),
    keys: Object.fromEntries([...keys].map(([id, key]) => [id, writeRecord(key)])),
  }
}
