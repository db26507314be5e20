import type { JsonObject, SnapshotStore } from '@signalbox/core'

/** Who hears of the settings in a store. */
export interface FollowSnapshotOptions {
  readonly store: SnapshotStore
  /** All of them, at first and after each change. */
  readonly onSnapshot: (value: JsonObject) => void | Promise<void>
  /** Once each time the store goes away. */
  readonly onAway: (error: unknown) => void
}

const retryMs = 1000

/** Follows the settings of a store until closed; while it is away nothing changes. */
export function followSnapshot({ store, onSnapshot, onAway }: FollowSnapshotOptions): {
  readonly close: () => void
} {
  let version = -1n
  let isAway = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let changes: AsyncIterator<unknown> | undefined

  async function load(): Promise<void> {
    const snapshot = await store.load()
    isAway = false
    if (isClosed || snapshot.version <= version) return
    version = snapshot.version
    await onSnapshot(snapshot.value)
  }

  async function follow(): Promise<void> {
    try {
      await load()
      changes = store.changes(version)[Symbol.asyncIterator]()
      for (let turn = await changes.next(); turn.done !== true; turn = await changes.next())
        await load()
    } catch (error) {
      if (!isAway && !isClosed) onAway(error)
      isAway = true
    }
    if (!isClosed) timer = setTimeout(() => void follow(), retryMs).unref()
  }

  void follow()
  return {
    close() {
      isClosed = true
      clearTimeout(timer)
      void changes?.return?.()
    },
  }
}
