import type { SnapshotChange } from '@signalbox/core'

import { StoreError } from './store-error.ts'

/** Where changes come from and what says that there are new ones. */
export interface ChangeSource {
  readonly after: (version: bigint) => Promise<readonly SnapshotChange[]>
  /** Calls `wake` when there may be something new; answers how to stop that. */
  readonly onChange: (wake: () => void) => () => void
  /** The backstop when a wake-up was lost. */
  readonly pollMs: number
}

/** Changes after a version until the listener or the store leaves; an outage delays them only. */
export function changeFeed(source: ChangeSource, since: bigint): AsyncIterable<SnapshotChange> {
  return { [Symbol.asyncIterator]: () => createFeed(source, since) }
}

function createFeed(source: ChangeSource, since: bigint): AsyncIterator<SnapshotChange> {
  const queue: SnapshotChange[] = []
  const state = { version: since, stopped: false, woken: false, wakeSleeper: () => {} }
  const unsubscribe = source.onChange(wake)

  function wake(): void {
    state.woken = true
    state.wakeSleeper()
  }

  function stop(): void {
    state.stopped = true
    unsubscribe()
    wake()
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, source.pollMs)
      state.wakeSleeper = () => {
        clearTimeout(timer)
        resolve()
      }
      if (state.woken) state.wakeSleeper()
    })
  }

  async function fill(): Promise<void> {
    while (queue.length === 0 && !state.stopped) {
      state.woken = false
      const changes = await source.after(state.version).catch(outage)
      state.version = changes.at(-1)?.version ?? state.version
      queue.push(...changes)
      if (queue.length === 0) await sleep()
    }
  }

  function outage(error: unknown): readonly SnapshotChange[] {
    if (error instanceof StoreError && error.reason === 'closed') stop()
    return []
  }

  let turn = Promise.resolve()
  return {
    next() {
      const result = turn.then(fill).then(() => {
        const value = state.stopped ? undefined : queue.shift()
        return value === undefined
          ? ({ done: true, value: undefined } as const)
          : { done: false as const, value }
      })
      turn = result.then(() => undefined)
      return result
    },
    return() {
      stop()
      return Promise.resolve({ done: true, value: undefined })
    },
  }
}
